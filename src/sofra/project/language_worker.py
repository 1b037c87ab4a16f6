"""The language worker of a side: started beside it, started again when it dies, ended with it."""

import os
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from sofra.project import memory
from sofra.project.data import DataFolder, default_folder

BEGIN_AGAIN_AFTER = 1.0
"""Seconds after a death; twice as long after each further one, up to a minute."""
LONGEST_PAUSE = 60.0
WELL_AFTER = 300.0
"""Seconds of life after which a death counts as the first again."""
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "TMPDIR")
OWN_SETTINGS = ("SOFRA_LANGUAGE_MODEL", "SOFRA_LANGUAGE_KEY", "SOFRA_LANGUAGE_SENDS_WORDS_TO")
"""All that a worker gets of the side's environment: no key, no address of a database."""
HERE = ("localhost", "127.0.0.1", "::1")


def keep_running(side: str) -> None:
    """Start the worker of this side now, and again whenever it ends."""
    threading.Thread(target=_start_again_and_again, args=(side,), daemon=True).start()


def _start_again_and_again(side: str) -> None:
    pause = BEGIN_AGAIN_AFTER
    while True:
        began = time.monotonic()
        _start(side).wait()
        pause = BEGIN_AGAIN_AFTER if time.monotonic() - began > WELL_AFTER else min(2 * pause, LONGEST_PAUSE)
        time.sleep(pause)


def _start(side: str) -> "subprocess.Popen[bytes]":
    """The worker lives as long as the pipe to it: when the side dies, however it dies, the worker ends too."""
    command = [sys.executable, "-m", "sofra.project.language_worker", str(DataFolder(default_folder()).path / side)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=_environment())


def _environment() -> dict[str, str]:
    passed = {name: os.environ[name] for name in (*PASSED_ON, *OWN_SETTINGS) if name in os.environ}
    return passed | {"OMP_NUM_THREADS": "1"}  # two spinning threads cost six times as much on a busy machine


def chosen_model() -> str:
    """The setting, unless it would send words to another machine that was not named a second time."""
    setting = os.environ.get("SOFRA_LANGUAGE_MODEL", "builtin")
    host = urlsplit(setting).hostname or ""
    if not setting.startswith(("http://", "https://")) or host in HERE:
        return setting
    if host == os.environ.get("SOFRA_LANGUAGE_SENDS_WORDS_TO", "").lower():
        return setting
    return f"{host}, which SOFRA_LANGUAGE_SENDS_WORDS_TO does not name,"


def work(folder: Path) -> None:
    """Answer questions until the side is gone."""
    from sofra.analysis.language.embedding import choose_embedder
    from sofra.worker.reader import Reader
    from sofra.worker.server import Server

    memory.leave_no_core()
    reader = Reader(partial(choose_embedder, chosen_model(), key=os.environ.get("SOFRA_LANGUAGE_KEY", "")))
    server = Server(folder, reader)
    for task in (server.serve_forever, reader.load, server.tidy):
        threading.Thread(target=task, daemon=True).start()
    sys.stdin.buffer.read()
    server.server_close()


if __name__ == "__main__":
    work(Path(sys.argv[1]))
