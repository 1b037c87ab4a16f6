"""What must hold of a report before anybody reads it: evidence under every sentence, exact quotes, counted amounts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sofra.door.report.content import Chart, Evidence, Kind, Origin, Quote, Report, Sentence, Table, evidence_of
from sofra.door.sentences.released import digest

Pairs = Sequence[tuple[str, str]]
AmountCheck = Callable[[str, str, Pairs], tuple[str, ...]]
"""The amount words of a sentence that these bands do not bear out: words, language tag, bands."""


@dataclass(frozen=True)
class Fault:
    what: str
    where: str

    def __str__(self) -> str:
        return f"{self.what}: {self.where}"


class UnprovenReport(ValueError):
    """A report that may not be published, with every fault in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in faults))


def faults_of(report: Report, unsupported: AmountCheck) -> tuple[Fault, ...]:
    return (
        *_without_evidence(report),
        *_unknown_evidence(report),
        *_inexact_quotes(report),
        *_uncounted_amounts(report, unsupported),
        *_counts_of_nothing(report),
    )


def _without_evidence(report: Report) -> Iterator[Fault]:
    for sentence in report.sentences:
        if not sentence.evidence:
            yield Fault("a sentence without evidence", sentence.text.words)
    for block in report.blocks:
        if isinstance(block, Table | Chart) and not evidence_of(block):
            yield Fault("a table without evidence", _table(block).ref)


def _table(block: Table | Chart) -> Table:
    return block.table if isinstance(block, Chart) else block


def _unknown_evidence(report: Report) -> Iterator[Fault]:
    known = report.by_ref
    named = [ref for block in report.blocks for ref in evidence_of(block)]
    named += [ref for each in report.evidence for ref in each.members]
    for ref in named:
        if ref not in known:
            yield Fault("evidence that is not there", ref)


def _inexact_quotes(report: Report) -> Iterator[Fault]:
    known = report.by_ref
    for block in report.blocks:
        if isinstance(block, Quote) and block.evidence in known and not _is_exact(block, known[block.evidence]):
            yield Fault("a quote that is no exact span", block.text.words)


def _is_exact(quote: Quote, evidence: Evidence) -> bool:
    words = evidence.text.words
    return digest(words) == quote.digest and words[quote.start : quote.end] == quote.text.words


def _uncounted_amounts(report: Report, unsupported: AmountCheck) -> Iterator[Fault]:
    known = report.by_ref
    for sentence in report.sentences:
        if sentence.origin is Origin.COUNTED or sentence.uncounted:
            continue
        bands = [pair for ref in sentence.evidence if ref in known for pair in known[ref].bands]
        for word in unsupported(sentence.text.words, sentence.text.tag, bands):
            yield Fault("an amount word that nobody counted", f"{word} in “{sentence.text.words}”")


def _counts_of_nothing(report: Report) -> Iterator[Fault]:
    """A sentence that counts leads to a list of what was counted, or to a printed fact."""
    known = report.by_ref
    for sentence in report.sentences:
        if sentence.origin is Origin.COUNTED and not _leads_somewhere(sentence, known):
            yield Fault("a count that lists nothing", sentence.text.words)


def _leads_somewhere(sentence: Sentence, known: dict[str, Evidence]) -> bool:
    found = [known[ref] for ref in sentence.evidence if ref in known]
    return any(each.kind is not Kind.COUNT or each.members or each.about for each in found)
