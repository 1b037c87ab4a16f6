"""Part 3: country by country, in the order of the seats, and the region last."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from sofra.door.highlights.models import Highlight
from sofra.door.programme.models import Dialogue
from sofra.door.report import charts
from sofra.door.report.content import (
    Block,
    Chart,
    Note,
    Origin,
    Points,
    Prose,
    Quote,
    Section,
    Sentence,
    Table,
    Text,
)
from sofra.door.report.material import Material
from sofra.door.report.queries import Compared, Finding, Published, amount_words
from sofra.door.report.saying import here, labelled, say, sentence
from sofra.door.report.sections.room import of_the_room
from sofra.door.report.shelf import Shelf, dialogue_ref, place_of, point_sentence, statement_ref
from sofra.door.sentences.released import digest
from sofra.web.drawings import BAND_WORDS, answer_word
from sofra.web.languages import LANGUAGES, current_language, in_language

MOST_STATEMENTS = 6
"""Of one dialogue in the text; all of them are in the evidence and in the open data."""


def countries(material: Material, shelf: Shelf) -> Section:
    parts = [_of_dialogue(each, material, shelf) for each in material.dialogues]
    of_the_region = tuple(each for each in material.highlights if each.dialogue_id is None)
    if of_the_region:
        parts.append(
            Section(
                ref="region",
                title=say(_("Said of the whole region")),
                parts=tuple(_of_highlight(each, material) for each in of_the_region),
            )
        )
    return Section(
        ref="countries",
        title=say(_("Country by country")),
        blocks=(Note(say(_("In the order of the seats at the table, never of merit."))),),
        parts=tuple(parts),
    )


def _of_dialogue(dialogue: Dialogue, material: Material, shelf: Shelf) -> Section:
    highlights = tuple(each for each in material.highlights if each.dialogue_id == dialogue.pk)
    answers = tuple(_answers(dialogue, material, shelf))
    said = tuple(of_the_room(dialogue, material, shelf))
    ref = dialogue_ref(dialogue)
    blocks: tuple[Block, ...] = answers
    if not highlights and not answers and not said:
        blocks = (Prose((sentence(_("No highlights of this dialogue are public."), ref),)),)
    country = f"{dialogue.country.shown_name} · " if dialogue.country else ""
    return Section(
        ref=ref,
        title=here(place_of(dialogue)),
        over=here(f"{country}{dialogue.when} · {dialogue.get_format_display()}"),
        blocks=blocks,
        parts=(*said, *(_of_highlight(each, material) for each in highlights)),
    )


def _of_highlight(highlight: Highlight, material: Material) -> Section:
    points = [point for point in material.points if point.highlight == highlight]
    shown = tuple(point_sentence(point) for point in points if not point.is_held_back)
    left_out = len(points) - len(shown)
    note = ngettext_lazy(
        "%(number)d claim of this highlight is left out: in print it could point to somebody.",
        "%(number)d claims of this highlight are left out: in print they could point to somebody.",
        "number",
    )
    title = labelled(highlight.headline)
    return Section(
        ref=highlight.ref,
        title=title,
        proof=_proof(title, tuple(point.ref for point in points)),
        blocks=(
            *([Points(shown)] if shown else []),
            *([Note(say(note, number=left_out))] if left_out else []),
        ),
    )


def _proof(title: Text, refs: tuple[str, ...]) -> Sentence:
    """A headline says something too: its claims bear it out, and its amount words are the source's."""
    content = next(each.content for each in LANGUAGES if each.tag == title.tag)
    return Sentence(title, refs, Origin.CLAIM, uncounted=amount_words(title.words, content))


# ---------------------------------------------------------------- what a room answered

FINDINGS = {
    Finding.AGREES: _("Where the room agrees"),
    Finding.DECLINES: _("What the room does not accept"),
    Finding.DIFFERS: _("Where the room differs"),
    Finding.NOT_FOR_MANY: _("Not for many to say"),
}


def _answers(dialogue: Dialogue, material: Material, shelf: Shelf) -> Iterator[Block]:
    report = material.released.get(dialogue.pk)
    if report is None or not report.statements:
        return
    everything = tuple(statement_ref(dialogue, n) for n in range(1, len(report.statements) + 1))
    name = say(_("Statements released from %(place)s"), place=dialogue.place)
    ref = shelf.count(f"released-{dialogue.slug}", name, everything)
    yield Prose(
        (
            sentence(
                ngettext_lazy(
                    "%(number)d statement passed the release gate.",
                    "%(number)d statements passed the release gate.",
                    "number",
                ),
                ref,
                number=len(everything),
            ),
        )
    )
    chosen = [(number, each) for number, each in enumerate(report.statements, 1) if each.broad]
    chosen += [(number, each) for number, each in enumerate(report.statements, 1) if not each.broad]
    yield from _quoted(chosen, dialogue, shelf)
    yield _bands(dialogue, sorted(chosen[:MOST_STATEMENTS], key=lambda pair: pair[0]), ref, report.colluders)


def _quoted(chosen: list[tuple[int, Published | Compared]], dialogue: Dialogue, shelf: Shelf) -> Iterator[Quote]:
    """One wording, whole, with which the room broadly agreed, and whose author ticked that it may be quoted."""
    agreed = (pair for pair in chosen if pair[1].broad and pair[1].finding is Finding.AGREES)
    for number, _statement in [pair for pair in agreed if pair[1].quotable][:1]:
        ref = statement_ref(dialogue, number)
        text = shelf.found[ref].text
        yield Quote(text, ref, 0, len(text.words), digest(text.words))


def _bands(dialogue: Dialogue, chosen: list[tuple[int, Published | Compared]], ref: str, colluders: int) -> Chart:
    rows, banded = [], []
    for _number, statement in chosen:
        answers = tuple(_rows(statement))
        banded.append(charts.Banded(labelled(statement.texts).words, answers, colluders))
        for group, agree, disagree, answered in answers:
            said = labelled(statement.texts)
            cells = (here(str(BAND_WORDS[agree])), here(str(BAND_WORDS[disagree])), here(str(answered)))
            rows.append((said, *([here(group)] if group else []), *cells))
    by_group = [say(_("Group"))] if any(isinstance(each, Compared) for _n, each in chosen) else []
    table = Table(
        f"bands-{dialogue.slug}",
        say(_("What the room answered: %(place)s"), place=dialogue.place),
        (say(_("Statement")), *by_group, say(_("Agree")), say(_("Disagree")), say(_("At least so many answers"))),
        tuple(rows),
        (ref, *(statement_ref(dialogue, number) for number, _each in chosen)),
    )
    alt = say(_("For each statement two bars, filled up to the band of those who agree and of those who disagree."))
    words = {name: str(word) for name, word in BAND_WORDS.items()}
    return Chart(charts.bands(banded, answer_word("agree"), answer_word("disagree"), words), alt, table)


def _rows(statement: Published | Compared) -> Iterator[tuple[str, str, str, int]]:
    if isinstance(statement, Published):
        yield "", str(statement.agree), str(statement.disagree), statement.answered
        return
    for name, group in statement.groups:
        yield str(in_language(name, current_language())), group.agree, group.disagree, group.answered
