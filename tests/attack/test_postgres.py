"""The same attacker before a PostgreSQL server: what do its tables, its journal and its files remember?

PostgreSQL numbers every row with the transaction that wrote it (`xmin`) and with its place (`ctid`); its own VACUUM
keeps both. The server here is a real one, started for these tests and reached by a socket in a folder of its own.
"""

import os
import threading
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections, transaction

from sofra.floor.room.actions import UsedCard, admit, agree_to_rule, open_room
from sofra.floor.room.models import Voice
from sofra.floor.scrub import scrub
from sofra.floor.statements.models import Statement
from sofra.project.data import DataProblem
from sofra.project.database import postgresql
from tests.attack.histories import a_content, live_through
from tests.attack.postgres import PostgresServer, no_postgres
from tests.floor.conftest import a_brief

pytestmark = [pytest.mark.attack, no_postgres]
HISTORIES = 50 if os.environ.get("SOFRA_LONG") else 8


@pytest.fixture(scope="module")
def server():
    running = PostgresServer()
    running.start()
    running.make_role_and_databases("floor")
    yield running
    running.stop()
    running.remove()


@pytest.fixture(scope="module")
def floor_on(server, django_db_setup, django_db_blocker):
    """The floor's own code, in this process, on that server."""
    ours = dict(connections.settings["default"])
    with django_db_blocker.unblock():
        use(ours | postgresql.from_address(server.address("floor"), "floor"))
        call_command("migrate", verbosity=0)
        yield
        use(ours)


def use(settings):
    connections["default"].close()
    connections.settings["default"] = settings
    del connections["default"]


@pytest.fixture
def floor(floor_on, server):
    yield server
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables())}")


def tables():
    return {model._meta.db_table: model for model in apps.get_app_config("floor").get_models()}


def rows_as_they_lie(server, table, key):
    """Place, number of the writing transaction, and content, by key; read past Sofra, as whoever took the disk."""
    with server.connect("floor", user="postgres") as attacker:
        return attacker.execute(f"SELECT ctid::text, xmin::text, t::text FROM {table} t ORDER BY {key}").fetchall()


def as_it_lies(server):
    found = {}
    for table, model in tables().items():
        key = ", ".join(f'"{field.column}"' for field in model._meta.pk_fields)
        found[table] = rows_as_they_lie(server, table, key)
    return found


def place(ctid):
    page, line = ctid.strip("()").split(",")
    return int(page), int(line)


def in_order_of_key(rows):
    places = [place(ctid) for ctid, _, _ in rows]
    return places == sorted(places)


def begin_again():
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables())}")


def test_histories_with_one_content_lie_alike(floor):
    contents = set()
    for seed in range(HISTORIES):
        begin_again()
        live_through(a_content(), seed)
        scrub()
        found = as_it_lies(floor)
        assert {len({xmin for _, xmin, _ in rows}) for rows in found.values() if rows} == {1}
        assert all(in_order_of_key(rows) for rows in found.values())
        contents.add(tuple((table, ctid, row) for table, rows in found.items() for ctid, _, row in rows))
    assert len(contents) == 1


