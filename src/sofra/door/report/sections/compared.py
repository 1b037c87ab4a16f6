"""The same statement in several places: where they say the same, and where they differ. In bands, never in numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sofra.door.report.content import Block, Prose, Table, Text
from sofra.door.report.material import Material
from sofra.door.report.queries import Compared, Finding, Published, finding_of
from sofra.door.report.saying import here, labelled, say, sentence
from sofra.door.report.sections.countries import FINDINGS
from sofra.door.report.shelf import statement_ref
from sofra.web.drawings import band_word
from sofra.web.languages import Texts, current_language, in_language

SEVERAL = 2


@dataclass(frozen=True)
class Answer:
    """What one place answered to a statement; ten people there or more."""

    place: str
    agree: str
    disagree: str
    texts: Texts
    evidence: str

    @property
    def finding(self) -> Finding:
        return finding_of(self.agree, self.disagree)


def in_several_places(material: Material) -> Iterator[Block]:
    """Statements that were answered in more than one place: in several rooms, or by country in one."""
    by_statement: dict[str, list[Answer]] = {}
    for ref, answer in _answers(material):
        by_statement.setdefault(ref, []).append(answer)
    shared = [answers for answers in by_statement.values() if len(answers) >= SEVERAL]
    if not shared:
        return
    refs = tuple(dict.fromkeys(answer.evidence for answers in shared for answer in answers))
    same = sum(len({answer.finding for answer in answers}) == 1 for answers in shared)
    words = _("%(number)d statements were answered in several places: %(same)d alike, %(differ)d differently.")
    yield Prose((sentence(words, refs, number=len(shared), same=same, differ=len(shared) - same),))
    yield Table(
        "places",
        say(_("The same statement in several places")),
        (say(_("Statement")), say(_("Place")), say(_("Agree")), say(_("Disagree")), say(_("What it says"))),
        tuple(_row(answer) for answers in shared for answer in answers),
        refs,
        numbers=False,
    )


def _answers(material: Material) -> Iterator[tuple[str, Answer]]:
    for dialogue in material.dialogues:
        report = material.released.get(dialogue.pk)
        for number, each in enumerate(report.statements if report else (), 1):
            for place, agree, disagree in _places(each, dialogue.place, by=report.by if report else ""):
                yield each.ref, Answer(place, agree, disagree, each.texts, statement_ref(dialogue, number))


def _places(statement: Published | Compared, room: str, *, by: str) -> Iterator[tuple[str, str, str]]:
    """The room as a whole, or each country in it. Sectors and opinion groups are no places."""
    if isinstance(statement, Published):
        yield room, str(statement.agree), str(statement.disagree)
    elif by == "country":
        for name, group in statement.groups:
            yield str(in_language(name, current_language())), group.agree, group.disagree


def _row(answer: Answer) -> tuple[Text, ...]:
    words = (here(answer.place), here(str(band_word(answer.agree))), here(str(band_word(answer.disagree))))
    return (labelled(answer.texts), *words, say(FINDINGS[answer.finding]))
