from dataclasses import dataclass

import msgspec
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from sofra.door.programme.document import EditionFacts
from sofra.door.programme.drawing import Mark, around_the_table, on_the_map
from sofra.door.programme.models import Country, Dialogue, Edition, Programme


@dataclass(frozen=True)
class HomePage:
    programme: Programme | None
    """The real programme, if one is loaded."""
    editions: tuple[Edition, ...]
    rehearsals: tuple[Edition, ...]
    table: tuple[Mark, ...]
    map: tuple[Mark, ...]


def home_page() -> HomePage:
    countries = tuple(Country.objects.all())
    editions = Edition.objects.select_related("programme").annotate(n_dialogues=Count("dialogues"))
    real = tuple(editions.real().order_by("-year"))
    return HomePage(
        programme=real[0].programme if real else None,
        editions=real,
        rehearsals=tuple(editions.filter(programme__fictional=True)),
        table=around_the_table(countries, taken=range(1, 7)),
        map=on_the_map(countries),
    )


def dialogues_of(edition: Edition) -> QuerySet[Dialogue]:
    """Its dialogues in the order of seats; those of no single country come last."""
    return (
        edition.dialogues.select_related("edition__programme", "country")
        .prefetch_related("sources")
        .order_by("level", "country__seat", "date_from")
    )


def facts_of(edition: Edition) -> EditionFacts:
    """What a source printed about it."""
    return msgspec.convert(edition.facts, EditionFacts)


def amount(at_least: int, word: str) -> str:
    """A number with the amount word of its source; a word that we do not know stays as it is."""
    known = {
        "more than": _("more than %(number)d"),
        "about": _("about %(number)d"),
        "at least": _("at least %(number)d"),
    }
    return known.get(word, f"{word} %(number)d") % {"number": at_least}
