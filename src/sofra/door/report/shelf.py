"""Where the evidence of a report is laid down while it is written: each piece once, under its own name."""

from collections.abc import Collection, Iterable, Iterator

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sofra.door.highlights.models import Finding
from sofra.door.programme.models import Dialogue, Edition, Source
from sofra.door.report.content import Evidence, Kind, Link, Origin, Sentence, Text
from sofra.door.report.material import Material, Point
from sofra.door.report.queries import Compared, Published, bands_of
from sofra.door.report.saying import here, in_english, in_one_language, labelled, listed, say
from sofra.web.claims import SAID_BY
from sofra.web.drawings import band_word
from sofra.web.languages import current_language, in_language

LEFT_OUT = _("This claim is left out of the report: in print it could point to somebody.")


class Shelf:
    def __init__(self, material: Material) -> None:
        self.found: dict[str, Evidence] = {}
        self.add(_of_edition(material.edition, material))
        for point in material.points:
            self.add(_of_point(point, material))
        for dialogue in material.dialogues:
            self.add(_of_dialogue(dialogue))
            for statement in _of_statements(dialogue, material):
                self.add(statement)
        for finding in material.published:
            self.add(_of_finding(finding))

    def add(self, evidence: Evidence) -> str:
        self.found[evidence.ref] = evidence
        return evidence.ref

    def count(self, name: str, what: Text, members: Iterable[str], *, about: tuple[Text, ...] = ()) -> str:
        """Something that was counted: what, and everything that was looked at."""
        return self.add(Evidence(f"count-{name}", Kind.COUNT, what, members=tuple(members), about=about))

    def in_order(self, sentences_first: Iterable[str]) -> tuple[Evidence, ...]:
        """What the report leans on, as it comes up; then what its counts rest on."""
        order = list(dict.fromkeys(sentences_first))
        for ref in order:  # grows while it is read
            order += [each for each in self.found[ref].members if each not in order] if ref in self.found else []
        return tuple(self.found[ref] for ref in order if ref in self.found)


def place_of(dialogue: Dialogue | None) -> str:
    return dialogue.place if dialogue else gettext("Western Balkans")


def statement_ref(dialogue: Dialogue, number: int) -> str:
    return f"statement-{dialogue.slug}-{number}"


def edition_ref(edition: Edition) -> str:
    return f"edition-{edition.slug}"


def dialogue_ref(dialogue: Dialogue) -> str:
    return f"dialogue-{dialogue.slug}"


def finding_ref(finding: Finding) -> str:
    return f"published-{finding.ref}"


def _link(source: Source) -> Link:
    return Link(source.title, source.url)


def _of_edition(edition: Edition, material: Material) -> Evidence:
    about = [in_english(aim) for aim in edition.aims]
    crowd = material.facts.participants_total
    if crowd:
        about.append(in_english(f"{crowd.word} {crowd.at_least}: {crowd.scope}"))
    return Evidence(
        edition_ref(edition),
        Kind.FACT,
        say(_("What is known about the edition %(year)d"), year=edition.year),
        about=tuple(about),
        links=tuple(_link(source) for source in material.sources),
    )


def _of_point(point: Point, material: Material) -> Evidence:
    dialogue = point.dialogue
    where = f"{dialogue.place}, {dialogue.when}" if dialogue else f"{place_of(None)}, {point.year}"
    text = say(LEFT_OUT) if point.is_held_back else words_of(point)
    counted = counting_ref(point, material)
    measure = say(_("How many see it so, the vote on a statement tells.")) if counted else not_measured(point.uncounted)
    return Evidence(
        point.ref,
        Kind.CLAIM,
        text,
        about=(here(where), labelled(point.kind.label), *_of_the_room(point), measure),
        members=counted,
        bands=point.bands,
        links=(_link(point.highlight.source),) if point.highlight else (),
        tags=(point.kind.ref, *(tag.ref for tag in point.tags)),
    )


def words_of(point: Point) -> Text:
    return in_one_language(point.text, point.language)


def _of_the_room(point: Point) -> Iterator[Text]:
    """Whose voice a confirmed claim is, as coarsely as it was released."""
    if point.released:
        yield say(_("Read back to the room and confirmed there"))
        yield say(SAID_BY[point.released.said_by])


def counting_ref(point: Point, material: Material) -> tuple[str, ...]:
    """The statement whose vote tells how many see a claim so; nothing where nobody counted."""
    if point.dialogue is None or not point.counted:
        return ()
    return refs_of(point.dialogue, {point.counted}, material)


def refs_of(dialogue: Dialogue, released: Collection[str], material: Material) -> tuple[str, ...]:
    """What the report calls the statements at which a release points by these names."""
    numbered = enumerate(material.released[dialogue.pk].statements, 1)
    return tuple(statement_ref(dialogue, number) for number, each in numbered if each.ref in released)


def not_measured(amounts: tuple[str, ...]) -> Text:
    if not amounts:
        return say(_("not measured"))
    return say(_("“%(words)s” is the source’s word; nobody counted"), words=listed(list(amounts)))


def point_sentence(point: Point) -> Sentence:
    return Sentence(words_of(point), (point.ref,), Origin.CLAIM, labelled(point.kind.label), point.uncounted)


def _of_dialogue(dialogue: Dialogue) -> Evidence:
    about = [here(dialogue.when), here(str(dialogue.get_format_display()))]
    if dialogue.note:
        about.append(in_english(dialogue.note))
    return Evidence(
        dialogue_ref(dialogue),
        Kind.FACT,
        say(pgettext_lazy("evidence of a report", "The dialogue: %(place)s"), place=dialogue.place),
        about=tuple(about),
        links=tuple(_link(source) for source in dialogue.sources.all()),
    )


def _of_statements(dialogue: Dialogue, material: Material) -> Iterator[Evidence]:
    report = material.released.get(dialogue.pk)
    for number, statement in enumerate(report.statements if report else (), 1):
        yield Evidence(
            statement_ref(dialogue, number),
            Kind.STATEMENT,
            labelled(statement.texts),
            about=(here(f"{dialogue.place}, {dialogue.when}"), *_bands_in_words(statement)),
            bands=tuple(bands_of(statement)),
        )


def _bands_in_words(statement: Published | Compared) -> Iterator[Text]:
    words = _("agree: %(agree)s; disagree: %(disagree)s; at least %(answered)d answers")
    if isinstance(statement, Published):
        pair = {"agree": band_word(statement.agree), "disagree": band_word(statement.disagree)}
        yield say(words, answered=statement.answered, **pair)
        return
    for name, group in statement.groups:
        pair = {"agree": band_word(group.agree), "disagree": band_word(group.disagree)}
        said = say(words, answered=group.answered, **pair)
        yield Text(f"{in_language(name, current_language())}: {said.words}", said.tag, said.state)


def _of_finding(finding: Finding) -> Evidence:
    return Evidence(
        finding_ref(finding),
        Kind.FACT,
        in_english(finding.text),
        about=(in_english(finding.output.title),),
        links=(_link(finding.source),),
    )
