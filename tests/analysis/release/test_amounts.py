"""Amount words in sentences of five languages, both ways: borne out by the bands beside them, and not.

The sentences were written by the author of the grammar before it was tried on them: 6 of 310 were misread. Five of
these were then mended in the grammar, so the rate that is printed is no estimate for sentences of others. What is
still misread stands in KNOWN_TO_FAIL, and a sentence that comes right has to leave that list.
"""

from pathlib import Path

import pytest

from sofra.analysis.release.amounts import LANGUAGES, Counted, find_amounts, says_it_was_not_counted, unsupported
from sofra.analysis.release.bands import Band

BANDS = {
    "B": Band.BROAD,
    "M": Band.MORE_THAN_HALF,
    "A": Band.AROUND_HALF,
    "L": Band.LESS_THAN_HALF,
    "U": Band.UP_TO_HALF,
    "F": Band.FEW,
}
KNOWN_TO_FAIL: dict[str, set[str]] = {
    "en": set(),
    "de": set(),
    "sq": {"Shumë e shohin kështu, por askush nuk i numëroi."},  # shumë before e means "very", except before a verb
    "bcms": set(),
    "mk": set(),
}


def sentences(language):
    lines = (Path(__file__).parent / "amounts" / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        sentence, kinds, fits, fails = [*line.split("\t"), "", ""][:4]
        yield sentence, [] if kinds == "-" else kinds.split(","), fits, fails


def counted(pair):
    return [Counted(BANDS[pair[0]], BANDS[pair[1]])]


def misread(sentence, kinds, fits, fails, language):
    found = [word.amount.value for word in find_amounts(sentence, language)]
    if fits == "uncounted":
        return not (set(kinds) <= set(found) and says_it_was_not_counted(sentence, language))
    wrong = found != kinds
    if kinds and fits != "-":
        wrong |= bool(unsupported(sentence, language, counted(fits)))
    if fails:
        wrong |= not unsupported(sentence, language, counted(fails))
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_are_read_and_judged_both_ways(language, capsys):
    rows = list(sentences(language))
    failed = {row[0] for row in rows if misread(*row, language)}
    with capsys.disabled():
        print(f"\n{language}: {len(failed)} of {len(rows)} sentences misread")
    assert len(rows) >= 60
    assert failed == KNOWN_TO_FAIL[language]
