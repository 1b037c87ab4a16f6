"""The annex: how to read the report, its languages, and what was withheld and why."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from sofra.door.report.content import Block, Note, Points, Prose, Section, Sentence, State, Table, Text
from sofra.door.report.material import Material
from sofra.door.report.saying import here, in_english, say, sentence
from sofra.door.report.shelf import Shelf, edition_ref

METHODS = (
    (
        "claim",
        _("Claims"),
        _("A claim is one assertion, restated in our own words from a public text or caught in the room and read "
          "back. No name of a person and no organisation is tied to it."),
    ),
    (
        "count",
        _("Counts"),
        _("Sofra counts claims, kinds and topics itself; each count lists what it counted. A topic that came up more "
          "often is not therefore more important."),
    ),
    (
        "amounts",
        _("Amount words"),
        _("Words such as those for many or few may stand in a sentence of ours only where a released band bears them "
          "out. In a claim they stay as the source has them, and it says beside them that nobody counted."),
    ),
    (
        "statement",
        _("Bands"),
        _("Answers leave a room only as bands and only where at least ten people answered, so that no single answer "
          "can be worked out."),
    ),
    (
        "fact",
        _("Facts"),
        _("Dates, places and numbers of people are kept as precisely as a source printed them, and no more."),
    ),
)  # fmt: skip


def method(_material: Material, _shelf: Shelf) -> Section:
    parts = tuple(Section(f"method-{name}", say(title), (Note(say(text)),)) for name, title, text in METHODS)
    return Section(ref="method", title=say(_("How to read this report")), parts=parts)


def withheld(material: Material, shelf: Shelf) -> Section:
    blocks: list[Block] = [Prose((_left_out(material, shelf),))]
    kept = [
        (dialogue, material.released[dialogue.pk])
        for dialogue in material.dialogues
        if dialogue.pk in material.released
    ]
    if kept:
        blocks.append(
            Table(
                "withheld",
                say(_("Statements that stayed in the room because fewer than ten people answered")),
                (say(_("Place")), say(_("Statements"))),
                tuple((here(dialogue.place), here(str(report.withheld))) for dialogue, report in kept),
                ("count-released",),
            )
        )
    missing = tuple(
        Sentence(in_english(each), (edition_ref(material.edition),)) for each in material.edition.programme.not_public
    )
    parts = (
        [Section("not-public", say(_("What is not public, or was not found")), (Points(missing),))] if missing else []
    )
    return Section(ref="withheld", title=say(_("What was withheld, and why")), blocks=tuple(blocks), parts=tuple(parts))


def _left_out(material: Material, shelf: Shelf) -> Sentence:
    held = [point.ref for point in material.points if point.is_held_back]
    words = ngettext_lazy(
        "%(number)d claim is left out of the text: in print it could point to somebody.",
        "%(number)d claims are left out of the text: in print they could point to somebody.",
        "number",
    )
    ref = shelf.count("left-out", say(_("Claims that are left out")), held, about=(here(str(len(held))),))
    return sentence(words, ref, number=len(held))


STATES = {
    State.ORIGINAL: pgettext_lazy("state of a text", "in its own language"),
    State.APPROVED: pgettext_lazy("state of a text", "approved"),
    State.CHECKED: pgettext_lazy("state of a text", "checked by a native speaker"),
    State.DRAFT: pgettext_lazy("state of a text", "draft, read by no native speaker"),
    State.STALE: pgettext_lazy("state of a text", "out of date: its original has changed"),
    State.MISSING: pgettext_lazy("state of a text", "not translated, shown in English"),
}


def languages(texts: Iterable[Text], material: Material) -> Section:
    """How far the report has come in this language; made last, when all its texts are there."""
    counts = Counter(text.state for text in texts)
    rows = tuple((say(STATES[state]), here(str(counts[state]))) for state in STATES if counts[state])
    table = Table(
        "languages",
        say(_("The texts of this report in this language")),
        (say(_("State")), say(_("Texts"))),
        rows,
        (edition_ref(material.edition),),
    )
    return Section(ref="languages", title=say(_("Languages")), blocks=(table,))
