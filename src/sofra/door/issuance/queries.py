from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.db.models import TextChoices

from sofra.door.issuance.models import Issuance, Ticket
from sofra.door.issuance.urn import urn
from sofra.door.preparation.models import Preparation
from sofra.door.preparation.queries import Stage, stage_of
from sofra.door.programme.models import Dialogue
from sofra.hatch.blind import fingerprint
from sofra.hatch.codes import nullifier
from sofra.hatch.spool import Spool

LIBRARY = "vendor/passes/passes.min.js"
FEWEST_PASSES = 10
"""At the end of issuing as many are there, or none is honoured: with fewer, a pass would point at people."""


class Way(TextChoices):
    """What a ticket can be used for now."""

    PASSES = "passes"
    URN = "urn"
    LATER = "later"


@dataclass(frozen=True)
class Issued:
    """The counts that the desk shows. None of them belongs to a guest."""

    tickets: int
    unspent: int
    passes: int
    codes: int
    in_urn: int
    lost: int
    """Codes that were in the urn when the door was restarted."""

    @property
    def together(self) -> int:
        return self.passes + self.codes


def issued(issuance: Issuance) -> Issued:
    left = urn.left(issuance.preparation.dialogue.slug)
    return Issued(
        tickets=issuance.tickets.count(),
        unspent=issuance.tickets.filter(spent="").count(),
        passes=issuance.passes,
        codes=issuance.codes,
        in_urn=left,
        lost=max(issuance.laid_in - issuance.codes - left, 0),
    )


def way_of(preparation: Preparation) -> Way:
    if preparation.issuing:
        return Way.PASSES
    return Way.URN if urn.left(preparation.dialogue.slug) else Way.LATER


def ticket_with(code: str) -> Ticket | None:
    """The ticket with this code, of whichever dialogue."""
    for issuance in Issuance.objects.all():
        found = Ticket.objects.filter(ticket_hash=nullifier(code, issuance.ticket_key))
        ticket = found.select_related("issuance__preparation__dialogue").first()
        if ticket is not None:
            return ticket
    return None


def may_begin(preparation: Preparation, spool: Spool) -> bool:
    """Before the brief is sent: one that lies in the hatch already would bring the floor no key."""
    return stage_of(preparation, spool) in (Stage.DRAFT, Stage.TURNED_BACK)


def issuance_of(preparation: Preparation) -> Issuance | None:
    return Issuance.objects.select_related("preparation__dialogue").filter(preparation=preparation).first()


def fingerprint_of(preparation: Preparation) -> str:
    """Of the passes of this dialogue; nothing while there are none."""
    return fingerprint(bytes(preparation.pass_key)) if preparation.pass_key else ""


def fingerprint_of_dialogue(dialogue: Dialogue) -> str:
    """For its public page, which knows of no preparation."""
    preparation = Preparation.objects.filter(dialogue=dialogue).first()
    return fingerprint_of(preparation) if preparation else ""


@cache
def hash_of_library() -> bytes:
    """SHA-256 of the file that makes passes, as it is served."""
    return sha256(Path(finders.find(LIBRARY) or LIBRARY).read_bytes()).digest()
