"""The door in a process of its own, as always: no process is ever both sides. `python -m tests.attack.door_part`.

`histories N` writes one content in so many orders, and tells how many different files came of it. `tickets` lets
guests draw codes from the urn, again and again: a line of JSON in, a line out.
"""

import hashlib
import json
import os
import random
import sys
from datetime import UTC, date, datetime

from sofra.project import side

HOUR = datetime(2027, 10, 7, 12, tzinfo=UTC)


def main(act, *arguments):
    os.environ["SOFRA_DATA"] = arguments[0]
    side.set_up("door")
    side.bring_up_to_date("door")
    ACTS[act](*arguments[1:])


def a_preparation():
    from sofra.door.preparation.actions import prepare
    from sofra.door.programme.actions import create_dialogue, create_edition, create_programme

    programme = create_programme(slug="attack", name={"en": "Attack"}, convenor="Nobody", fictional=True)
    dialogue = create_dialogue(
        create_edition(programme, slug="attack-2027", year=2027),
        slug="lipova",
        title={"en": "Lipova"},
        city="Lipova",
        country=None,
        level="national",
        format="hybrid",
        date_from=date(2027, 10, 7),
        date_to=date(2027, 10, 7),
    )
    return prepare(
        dialogue, languages=["en"], rule={"en": "Rule."}, questions=[{"en": "What?"}], opening_statements=[], seats=18
    )


def histories(number):
    """The same rows with the same ids and the same times, which the door keeps on purpose."""
    from django.db import connection

    from sofra.door.scrub import scrub
    from tests.attack.disk import begin_with, bytes_of_the_file, file_and_journal

    preparation = a_preparation()
    scrub()
    connection.close()
    prepared, scrubbed, raw = file_and_journal()[0].read_bytes(), set(), set()
    for seed in range(int(number)):
        begin_with(prepared)
        live_through(preparation, random.Random(seed))
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.add(hashlib.sha256(bytes_of_the_file()).hexdigest())
        scrub()
        scrubbed.add(hashlib.sha256(bytes_of_the_file()).hexdigest())
    print(json.dumps({"scrubbed": len(scrubbed), "not scrubbed": len(raw)}))


def live_through(preparation, chance):
    """Tickets are made, taken back and used, and ways in are opened and closed, in an order of this history's own."""
    from sofra.door.issuance.models import Issuance, Ticket
    from sofra.door.people.models import Convenor, Welcome

    fixed = random.Random(1)
    hashes = [f"{fixed.getrandbits(256):064x}" for _ in range(40)]
    issuance = Issuance.objects.create(preparation=preparation, ticket_key=b"t" * 32, passes=20)
    for ticket in chance.sample(hashes, len(hashes)):
        Ticket.objects.create(ticket_hash=ticket, issuance=issuance)
    for ticket in chance.sample(hashes[:20], 20):
        Ticket.objects.filter(ticket_hash=ticket).update(spent=ticket[::-1])
    for ticket in chance.sample(hashes[30:], 10):
        Ticket.objects.filter(ticket_hash=ticket).delete()
        Welcome.objects.create(token_hash=ticket, created=HOUR)
    for number in chance.sample(range(1, 9), 8):
        Convenor.objects.create(pk=number, email=f"{number}@example.org", name=f"Convenor {number}")


def tickets():
    """Each line holds the codes in the urn; each answer what people drew, in the order in which they came."""
    from django.db import connection

    from sofra.door.issuance.actions import begin, draw_code, end_issuing
    from sofra.door.issuance.models import Issuance
    from sofra.door.issuance.queries import ticket_with
    from sofra.door.issuance.urn import urn
    from sofra.door.scrub import scrub
    from sofra.hatch.spool import Spool
    from tests.attack.disk import begin_with, file_and_journal, images
    from tests.attack.orders import orders, rows_of

    preparation = a_preparation()
    sent = begin(preparation, Spool(side.default_folder() / "hatch"), guests=18)
    end_issuing(preparation)
    scrub()
    connection.close()
    prepared = file_and_journal()[0].read_bytes()
    for line in sys.stdin:
        asked = json.loads(line)
        begin_with(prepared)
        urn._codes.clear()
        urn.lay_in("lipova", asked["codes"])
        people = random.Random(asked["seed"]).sample(sent, 18)
        drawn = [draw_code(ticket_with(code)) for code in people]
        came = [ticket_with(code).ticket_hash for code in people]
        scrub()
        kept = orders(rows_of("door_ticket"), ["ticket_hash", "spent"], images())
        found = {name: [came.index(row["ticket_hash"]) for row in rows] for name, rows in kept.items()}
        print(json.dumps({"drawn": drawn, "orders": found}), flush=True)
    assert Issuance.objects.count() == 1


ACTS = {"histories": histories, "tickets": tickets}

if __name__ == "__main__":
    main(*sys.argv[1:])
