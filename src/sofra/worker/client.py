"""Asking the language worker of a side. Loads no model, and waits no longer than it is told."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sofra.analysis.language.text import clean
from sofra.worker import messages
from sofra.worker.messages import Area, Hit, Written

PATIENCE = 1.5
"""Seconds for a question that a page waits for."""
LONG_PATIENCE = 8.0
"""Seconds for one that reads many texts for the first time."""

Wanted = TypeVar("Wanted")
Pairs = Sequence[tuple[str, str]]
"""Texts, each with its language."""


class NoAnswer(RuntimeError):
    """The worker is not there, has no model of meaning, or needs longer than a page waits; the message says which."""


@dataclass(frozen=True)
class LanguageWorker:
    """The worker whose socket lies in this folder."""

    folder: Path

    def model(self) -> messages.Model:
        return self._ask(messages.State(), messages.Model, PATIENCE)

    def near(self, text: str, language: str, among: Pairs, *, shelf: str, at_least: float, n: int) -> tuple[Hit, ...]:
        """Those that say nearly the same, best first. `among` is remembered under the name of the shelf."""
        question = messages.Near(_written(text, language), _all(among), shelf, at_least, n)
        return self._ask(question, messages.Hits, PATIENCE).hits

    def search(self, query: str, language: str, among: Pairs, *, shelf: str, n: int) -> tuple[Hit, ...]:
        question = messages.Search(_written(query, language), _all(among), shelf, n)
        return self._ask(question, messages.Hits, LONG_PATIENCE).hits

    def tags(self, texts: Pairs, *, n: int) -> tuple[tuple[str, ...], ...]:
        """The themes each text may bear, best first."""
        return self._ask(messages.Tags(_all(texts), n), messages.Tagged, PATIENCE).tags

    def areas(self, among: Pairs, *, shelf: str) -> tuple[Area, ...]:
        return self._ask(messages.Group(_all(among), shelf), messages.Areas, LONG_PATIENCE).areas

    def _ask(self, question: messages.Questions, wanted: type[Wanted], patience: float) -> Wanted:
        try:
            answer = self._answer_to(question, patience)
        except (OSError, messages.Unreadable) as fault:
            raise NoAnswer(_why(fault)) from fault
        if isinstance(answer, messages.Without):
            raise NoAnswer(answer.why)
        if not isinstance(answer, wanted):
            raise NoAnswer("The language worker answered something else.")
        return answer

    def _answer_to(self, question: messages.Questions, patience: float) -> messages.Answers:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(patience)
            with messages.address_in(self.folder) as address:
                line.connect(address)
            messages.send(line, question)
            return messages.read_answer(messages.receive(line))


def _why(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return "The language worker is still reading."
    if isinstance(fault, messages.Unreadable):
        return "The language worker did not answer."
    return "The language worker is not running."


def _written(text: str, language: str) -> Written:
    return Written(clean(text)[: messages.LONGEST_TEXT], language)


def _all(texts: Pairs) -> tuple[Written, ...]:
    return tuple(_written(text, language) for text, language in texts)