def test_vacuum_alone_would_keep_the_order(floor):
    """The control: rows that the server itself packed tightly still lie, and are numbered, as they came."""
    live_through(a_content(), 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM FULL")
    found = as_it_lies(floor)["floor_vote"]
    assert not in_order_of_key(found)
    live = as_it_lies(floor)
    assert len({xmin for rows in live.values() for _, xmin, _ in rows}) > 3


def files_with(server, needle):
    """Files of the whole data folder, the journal and the log in which these bytes can be read."""
    files = [path for path in server.folder.rglob("*") if path.is_file()]
    return [path.relative_to(server.folder) for path in files if needle in path.read_bytes()]


def test_deleted_words_are_in_no_file_after_the_scrub(floor):
    live_through(a_content(), 1)
    voice = "f" * 32
    with transaction.atomic():
        Voice.objects.create(key=voice, dialogue_id="lipova", statements_left=1)
    connection.cursor().execute("CHECKPOINT")
    found = files_with(floor, voice.encode())
    assert Path("data/pg_wal") in {path.parent for path in found}
    assert Path("data/base") in {path.parent.parent for path in found}
    Voice.objects.filter(key=voice).delete()
    scrub()
    assert files_with(floor, voice.encode()) == []


def test_the_journal_holds_no_row_after_the_scrub(floor):
    live_through(a_content(), 1)
    kept = Statement.objects.values_list("key", flat=True)[0].encode()
    assert Path("data/pg_wal") in {path.parent for path in files_with(floor, kept)}
    scrub()
    assert {path.parts[:2] for path in files_with(floor, kept)} == {("data", "base")}


def test_the_servers_own_cleaning_leaves_the_tables_alone(floor):
    """It would copy common words into statistics that no scrub reaches."""
    with floor.connect("floor", user="postgres") as attacker:
        found = dict(
            attacker.execute("SELECT relname, reloptions FROM pg_class WHERE relname LIKE 'floor_%'").fetchall()
        )
    assert {table: found[table] for table in tables()} == {table: ["autovacuum_enabled=off"] for table in tables()}


def test_the_scrub_gives_way_to_whoever_reads(floor):
    """Each waits for the other: the scrub for what a visitor reads, the visitor for what the scrub holds."""
    faults = []
    with floor.connect("floor") as visitor, floor.connect("floor") as other, floor.connect("floor") as watch:
        other.execute("BEGIN")
        other.execute("SELECT FROM floor_question")
        visitor.execute("BEGIN")
        visitor.execute("SELECT FROM floor_statement")
        scrubbing = threading.Thread(target=noting, args=(faults, scrub))
        scrubbing.start()
        while not waiting_for_locks(watch):
            time.sleep(0.01)
        reading = threading.Thread(
            target=noting, args=(faults, lambda: visitor.execute("SELECT FROM floor_dialogue; COMMIT"))
        )
        reading.start()
        time.sleep(0.05)
        other.execute("COMMIT")
        reading.join()
        scrubbing.join()
    assert faults == []


def noting(faults, act):
    try:
        act()
    except Exception as error:
        faults.append(error)
    finally:
        connection.close()


def waiting_for_locks(watch):
    return watch.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]


def test_two_phones_with_one_card_get_one_seat(floor):
    """SQLite lets one transaction in at a time; so does our connection to PostgreSQL."""
    codes = open_room(a_brief(), address="http://127.0.0.1:8001/").participants

    def sit_down(code):
        try:
            agree_to_rule(admit(code))
        except UsedCard:
            pass
        finally:
            connection.close()

    phones = [threading.Thread(target=sit_down, args=(code,)) for code in codes[:10] for _ in range(4)]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    assert Voice.objects.count() == 10


@pytest.mark.parametrize("memory", ["-c log_statement=all", "-c log_min_duration_statement=0"])
def test_a_server_that_remembers_is_refused(server, memory, floor_on):
    settings = dict(connections.settings["default"])
    given = postgresql.from_address(server.address("floor", user="postgres"), "floor")
    given["OPTIONS"] |= {"options": memory}
    try:
        use(settings | given)
        with pytest.raises(DataProblem, match=memory.split()[1].split("=")[0]):
            connection.ensure_connection()
    finally:
        use(settings)


def test_a_role_that_may_not_empty_the_journal_is_refused(server, floor_on):
    settings = dict(connections.settings["default"])
    with server.connect("postgres", user="postgres") as administrator:
        administrator.execute("CREATE ROLE hasty LOGIN")
    try:
        use(settings | postgresql.from_address(server.address("floor", user="hasty"), "floor"))
        with pytest.raises(DataProblem, match="pg_switch_wal"):
            connection.ensure_connection()
    finally:
        use(settings)
