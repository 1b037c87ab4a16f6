"""One side in one process: set up, brought up to date, served, and its end of the hatch watched."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

from sofra.project import language_worker
from sofra.project.backups import PhaseEnds, back_up, let_go_of_old
from sofra.project.data import DataFolder, DataProblem, default_folder, unknown_migrations
from sofra.project.database.files import SIDES as SIDES
from sofra.project.database.files import refuse_damaged

HATCH_EVERY = 1.0
"""Seconds between two looks into the hatch."""
PHASES_EVERY = 1.0
"""Seconds between two looks at the phases, for a backup when one ends."""
BACKUPS_EVERY = 3600.0
SCRUB_EVERY = 60.0
"""Seconds between two scrubs of the side's file."""
RETENTION_EVERY = 3600.0
"""Seconds between two looks at what has come to its last day."""
LARGEST_REQUEST = 8_000_000

SAMPLE = Path(__file__).parents[1] / "door" / "programme" / "sample"

log = logging.getLogger("sofra")


def set_up(side: str) -> None:
    """From here on this process is that side, and can be no other."""
    import django

    folder = DataFolder(default_folder())
    folder.prepare()
    refuse_damaged(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = f"sofra.project.settings.{side}"
    django.setup()


def bring_up_to_date(side: str) -> None:
    """Migrate, and fill an empty door with the sample programme."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    newer = unknown_migrations(executor.loader.applied_migrations, set(executor.loader.disk_migrations))
    if newer:
        raise DataProblem(f"The database of the {side} was used by a newer Sofra ({newer[0]}). Nothing was changed.")
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if side == "door":
        _load_sample_once()


def _load_sample_once() -> None:
    from sofra.door.highlights.actions import load_sample
    from sofra.door.programme.models import Programme

    if not Programme.objects.exists():
        load_sample(SAMPLE)


def collect_static_files() -> None:
    """Pack what browsers fetch, unless it is packed already and nothing has changed since."""
    from django.conf import settings
    from django.core.management import call_command

    mark = Path(settings.STATIC_ROOT) / ".packed"
    folders = [settings.SOURCE / part / "static" for part in ("web", "door")]
    newest = max(path.stat().st_mtime for folder in folders for path in folder.rglob("*"))
    if mark.exists() and mark.stat().st_mtime >= newest:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.touch()


def look_into_the_hatch(side: str) -> None:
    """Pick up what lies there for this side, once."""
    from django.conf import settings

    from sofra.hatch.spool import Spool

    spool = Spool(settings.HATCH)
    if side == "floor":
        import_module("sofra.floor.console.actions").take_waiting_briefs(spool, address=settings.FLOOR_ADDRESS)
    else:
        import_module("sofra.door.releases.actions").take_releases(spool)


def let_go_of_old_backups() -> None:
    let_go_of_old(DataFolder(default_folder()), date.today())


def back_up_when_a_phase_ends(ends: PhaseEnds) -> None:
    """One backup of the floor for each end of a phase, if anybody is named who can open it."""
    dialogue = import_module("sofra.floor.room.models").Dialogue
    if ends.is_one(dict(dialogue.objects.values_list("slug", "phase"))):
        back_up(DataFolder(default_folder()), "floor", date.today())


def _again_and_again(what: Callable[[], object], *, every: float) -> None:
    """Do this in the background for as long as the side is served."""

    def watch() -> None:
        while True:
            try:
                what()
            except Exception as error:  # one fault must not end the watch
                log.error("a task in the background: %s", type(error).__name__)
            time.sleep(every)

    threading.Thread(target=watch, daemon=True).start()


def serve(side: str, *, host: str, port: int) -> None:
    """Answer requests until the process is ended."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from waitress import create_server

    server = create_server(
        get_wsgi_application(),
        host=host,
        port=port,
        threads=8,
        # A phone keeps its line open. At the usual hundred lines the next phone in a full room waits for two minutes.
        connection_limit=2_000,
        asyncore_use_poll=True,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
        clear_untrusted_proxy_headers=True,
        # The proxy in front speaks TLS. Its header for that is dropped like all others, so it is said here.
        url_scheme="https" if settings.SECURE_PROXY_SSL_HEADER else "http",
    )
    _again_and_again(partial(look_into_the_hatch, side), every=HATCH_EVERY)
    _again_and_again(let_go_of_old_backups, every=BACKUPS_EVERY)
    scrub = import_module(f"sofra.{side}.scrub").scrub
    _again_and_again(scrub, every=SCRUB_EVERY)
    if side == "floor":
        _again_and_again(partial(back_up_when_a_phase_ends, PhaseEnds()), every=PHASES_EVERY)
        _again_and_again(import_module("sofra.floor.retention.actions").run, every=RETENTION_EVERY)
    else:
        _again_and_again(import_module("sofra.door.guests.actions").let_go_by_date, every=RETENTION_EVERY)
        withdraw = import_module("sofra.door.publishing.actions").withdraw_what_was_taken_back
        _again_and_again(withdraw, every=RETENTION_EVERY)
    signal.signal(signal.SIGTERM, _end_in_order)
    print(f"ready {side}", flush=True)
    language_worker.keep_running(side)
    try:
        server.run()
    finally:
        scrub()


def _end_in_order(*_: object) -> None:
    raise SystemExit(0)


def new_welcome() -> str:
    """The address of a one-time link for one more convenor."""
    from django.conf import settings

    path: str = import_module("sofra.door.people.actions").make_welcome_link()
    return settings.DOOR_ADDRESS.rstrip("/") + path


def tell_first_welcome() -> None:
    """As long as nobody can sign in, each start prints a way in."""
    if not import_module("sofra.door.people.queries").anybody_can_sign_in():
        print(f"welcome {import_module('sofra.door.people.actions').make_welcome_link()}", flush=True)
