"""Content, not interface: the words of `words.yaml` are in the languages of a dialogue."""

from pathlib import Path
from typing import Any

import yaml

from sofra.web.languages import Texts

_WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))

DEFAULT_RULE = _WORDS["rule"]
KEEP_THE_CARD = _WORDS["keep_the_card"]
KEEP_THE_PASS = _WORDS["keep_the_pass"]
SECTORS: list[Texts] = _WORDS["sectors"]
OPINION_GROUPS: list[Texts] = _WORDS["opinion_groups"]
KEEP_THE_KEY = _WORDS["keep_the_key"]
REHEARSAL = _WORDS["rehearsal"]
FACILITATOR = _WORDS["facilitator"]
MODERATOR = _WORDS["moderator"]
RAPPORTEUR = _WORDS["rapporteur"]
TRANSLATOR = _WORDS["translator"]
KEY_CARD = _WORDS["key_card"]
