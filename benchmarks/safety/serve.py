"""One variant of the floor as a process: a room with everybody seated, served as always.

Its first line tells who may come in, as JSON. Each scrub tells how long it took.
"""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import django

PEOPLE, STATEMENTS = 120, 30


def main(port):
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.safety.settings"
    django.setup()
    from django.conf import settings

    from sofra.project import side

    side.bring_up_to_date("floor")
    side.collect_static_files()
    leave_out(settings.VARIANT)
    print(json.dumps(seat_everybody()), flush=True)
    side.serve("floor", host="127.0.0.1", port=port)


def leave_out(variant):
    from sofra.floor import scrub
    from sofra.floor.statements import actions
    from sofra.project import side

    side.SCRUB_EVERY = variant.scrub_every or 3600
    scrub.scrub = timed(scrub.scrub) if variant.scrub_every else lambda: None
    if not variant.sealed:
        actions.sealed_words = lambda _dialogue, text, _language: text.encode().ljust(2048)


def timed(scrub):
    def scrubbed():
        begun = time.perf_counter()
        scrub()
        print(f"scrub {time.perf_counter() - begun:.4f}", flush=True)

    return scrubbed


def seat_everybody():
    """The cookies of all people and of the facilitator, in the phase of writing."""
    from django.conf import settings
    from django.db import transaction

    from sofra.floor.console.actions import move_on, take_brief
    from sofra.floor.room.actions import admit, agree_to_rule
    from sofra.floor.room.models import Dialogue, Phase
    from sofra.hatch.brief import Brief
    from sofra.hatch.entry import EntryBatch
    from sofra.hatch.spool import Spool, read_document

    spool = Spool(Path(tempfile.mkdtemp(dir=settings.DATA)))
    take_brief(the_brief(Brief), spool, address="http://127.0.0.1/")
    batch = read_document(spool.path("entry", "lipova").read_bytes(), EntryBatch)
    with transaction.atomic():
        voices = [admit(code) for code in batch.participants[:PEOPLE]]
        for voice in voices:
            agree_to_rule(voice)
    move_on(Dialogue.objects.get(), Phase.WRITE)
    return {
        "people": [cookie_of(voice) for voice in voices],
        "facilitator": cookie_of(admit(batch.facilitators[0])),
    }


def the_brief(brief):
    return brief(
        dialogue="lipova",
        fictional=True,
        title={"en": "Lipova"},
        languages=("en",),
        rule={"en": "Speak of what was said, never of who said it."},
        questions=({"en": "What hinders us?"},),
        opening_statements=tuple({"en": f"The {number}th thing that may hinder us."} for number in range(STATEMENTS)),
        seats=PEOPLE,
    )


def cookie_of(seat):
    from django.http import HttpResponse

    from sofra.floor.room.access import remember

    answer = HttpResponse()
    remember(answer, seat)
    return answer.cookies.output(header="", attrs=[]).strip()


if __name__ == "__main__":
    main(int(sys.argv[1]))
