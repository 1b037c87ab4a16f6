from collections.abc import Iterable, Mapping

from django.db import transaction

from sofra.floor.harvest import recent
from sofra.floor.harvest.models import Claim, ClaimState, EarlierText, TrendCard
from sofra.floor.moderation.models import Wording
from sofra.floor.room.models import Dialogue, Role, StaffPass
from sofra.hatch.claims import Kind, SaidBy

MOST_CLAIMS = 500


class TooManyClaims(ValueError):
    """More than a release can carry."""


@transaction.atomic
def note_claim(
    dialogue: Dialogue,
    text: str,
    kind: str,
    *,
    topics: Iterable[str] = (),
    said_by: str = SaidBy.PARTICIPANTS,
    counted: Wording | None = None,
    checked: bool = False,
) -> Claim:
    """Keep one sentence and what it is. Whose it was and when it came are not known here."""
    if Claim.objects.filter(dialogue=dialogue).count() >= MOST_CLAIMS:
        raise TooManyClaims(f"{MOST_CLAIMS} claims")
    claim = Claim.objects.create(
        dialogue=dialogue,
        text=text,
        kind=kind,
        topics=list(topics),
        said_by=str(said_by),
        counted=counted,
        checked=checked,
    )
    recent.remember(dialogue.slug, claim.key)
    return claim


@transaction.atomic
def change_claim(claim: Claim, **changes: object) -> None:
    """Write it anew at the desk. What the room had confirmed in other words waits to be read back again."""
    if changes.get("text", claim.text) != claim.text:
        if claim.state == ClaimState.CONFIRMED:
            _keep_text(claim)
        claim.state = ClaimState.NOTED
        claim.checked = False
    for field, value in changes.items():
        setattr(claim, field, value)
    claim.save()
    if claim.kind != Kind.TREND:
        TrendCard.objects.filter(claim=claim).delete()


@transaction.atomic
def fill_trend_card(claim: Claim, facts: Mapping[str, object]) -> None:
    """What else is known of a trend; the old card is written over."""
    TrendCard.objects.update_or_create(claim=claim, defaults=dict(facts))


def confirm(claim: Claim) -> None:
    """The room has read it and nods."""
    Claim.objects.filter(key=claim.key).update(state=ClaimState.CONFIRMED)


@transaction.atomic
def reword(claim: Claim, text: str) -> None:
    """The room says it in other words, and confirms them. How it read before stays beside it until the release."""
    claim = Claim.objects.select_for_update().get(key=claim.key)
    if text != claim.text:
        _keep_text(claim)
        Claim.objects.filter(key=claim.key).update(text=text, checked=False)
    confirm(claim)


def strike(claim: Claim) -> None:
    """It does not leave, and is destroyed with the release. Until then it can be taken up again."""
    Claim.objects.filter(key=claim.key).update(state=ClaimState.STRUCK)


def take_up_again(claim: Claim) -> None:
    Claim.objects.filter(key=claim.key).update(state=ClaimState.NOTED)


def say_participants(claim: Claim) -> None:
    """The one-tap fix where fewer than five of a sector are present."""
    Claim.objects.filter(key=claim.key).update(said_by=SaidBy.PARTICIPANTS.value)


def leave_place_open(claim: Claim) -> None:
    """The one-tap fix where it could be read from the trend card who lives there."""
    TrendCard.objects.filter(claim=claim).update(place="")


def declare_checked(claim: Claim) -> None:
    """Somebody looked at what is marked, and says that it points at no person."""
    Claim.objects.filter(key=claim.key).update(checked=True)


@transaction.atomic
def tell_sectors(dialogue: Dialogue, sectors: Iterable[str]) -> None:
    """Of which sectors five people or more are here, as staff counted. No number is kept."""
    dialogue.sectors = sorted(sectors)
    dialogue.save(update_fields=["sectors"])


def forget_claims(dialogue: Dialogue) -> None:
    """With the release, all that was noted goes: what leaves is written down, and nothing else may outlive it."""
    Claim.objects.filter(dialogue=dialogue).delete()
    StaffPass.objects.filter(dialogue=dialogue, role__in=(Role.RAPPORTEUR, Role.TRANSLATOR)).delete()


def _keep_text(claim: Claim) -> None:
    versions = EarlierText.objects.filter(claim=claim).count()
    EarlierText.objects.create(claim=claim, version=versions + 1, text=claim.text)
