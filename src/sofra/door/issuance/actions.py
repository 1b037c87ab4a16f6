import secrets
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import F
from msgspec.structs import replace

from sofra.door.issuance.models import Issuance, Ticket
from sofra.door.issuance.queries import FEWEST_PASSES, may_begin
from sofra.door.issuance.urn import urn
from sofra.door.preparation.actions import BatchGone, BriefFixed, is_printed
from sofra.door.preparation.models import Preparation
from sofra.hatch.blind import blind_sign, new_signing_key, public_part
from sofra.hatch.codes import LONG, new_codes, nullifier
from sofra.hatch.entry import EntryBatch
from sofra.hatch.spool import Spool, read_document


class TicketSpent(ValueError):
    """It was used before, for something else."""


class NotNow(ValueError):
    """No passes are issued any more, or not yet; or they still are, and the urn waits until they are not."""


class AlreadyPrinted(ValueError):
    """Codes that are on paper must not be in the urn too: two people would hold one seat."""


class TooFewCodes(ValueError):
    def __init__(self, wanted: int, there: int) -> None:
        self.wanted, self.there = wanted, there
        super().__init__(f"{wanted} codes wanted, {there} are there")


@transaction.atomic
def begin(preparation: Preparation, spool: Spool, *, guests: int) -> list[str]:
    """Make the key of the passes, and a ticket for each guest from afar. The tickets are in the answer alone."""
    if not may_begin(preparation, spool):
        raise BriefFixed(f"the brief of {preparation.dialogue.slug} is sent")
    signing_key = new_signing_key()
    issuance = Issuance.objects.create(
        preparation=preparation, ticket_key=secrets.token_bytes(32), signing_key=signing_key
    )
    preparation.issuing, preparation.pass_key = True, public_part(signing_key)
    preparation.save(update_fields=["issuing", "pass_key"])
    return more_tickets(issuance, guests)


def more_tickets(issuance: Issuance, number: int) -> list[str]:
    """So many tickets, of sixteen letters: nobody guesses one, so no wrong one has to be counted."""
    codes = new_codes(number, length=LONG)
    Ticket.objects.bulk_create(
        Ticket(ticket_hash=nullifier(code, issuance.ticket_key), issuance=issuance) for code in codes
    )
    return codes


@transaction.atomic
def replace_unspent_tickets(issuance: Issuance) -> list[str]:
    """New codes for the tickets that nobody used: a list that was lost is worth nothing from here on."""
    number, _ = issuance.tickets.filter(spent="").delete()
    return more_tickets(issuance, number)


@transaction.atomic
def sign_pass(ticket: Ticket, blinded: bytes) -> bytes:
    """Sign what cannot be read, once a ticket. The same request again has the same answer: lines break."""
    issuance = Issuance.objects.select_for_update().get(pk=ticket.issuance_id)
    if issuance.signing_key is None:
        raise NotNow("passes are not issued any more")
    asked = sha256(blinded).hexdigest()
    signed = blind_sign(bytes(issuance.signing_key), blinded)
    if not _spend(ticket, asked):
        if Ticket.objects.get(pk=ticket.pk).spent != asked:
            raise TicketSpent
        return signed
    Issuance.objects.filter(pk=issuance.pk).update(passes=F("passes") + 1)
    return signed


def _spend(ticket: Ticket, on_what: str) -> bool:
    """Whether the ticket was still good. The condition is in the statement, so two requests at once get one yes."""
    return bool(Ticket.objects.filter(pk=ticket.pk, spent="").update(spent=on_what))


@transaction.atomic
def end_issuing(preparation: Preparation) -> bool:
    """Destroy the signing key. Fewer than ten passes are not honoured: all tickets are good again, for the urn."""
    issuance = Issuance.objects.select_for_update().get(preparation=preparation)
    if issuance.signing_key is None:
        raise NotNow("issuing has ended before")
    honoured = issuance.passes >= FEWEST_PASSES
    if not honoured:
        issuance.tickets.update(spent="")
        issuance.passes = 0
        preparation.pass_key = None
    issuance.signing_key = None
    issuance.save()
    preparation.issuing = False
    preparation.save(update_fields=["issuing", "pass_key"])
    transaction.on_commit(_empty_the_log)
    return honoured


def _empty_the_log() -> None:
    """SQLite zeroes what is deleted, but its write-ahead log still holds the key until it is emptied."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill_urn(issuance: Issuance, spool: Spool, *, number: int) -> None:
    """Set so many of the waiting codes aside: out of the file, into memory. They are on no card."""
    dialogue = issuance.preparation.dialogue.slug
    if issuance.signing_key is not None:
        raise NotNow("passes are still issued")
    if is_printed(spool.path("entry", dialogue)):
        raise AlreadyPrinted
    try:
        batch = read_document(spool.path("entry", dialogue).read_bytes(), EntryBatch)
    except FileNotFoundError as error:
        raise BatchGone(f"no codes wait for {dialogue}") from error
    if number > len(batch.participants):
        raise TooFewCodes(number, len(batch.participants))
    aside, rest = batch.participants[:number], batch.participants[number:]
    spool.put_instead(replace(batch, participants=rest))
    urn.lay_in(dialogue, aside)
    Issuance.objects.filter(pk=issuance.pk).update(laid_in=F("laid_in") + number)


@transaction.atomic
def draw_code(ticket: Ticket) -> str:
    """A code from the urn, for a ticket. From here on nobody but the guest has it."""
    preparation = ticket.issuance.preparation
    if preparation.issuing:
        raise NotNow("passes are still issued")
    if not _spend(ticket, secrets.token_hex(32)):
        raise TicketSpent
    code = urn.draw(preparation.dialogue.slug)
    Issuance.objects.filter(pk=ticket.issuance_id).update(codes=F("codes") + 1)
    return code
