from datetime import date

from sofra.door.programme.models import Country, Dialogue, Edition, Programme
from sofra.web.languages import Texts


def create_programme(*, slug: str, name: Texts, convenor: str, fictional: bool = False) -> Programme:
    return Programme.objects.create(slug=slug, name=dict(name), convenor=convenor, fictional=fictional)


def create_edition(programme: Programme, *, slug: str, year: int, focus: Texts | None = None) -> Edition:
    return Edition.objects.create(programme=programme, slug=slug, year=year, focus=dict(focus) if focus else None)


def create_dialogue(
    edition: Edition,
    *,
    slug: str,
    title: Texts,
    city: str,
    country: Country | None,
    level: str,
    format: str,  # noqa: A002  # the field's word
    date_from: date,
    date_to: date,
) -> Dialogue:
    """Add a dialogue whose days are known."""
    return Dialogue.objects.create(
        edition=edition,
        slug=slug,
        title=dict(title),
        city=city,
        country=country,
        level=level,
        format=format,
        date_from=date_from,
        date_to=date_to,
    )
