"""`sofra opinion`: an opinion map of a file of votes. It needs neither a data folder nor Django."""

import argparse
import csv
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sofra.project.data import DataProblem

if TYPE_CHECKING:
    from sofra.analysis.opinion import OpinionMap, Votes

WHAT = "draw an opinion map from a file of votes"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "votes",
        type=Path,
        metavar="VOTES.csv",
        help="participant,statement,vote; a Polis participants-votes.csv or votes.csv; or the folder they lie in",
    )
    parser.add_argument(
        "--strata", type=Path, metavar="STRATA.csv", help="participant,stratum: a country or sector each"
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="for the tests; the same seed, the same map (%(default)s)"
    )
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the whole map as JSON; - for standard output")
    parser.add_argument("--html", type=Path, metavar="OUT", help="write the map as one page")
    parser.add_argument("--predict", type=Path, metavar="PAIRS.csv", help="participant,statement: rows to predict")
    parser.add_argument(
        "--out", type=Path, metavar="P.csv", help="where predictions go (standard output if you say nothing)"
    )
    parser.add_argument("--polis", action="store_true", help="also print what the published Polis formulas would say")


def run(asked: argparse.Namespace) -> None:
    from sofra.analysis.opinion.votes import VoteProblem

    try:
        _draw(asked)
    except VoteProblem as problem:
        raise DataProblem(str(problem)) from problem


def _draw(asked: argparse.Namespace) -> None:
    import numpy as np

    from sofra.analysis.opinion import fit
    from sofra.analysis.opinion.comments import read_comments
    from sofra.analysis.opinion.page import as_page
    from sofra.analysis.opinion.reading import read_strata, read_votes
    from sofra.analysis.opinion.record import as_record

    path = _votes_file(asked.votes)
    beside = path.with_name("comments.csv")
    data = _bytes(path)
    polis = not data[:100].removeprefix(b"\xef\xbb\xbf").startswith(b"participant,statement")
    comments = _bytes(beside) if polis and beside.exists() else None
    read = read_votes(data, comments)
    del data
    say = sys.stderr if asked.json == Path("-") or (asked.predict and not asked.out) else sys.stdout
    print(f"{path.name} is {read.taken}.", file=say)
    strata = read_strata(_bytes(asked.strata), read.votes) if asked.strata else None
    started = time.perf_counter()
    found = fit(read.votes, rng=np.random.default_rng(asked.seed), strata=strata)
    seconds = time.perf_counter() - started
    if asked.json:
        _write(asked.json, json.dumps(as_record(found, seed=asked.seed, seconds=seconds), allow_nan=False))
    if asked.html:
        texts = {each.name: each.text for each in read_comments(comments)} if comments else {}
        _write(asked.html, as_page(found, title=path.parent.name if polis else path.stem, texts=texts))
    if asked.predict:
        _predict(asked, found)
    for line in _summary(found):
        print(line, file=say)
    if asked.polis:
        _print_polis(read.votes, say)


def _votes_file(path: Path) -> Path:
    if not path.is_dir():
        return path
    found = next((path / name for name in ("participants-votes.csv", "votes.csv") if (path / name).exists()), None)
    if found is None:
        raise DataProblem(f"{path} holds neither participants-votes.csv nor votes.csv.")
    return found


def _predict(asked: argparse.Namespace, found: "OpinionMap") -> None:
    from sofra.analysis.opinion.reading import read_pairs

    people, items, person, item = read_pairs(_bytes(asked.predict), found.votes)
    out = asked.out.open("w", encoding="utf-8", newline="") if asked.out else sys.stdout
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["participant", "statement", "agree"])
    rows.writerows(zip(people, items, (f"{p:.6f}" for p in found.predict(person, item)), strict=True))
    if asked.out:
        out.close()


def _summary(found: "OpinionMap") -> list[str]:
    from sofra.analysis.opinion.page import in_words

    listed = ", ".join(f"{len(each)} {name.value}" for name, each in found.lists.items() if each)
    return [*in_words(found), f"Statements: {listed or 'none can be named'}."]


def _print_polis(votes: "Votes", say: TextIO) -> None:
    from sofra.analysis.opinion.polis import polis_map

    there = polis_map(votes)
    print(f"The published Polis formulas would say {there.k} groups, of {', '.join(map(str, there.sizes))}.", file=say)
    for name, places in (("agree", there.consensus_agree), ("disagree", there.consensus_disagree)):
        named = ", ".join(str(votes.statements[at]) for at in places) or "none"
        print(f"  consensus to {name}: {named}", file=say)
    for group, entries in enumerate(there.representative):
        named = ", ".join(f"{votes.statements[at]} ({'agree' if agrees else 'disagree'})" for at, agrees in entries)
        print(f"  representative of group {group}: {named}", file=say)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataProblem(f"{path} cannot be read: {error.strerror}") from error


def _write(path: Path, text: str) -> None:
    if path == Path("-"):
        print(text)
        return
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise DataProblem(f"{path} cannot be written: {error.strerror}") from error
