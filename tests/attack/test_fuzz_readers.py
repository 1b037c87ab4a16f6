"""Readers of foreign text meet what nobody would type: a few thousand inputs each, a million in the long form."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONG = os.environ.get("SOFRA_LONG") == "1"
RUNS = {
    "code": 400_000,
    "pass": 150_000,
    "hatch": 300_000,
    "language": 80_000,
    "words": 40_000,
    "programme": 30_000,
}
SHORT = 2_000
TEXT = b"\0"
"""Tells libFuzzer's reader that letters of one byte follow."""
BRIEF = {"message": "brief", "dialogue": "lipova", "fictional": True, "title": {"en": "Lipova"}, "languages": ["en"]}
BRIEF |= {"rule": {"en": "Be kind."}, "questions": [{"en": "What helps?"}], "seats": 12}
SEEDS = {
    "code": [TEXT + b"K4M7-PXQ2", TEXT + b"k4m7 pxo2 il00 abcd"],
    "pass": [TEXT + b"https://floor.example/#pass=AAAA.BBBB"],
    "hatch": [json.dumps(BRIEF).encode()],
    "language": [b"sr-Latn-ME,mk;q=0.8,*;q=0.1", b"de".ljust(200) + b'floor_language=bcms-cyrl; a="b"'],
    "words": [TEXT + b"Ana Petrovic, ana@example.org, 069/123-456, JMBG 0101990500006"],
    "programme": [b"facets:\n- id: a\n  items: [{id: b}]\nterms: {items: []}\n"],
}


def fuzz(reader, runs, folder):
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(SEEDS[reader]):
        (seeds / str(number)).write_bytes(seed)
    options = [f"-runs={runs}", "-seed=20261123", f"-artifact_prefix={folder}/", "-rss_limit_mb=2048", "-timeout=20"]
    return subprocess.run(
        [sys.executable, "-m", "tests.attack.reader", reader, *options, str(seeds)],
        cwd=ROOT,
        env=os.environ | {"SOFRA_DATA": str(folder)},
        capture_output=True,
        text=True,
    )


@pytest.mark.attack
@pytest.mark.parametrize("reader", RUNS)
def test_a_reader_refuses_in_its_own_words_or_reads(reader, tmp_path):
    runs = RUNS[reader] if LONG else SHORT
    answer = fuzz(reader, runs, tmp_path)
    assert answer.returncode == 0, answer.stderr[-3000:]
    assert f"Done {runs} runs" in answer.stderr


def test_the_long_form_is_a_million():
    assert sum(RUNS.values()) == 1_000_000
