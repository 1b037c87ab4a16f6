"""What the attacker does with the orders that were found: pair those of people with those of statements."""

from itertools import product

from sofra.floor.room.models import Dialogue
from sofra.floor.sealing.queries import open_words
from sofra.floor.statements.models import Statement
from tests.attack.orders import orders, rows_of


def voices():
    """With the card that stands beside each, while there is one."""
    cards = {card["voice_id"]: card["nullifier"] for card in rows_of("floor_card")}
    return [voice | {"card": cards.get(voice["key"])} for voice in rows_of("floor_voice")]


def statements():
    """With the words, which the attacker can open: both key cards were found too."""
    dialogue = Dialogue.objects.get()
    wordings = {wording["statement_id"]: wording["key"] for wording in rows_of("floor_wording")}
    return [
        row | {"words": open_words(dialogue, row["sealed"]).text, "wording": wordings[row["key"]]}
        for row in rows_of(Statement._meta.db_table)
    ]


def people_found(people, places):
    """How many people each pairing gives away: of an order of people, each by the words that are truly theirs."""
    said = orders(statements(), ["key", "sealed"], places)
    return {
        (one, other): sum(true == statement["words"] for true, statement in zip(these, those, strict=True))
        for (one, these), (other, those) in product(people.items(), said.items())
    }


def people_by_voice(truth, places):
    found = orders(voices(), ["key"], places)
    return {f"voice, {name}": [truth[voice["key"]] for voice in rows] for name, rows in found.items()}


def people_by_ticket(said, kept):
    """Orders of the tickets that the door kept: each holds who came in which place."""
    return {f"ticket, {name}": [said[person] for person in people] for name, people in kept.items()}
