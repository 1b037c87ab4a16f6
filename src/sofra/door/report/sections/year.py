"""Part 2: the year on one page."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from sofra.door.programme.dates import Precision
from sofra.door.programme.drawing import on_the_map
from sofra.door.programme.models import Dialogue
from sofra.door.programme.queries import amount
from sofra.door.report import charts
from sofra.door.report.content import Chart, Origin, Points, Prose, Section, Sentence, Table
from sofra.door.report.material import Material
from sofra.door.report.saying import here, in_english, labelled, say, sentence
from sofra.door.report.shelf import Shelf, dialogue_ref, edition_ref


def the_year(material: Material, shelf: Shelf) -> Section:
    dialogues = shelf.count(
        "dialogues", say(_("All dialogues of this edition")), (dialogue_ref(each) for each in material.dialogues)
    )
    blocks = [Prose(tuple(_facts(material, dialogues)))]
    aims = tuple(_aims(material))
    return Section(
        ref="year",
        title=say(_("The year on one page")),
        blocks=(
            *blocks,
            *([Points(aims)] if aims else []),
            _timeline(material, dialogues),
            _map(material, dialogues),
        ),
    )


def _facts(material: Material, dialogues: str) -> Iterator[Sentence]:
    edition, crowd = edition_ref(material.edition), material.facts.participants_total
    national = sum(each.level == Dialogue.Level.NATIONAL for each in material.dialogues)
    yield sentence(
        ngettext_lazy("%(number)d national dialogue was held.", "%(number)d national dialogues were held.", "number"),
        dialogues,
        number=national,
    )
    regional = len(material.dialogues) - national
    if regional:
        yield sentence(
            ngettext_lazy(
                "%(number)d regional dialogue was held.", "%(number)d regional dialogues were held.", "number"
            ),
            dialogues,
            number=regional,
        )
    if crowd:
        people = amount(crowd.at_least, crowd.word)
        yield sentence(_("According to the source, %(amount)s people took part."), edition, amount=people)
    else:
        yield sentence(_("How many people took part is not public."), edition)
    if material.edition.focus:
        yield sentence(_("The focus of the year was: %(focus)s."), edition, focus=labelled(material.edition.focus))


def _aims(material: Material) -> Iterator[Sentence]:
    label = say(pgettext_lazy("label before an aim", "Aim"))
    for aim in material.edition.aims:
        yield Sentence(in_english(aim), (edition_ref(material.edition),), Origin.COUNTED, label)


def _timeline(material: Material, dialogues: str) -> Chart:
    in_time = sorted(material.dialogues, key=lambda each: (each.date_from, each.date_to))
    spans = [charts.Span(each.place, each.date_from, each.date_to, Precision(each.precision)) for each in in_time]
    rows = tuple(
        (here(each.place), here(each.when), here(str(each.get_format_display())), here(_people(each)))
        for each in in_time
    )
    table = Table(
        "timeline",
        say(_("When the dialogues were held")),
        (say(_("Place")), say(_("When")), say(_("How")), say(_("People"))),
        rows,
        (dialogues,),
        numbers=False,
    )
    alt = say(_("The twelve months of the year; a bar for each dialogue, open where the days are not public."))
    return Chart(charts.year(material.edition.year, spans), alt, table)


def _people(dialogue: Dialogue) -> str:
    number = dialogue.participants_at_least
    return amount(number, dialogue.participants_word) if number else str(_("not public"))


def _map(material: Material, dialogues: str) -> Chart:
    held = {
        country.pk: sum(each.country_id == country.pk for each in material.dialogues) for country in material.countries
    }
    rows = tuple(
        (here(country.shown_capital), here(country.shown_name), here(str(held[country.pk])))
        for country in material.countries
    )
    table = Table(
        "map",
        say(_("Where the dialogues were held")),
        (say(_("City")), say(_("Country")), say(_("Dialogues"))),
        rows,
        (dialogues,),
        numbers=False,
    )
    alt = say(_("The six capitals at their true distance from their common middle; filled where a dialogue was held."))
    drawn = charts.capitals(
        on_the_map(material.countries),
        [country.shown_name for country in material.countries],
        [bool(held[country.pk]) for country in material.countries],
    )
    return Chart(drawn, alt, table)
