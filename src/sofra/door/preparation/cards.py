"""Entry cards and staff passes on A4, eight a page. Made in memory from the codes; nothing is written to disk."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import segno
import typst

from sofra.door.preparation.words import (
    FACILITATOR,
    KEEP_THE_CARD,
    KEEP_THE_KEY,
    KEEP_THE_PASS,
    KEY_CARD,
    MODERATOR,
    RAPPORTEUR,
    REHEARSAL,
    TRANSLATOR,
)
from sofra.hatch.codes import grouped
from sofra.hatch.entry import EntryBatch

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed date, so that a file does not tell when its cards were printed."""

Written = Sequence[Mapping[str, str]]
TYPESETTER_LANGUAGES = {"bcms": "sr"}


@dataclass(frozen=True)
class CardTexts:
    titles: Mapping[str, str]
    """In the languages of the dialogue, in its order."""
    fictional: bool


def as_pdf(batch: EntryBatch, texts: CardTexts) -> bytes:
    """Cards first; staff passes and key cards on pages of their own."""
    keep, keep_pass = _in_order(KEEP_THE_CARD, texts), _in_order(KEEP_THE_PASS, texts)
    facilitator, moderator = _in_order(FACILITATOR, texts), _in_order(MODERATOR, texts)
    cards = [_card(code, batch.address, keep) for code in batch.participants]
    passes = [_card(code, batch.address, keep_pass, facilitator) for code in batch.facilitators]
    passes += [_card(code, batch.address, keep_pass, moderator) for code in batch.moderators]
    rapporteur, translator = _in_order(RAPPORTEUR, texts), _in_order(TRANSLATOR, texts)
    passes += [_card(code, batch.address, keep_pass, rapporteur) for code in batch.rapporteurs]
    passes += [_card(code, batch.address, keep_pass, translator) for code in batch.translators]
    key_cards = [_key_card(code, batch.address, texts) for code in batch.key_cards]
    words = {
        "titles": _in_order(texts.titles, texts),
        "rehearsal": _in_order(REHEARSAL, texts) if texts.fictional else [],
        "address": batch.address.removesuffix("/").partition("://")[2],
    }
    return _typeset(words, [sheet for sheet in (cards, passes, key_cards) if sheet])


def _typeset(words: Mapping[str, object], sheets: Sequence[Sequence[object]]) -> bytes:
    return typst.compile(
        HERE / "cards.typ",
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"words": json.dumps(words), "sheets": json.dumps(sheets)},
        timestamp=NO_DAY,
    )


def _card(code: str, address: str, note: Written, role: Written = ()) -> dict[str, object]:
    return {"code": grouped(code), "qr": _qr(f"{address}#{code}"), "note": note, "role": role}


def _key_card(code: str, address: str, texts: CardTexts) -> dict[str, object]:
    """Its picture leads to the page of the keys and holds no code, so that no camera takes the code along."""
    note, role = _in_order(KEEP_THE_KEY, texts), _in_order(KEY_CARD, texts)
    return {"code": grouped(code), "qr": _qr(f"{address}keys/"), "note": note, "role": role}


def _qr(content: str) -> str:
    """The code in the fragment reaches no server, proxy or log: the page reads it and clears the address bar."""
    return str(segno.make_qr(content, error="m").svg_inline(border=0, omitsize=True))


def _in_order(by_language: Mapping[str, str], texts: CardTexts) -> Written:
    return [{"lang": TYPESETTER_LANGUAGES.get(each, each), "text": by_language[each]} for each in texts.titles]
