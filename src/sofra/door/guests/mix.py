"""Who is expected, in coarse words, and which gaps that leaves. No page shows the mix in numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from sofra.door.guests.models import Gender, Guest, Home, Mode, Sector
from sofra.door.preparation.models import BreakdownBy, Preparation
from sofra.door.programme.models import Country, Dialogue
from sofra.hatch.brief import SMALLEST_GROUP
from sofra.web.languages import own_name_of_content

BALANCED = (Sector.CIVIL_SOCIETY, Sector.MEDIA, Sector.ACADEMIA)
"""Sectors that every dialogue is meant to hear."""
UP_TO = ((0.15, "few"), (0.35, "some"), (0.65, "half"))


class Amount(TextChoices):
    NOBODY = "nobody", pgettext_lazy("how many guests", "nobody")
    FEW = "few", pgettext_lazy("how many guests", "few")
    SOME = "some", pgettext_lazy("how many guests", "some")
    HALF = "half", pgettext_lazy("how many guests", "around half")
    MOST = "most", pgettext_lazy("how many guests", "most")

    @property
    def level(self) -> int:
        return list(Amount).index(self)


class GapKind(TextChoices):
    LANGUAGE = "language"
    """A language of the dialogue that nobody follows."""
    UNREACHED = "unreached"
    """Somebody follows no language of the dialogue."""
    SECTOR = "sector"
    COUNTRY = "country"
    SMALL_GROUP = "small_group"
    """A group whose answers could not leave (R6)."""
    FIRST_TIME = "first_time"
    CAPITAL_ONLY = "capital_only"
    WOMEN = "women"
    MEN = "men"
    ONE_ONLINE = "one_online"


@dataclass(frozen=True)
class Gap:
    kind: GapKind
    name: str = ""


@dataclass(frozen=True)
class Side:
    """One way to look at the guests, and how many there are of each kind."""

    heading: str
    parts: list[tuple[str, Amount]]


def amount_of(part: int, whole: int) -> Amount:
    """The word for so many of so many.

    >>> [amount_of(part, 20).value for part in (0, 1, 7, 13, 14)]
    ['nobody', 'few', 'some', 'half', 'most']
    """
    if not part:
        return Amount.NOBODY
    return next((Amount(word) for share, word in UP_TO if part <= share * whole), Amount.MOST)


def mix_of(guests: Sequence[Guest], preparation: Preparation, countries: Sequence[Country]) -> list[Side]:
    """All ways to look at those who are expected."""
    return [
        _side(gettext("Sector"), [(Sector(each).label, _with(guests, sector=each)) for each in Sector], guests),
        _side(gettext("Country"), _by_country(guests, countries), guests),
        _side(gettext("Language they follow"), _by_language(guests, preparation), guests),
        _side(gettext("Taking part"), [(Mode(each).label, _with(guests, mode=each)) for each in Mode], guests),
        _side(gettext("Home"), _known(guests, "home", Home), [guest for guest in guests if guest.home]),
        _side(gettext("Gender, where it is known"), _known(guests, "gender", Gender), [g for g in guests if g.gender]),
        _side(gettext("Here for the first time"), _by_first_time(guests), guests),
    ]


def _side(heading: str, counted: Iterable[tuple[object, int]], guests: Sequence[Guest]) -> Side:
    return Side(heading, [(str(name), amount_of(number, len(guests))) for name, number in counted])


def _with(guests: Iterable[Guest], **wanted: object) -> int:
    return sum(all(getattr(guest, name) == value for name, value in wanted.items()) for guest in guests)


def _known(guests: Sequence[Guest], name: str, choices: type[TextChoices]) -> list[tuple[object, int]]:
    return [(choices(each).label, _with(guests, **{name: each})) for each in choices if each.value]


def _by_country(guests: Sequence[Guest], countries: Sequence[Country]) -> list[tuple[object, int]]:
    known: list[tuple[object, int]] = [(each.shown_name, _with(guests, country_id=each.pk)) for each in countries]
    return [*known, (gettext("Elsewhere"), _with(guests, country_id=None))]


def _by_language(guests: Sequence[Guest], preparation: Preparation) -> list[tuple[object, int]]:
    follow = Counter(language for guest in guests for language in guest.understands)
    return [(own_name_of_content(each), follow[each]) for each in preparation.languages]


def _by_first_time(guests: Sequence[Guest]) -> list[tuple[object, int]]:
    first = _with(guests, first_time=True)
    return [(gettext_lazy("Here for the first time"), first), (gettext_lazy("Were here before"), len(guests) - first)]


def gaps_in(guests: Sequence[Guest], preparation: Preparation, countries: Sequence[Country]) -> list[Gap]:
    """What a convenor would want to know before the invitations go out. Nothing while nobody is on the list."""
    if not guests:
        return []
    return [
        *_language_gaps(guests, preparation),
        *_group_gaps(guests, preparation, countries),
        *_people_gaps(guests),
    ]


def _language_gaps(guests: Sequence[Guest], preparation: Preparation) -> Iterator[Gap]:
    for name, number in _by_language(guests, preparation):
        if not number:
            yield Gap(GapKind.LANGUAGE, str(name))
    for guest in guests:
        if not set(guest.understands) & set(preparation.languages):
            yield Gap(GapKind.UNREACHED, guest.name)


def _group_gaps(guests: Sequence[Guest], preparation: Preparation, countries: Sequence[Country]) -> Iterator[Gap]:
    sectors = [(str(each.label), _with(guests, sector=each)) for each in BALANCED]
    by_country = [(each.shown_name, _with(guests, country_id=each.pk)) for each in countries]
    apart: list[tuple[str, int]] = []
    if preparation.breakdown in (BreakdownBy.SECTOR, BreakdownBy.COUNTRY):
        apart = sectors if preparation.breakdown == BreakdownBy.SECTOR else by_country
    for name, number in apart:
        if number < SMALLEST_GROUP:
            yield Gap(GapKind.SMALL_GROUP, str(name))
    told = {str(name) for name, number in apart if number < SMALLEST_GROUP}
    for kind, groups in ((GapKind.SECTOR, sectors), (GapKind.COUNTRY, by_country)):
        if kind == GapKind.COUNTRY and preparation.dialogue.level != Dialogue.Level.REGIONAL:
            continue
        yield from (Gap(kind, str(name)) for name, number in groups if not number and str(name) not in told)


def present_groups(guests: Sequence[Guest], preparation: Preparation, countries: Sequence[Country]) -> list[str]:
    """Groups of the breakdown of whom fewer than ten are here: what they answer could not leave the room."""
    if not preparation.breakdown:
        return []
    gaps = _group_gaps(guests, preparation, countries)
    return [gap.name for gap in gaps if gap.kind == GapKind.SMALL_GROUP]


def _people_gaps(guests: Sequence[Guest]) -> Iterator[Gap]:
    if not _with(guests, first_time=True):
        yield Gap(GapKind.FIRST_TIME)
    if _with(guests, home=Home.CAPITAL) and not _with(guests, home=Home.ELSEWHERE):
        yield Gap(GapKind.CAPITAL_ONLY)
    known = [guest for guest in guests if guest.gender]
    for kind, gender in ((GapKind.WOMEN, Gender.WOMAN), (GapKind.MEN, Gender.MAN)):
        if known and amount_of(_with(known, gender=gender), len(known)) in (Amount.NOBODY, Amount.FEW):
            yield Gap(kind)
    if _with(guests, mode=Mode.ONLINE) == 1:
        yield Gap(GapKind.ONE_ONLINE)
