"""How long one scrub takes, by the number of votes. `VARIANT=… python -m benchmarks.safety.scrub`, or all at once."""

import os
import subprocess
import sys
import tempfile
import time

from benchmarks.safety.variants import POSTGRESQL, SQLCIPHER, VARIANTS
from tests.attack.postgres import PostgresServer

ROOMS = ((120, 30), (500, 120))
"""Voices and wordings; everybody votes on everything."""


def main():
    print("| Database | Votes | Scrub |\n| --- | --- | --- |", flush=True)
    for engine in (SQLCIPHER, POSTGRESQL):
        name = next(name for name, variant in VARIANTS.items() if variant.engine == engine)
        with tempfile.TemporaryDirectory() as data:
            run(name, engine, data)


def run(name, engine, data):
    environment = os.environ | {"VARIANT": name, "SOFRA_DATA": data}
    server = PostgresServer() if engine == POSTGRESQL else None
    if server:
        server.start()
        server.make_role_and_databases("floor")
        environment["SOFRA_FLOOR_DATABASE"] = server.address("floor")
    try:
        subprocess.run([sys.executable, "-m", "benchmarks.safety.scrub"], env=environment, check=True)
    finally:
        if server:
            server.stop()
            server.remove()


def one_engine():
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.safety.settings"
    django.setup()
    from django.db import connection

    from sofra.floor.scrub import scrub
    from sofra.project import side

    side.bring_up_to_date("floor")
    for number, (voices, wordings) in enumerate(ROOMS):
        fill(f"room-{number}", voices, wordings)
        scrub()
        begun = time.perf_counter()
        scrub()
        print(
            f"| {connection.vendor} | {voices * wordings:,} | {(time.perf_counter() - begun) * 1000:.0f} ms |",
            flush=True,
        )


def fill(slug, voices, wordings):
    from sofra.floor.moderation.models import Wording
    from sofra.floor.room.models import Dialogue, Voice
    from sofra.floor.votes.models import Answer, Vote

    given = {"fictional": True, "title": {}, "languages": ["en"], "rule": {}, "seats": voices, "pass_key": b"p" * 32}
    room = Dialogue.objects.create(slug=slug, **given)
    people = Voice.objects.bulk_create(Voice(dialogue=room, agreed=True, statements_left=9) for _ in range(voices))
    table = Wording.objects.bulk_create(
        Wording(dialogue=room, texts={"en": "A wording."}, readers=1, on_table=True) for _ in range(wordings)
    )
    votes = (Vote(voice=voice, wording=wording, answer=Answer.AGREE) for voice in people for wording in table)
    Vote.objects.bulk_create(votes, batch_size=5_000)


if __name__ == "__main__":
    one_engine() if os.environ.get("VARIANT") else main()
