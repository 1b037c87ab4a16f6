"""What one dialogue said, beside its answers: the highlights that convenors published, and what the room confirmed."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sofra.door.programme.models import Dialogue
from sofra.door.report.content import Block, Origin, Points, Quote, Section, Sentence, Table, Text
from sofra.door.report.material import Material, Point
from sofra.door.report.saying import here, in_one_language, listed, say
from sofra.door.report.shelf import Shelf, point_sentence, refs_of, words_of
from sofra.door.sentences.queries import Judged, published_highlights
from sofra.door.sentences.released import What, span_of
from sofra.hatch.claims import SaidBy
from sofra.hatch.release import TrendCard
from sofra.web.claims import DIRECTIONS, KNOWN, PLACES, SAID_BY


def of_the_room(dialogue: Dialogue, material: Material, shelf: Shelf) -> Iterator[Section]:
    if dialogue.pk not in material.released:
        return
    written = tuple(published_highlights(dialogue))
    if written:
        blocks = [block for each in written for block in _written(each, dialogue, material, shelf)]
        yield Section(f"highlights-{dialogue.slug}", say(_("Highlights")), tuple(blocks))
    confirmed = material.confirmed_in(dialogue)
    if confirmed:
        points = Points(tuple(point_sentence(point) for point in confirmed))
        yield Section(
            f"confirmed-{dialogue.slug}", say(_("What the room confirmed")), (points, *_trends(dialogue, confirmed))
        )


# ---------------------------------------------------------------- highlights


def _written(judged: Judged, dialogue: Dialogue, material: Material, shelf: Shelf) -> Iterator[Block]:
    said_by = SaidBy(judged.version.said_by)
    label = say(SAID_BY[said_by]) if said_by is not SaidBy.PARTICIPANTS else None
    text = in_one_language(judged.words, judged.version.language)
    yield Points((Sentence(text, _evidence(judged, dialogue, material), Origin.WRITTEN, label),))
    yield from _quoted(judged, dialogue, material, shelf)


def _evidence(judged: Judged, dialogue: Dialogue, material: Material) -> tuple[str, ...]:
    claims = [piece.ref for piece in judged.pieces if piece.what is What.CLAIM]
    statements = {piece.ref for piece in judged.pieces if piece.what is not What.CLAIM}
    return (
        *(point.ref for point in material.confirmed_in(dialogue) if point.released and point.released.ref in claims),
        *refs_of(dialogue, statements, material),
    )


def _quoted(judged: Judged, dialogue: Dialogue, material: Material, shelf: Shelf) -> Iterator[Quote]:
    """The quote, where the wording on this page has it letter for letter; else the statement alone bears it."""
    if not judged.quote:
        return
    for ref in refs_of(dialogue, {judged.version.quote_ref}, material):
        wording = shelf.found[ref].text
        span = span_of(ref, wording.words, in_one_language(judged.quote, judged.version.language).words)
        if span:
            words = Text(span.words_in(wording.words), wording.tag, wording.state)
            yield Quote(words, ref, span.start, span.end, span.digest)


# ---------------------------------------------------------------- trend cards

CARD = (
    _("Which way it goes"), _("Where"), _("How we know"), _("Who is hit"), _("Who responds"), _("What works"),
)  # fmt: skip


def _trends(dialogue: Dialogue, confirmed: tuple[Point, ...]) -> Iterator[Table]:
    """The trend cards side by side; a column that nobody filled is left out."""
    cards = [(point, point.released.trend) for point in confirmed if point.released and point.released.trend]
    if not cards:
        return
    cells = [tuple(_cells(card, point.language)) for point, card in cards]
    filled = [place for place in range(len(CARD)) if any(row[place].words for row in cells)]
    yield Table(
        f"trends-{dialogue.slug}",
        say(_("Trends: %(place)s"), place=dialogue.place),
        (say(_("Trend")), *(say(CARD[place]) for place in filled)),
        tuple(
            (words_of(point), *(row[place] if row[place].words else here("–") for place in filled))
            for (point, _card), row in zip(cards, cells, strict=True)
        ),
        tuple(point.ref for point, _card in cards),
        numbers=False,
    )


def _cells(card: TrendCard, language: str) -> Iterator[Text]:
    yield say(DIRECTIONS[card.direction])
    yield say(PLACES[card.place]) if card.place else here("")
    yield here(listed([str(KNOWN[each]) for each in card.known]))
    for words in (card.hit, card.responds, card.works):
        yield in_one_language(words, language) if words else here("")
