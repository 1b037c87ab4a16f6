"""A PostgreSQL server of our own, in a folder of its own, reached by a socket in that folder."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
import pytest

MISSING = """PostgreSQL's server is missing, so nothing here could show how Sofra keeps its promises on it.
Install it (Debian: apt install postgresql), or say SOFRA_NO_POSTGRES=1 to go without."""

FORGETFUL = """
wal_level = minimal
max_wal_senders = 0
wal_recycle = off
track_commit_timestamp = off
log_min_error_statement = panic
log_error_verbosity = terse
"""


no_postgres = pytest.mark.skipif(os.environ.get("SOFRA_NO_POSTGRES") == "1", reason="SOFRA_NO_POSTGRES=1")


def binaries():
    """Where the server's programs lie, or None."""
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = shutil.which("initdb")
    places += [Path(found).parent] if found else []
    return next((place for place in places if (place / "pg_ctl").exists()), None)


class PostgresServer:
    """Owned by another user when we are root, because PostgreSQL refuses root."""

    def __init__(self):
        assert binaries(), MISSING
        self.folder = Path(tempfile.mkdtemp(prefix="pg"))
        self.data = self.folder / "data"
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C")
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n{FORGETFUL}")

    def start(self):
        self._run("pg_ctl", "--wait", "--log", str(self.folder / "log"), "start")

    def stop(self):
        self._run("pg_ctl", "--wait", "--mode", "fast", "stop")

    def kill(self):
        """As when the power of the machine is pulled: no goodbye, and a recovery at the next start."""
        self._run("pg_ctl", "--wait", "--mode", "immediate", "stop")

    def remove(self):
        shutil.rmtree(self.folder)

    def make_role_and_databases(self, *names):
        """As docs/run/operation.md tells the administrator."""
        with self.connect("postgres", user="postgres") as connection:
            connection.execute("CREATE ROLE sofra LOGIN CREATEDB IN ROLE pg_checkpoint")
            for name in names:
                connection.execute(f"CREATE DATABASE {name} OWNER sofra")
        for name in [*names, "template1", "postgres"]:
            with self.connect(name, user="postgres") as connection:
                connection.execute("GRANT EXECUTE ON FUNCTION pg_switch_wal() TO sofra")

    def check(self, name):
        """PostgreSQL's own look at every page and index."""
        command = [str(binaries() / "pg_amcheck"), "--install-missing", "--host", str(self.folder)]
        subprocess.run([*command, "--username", "postgres", name], check=True, timeout=120)

    def connect(self, name, *, user="sofra"):
        return psycopg.connect(self.address(name, user=user), autocommit=True)

    def address(self, name, *, user="sofra"):
        return f"postgresql://{user}@/{name}?host={self.folder}"

    def _run(self, program, *arguments):
        command = [str(binaries() / program), "--pgdata", str(self.data), *arguments]
        with (self.folder / "said").open("w") as said:
            done = subprocess.run(command, stdout=said, stderr=subprocess.STDOUT, user=self.user, cwd="/", timeout=120)
        assert done.returncode == 0, (self.folder / "said").read_text()
