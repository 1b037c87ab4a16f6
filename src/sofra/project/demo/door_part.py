"""What the convenor does in the demonstration: prepare the invented dialogue, and pick its release up."""

from datetime import date

from sofra.door.preparation.actions import prepare, send_brief
from sofra.door.programme.actions import create_dialogue, create_edition, create_programme
from sofra.door.programme.models import Dialogue, Edition, Programme
from sofra.door.releases.actions import take_releases
from sofra.hatch.spool import Spool
from sofra.project.demo.fiction import Fiction, read_fiction
from sofra.web.languages import CONTENT_LANGUAGES

SEATS = 24


def send_the_brief(spool: Spool) -> str:
    """A new invented dialogue, and its brief in the hatch. Returns the slug."""
    fiction = read_fiction()
    dialogue = _new_dialogue(fiction)
    prepare(
        dialogue,
        languages=CONTENT_LANGUAGES,
        rule=fiction.rule,
        questions=fiction.questions,
        opening_statements=[each.texts for each in fiction.opening_statements],
        seats=SEATS,
        facilitators=1,
        moderators=2,
    )
    send_brief(dialogue, spool)
    return dialogue.slug


def take_the_release(spool: Spool) -> None:
    take_releases(spool)


def _new_dialogue(fiction: Fiction) -> Dialogue:
    slug = fiction.town.lower()
    number = Dialogue.objects.filter(slug__startswith=slug).count() + 1
    return create_dialogue(
        _edition(fiction),
        slug=slug if number == 1 else f"{slug}-{number}",
        title=fiction.title,
        city=fiction.town,
        country=None,
        level="national",
        format="in_person",
        date_from=date(fiction.edition.year, 10, 7),
        date_to=date(fiction.edition.year, 10, 8),
    )


def _edition(fiction: Fiction) -> Edition:
    slug = "rehearsal"
    found = Edition.objects.filter(slug=slug).first()
    if found:
        return found
    programme = Programme.objects.filter(slug=slug).first() or create_programme(
        slug=slug, name=fiction.programme.name, convenor="Sofra", fictional=True
    )
    return create_edition(programme, slug=slug, year=fiction.edition.year, focus=fiction.edition.focus)
