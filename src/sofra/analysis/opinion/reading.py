"""Votes from text: the Polis export set, or a long table with the columns participant, statement and vote."""

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sofra.analysis.opinion.comments import rejected_names
from sofra.analysis.opinion.lines import csv_rows, full_rows, separated_otherwise
from sofra.analysis.opinion.votes import BadVotes, Votes, vote_table

MOST_COLUMNS = 100_000
LONG = ("participant", "statement", "vote")
TIMED = ("timestamp", "comment-id", "voter-id", "vote")
PLAIN_HEAD = b"participant,statement,vote"
CHUNK = 1 << 23


@dataclass(frozen=True)
class Read:
    """Votes, and in a sentence what they were taken from."""

    votes: Votes
    taken: str


def read_votes(data: bytes, comments: bytes | None = None) -> Read:
    """Votes from one file.

    Parameters
    ----------
    data
        A Polis ``participants-votes.csv`` or ``votes.csv``, or a long table ``participant,statement,vote``; UTF-8.
    comments
        The Polis ``comments.csv`` beside it: statements that moderators rejected (-1) are left out.

    Raises
    ------
    BadVotes
        If it is none of the three, or holds something that is no vote. The message carries lines and counts.
    """
    plain = data.removeprefix(BOM_UTF8)
    if plain[:40].split(b"\n")[0].strip() == PLAIN_HEAD:
        numbers = _plain_numbers(plain)
        if numbers is not None:
            return _without_rejected(*numbers, comments, "a long table")
    rows = csv_rows(data)
    head = [name.strip() for name in next(rows, [])]
    if len(head) > MOST_COLUMNS:
        raise BadVotes(f"The first line has {len(head)} columns; at most {MOST_COLUMNS} are read.")
    if set(LONG) <= set(head):
        return _without_rejected(*_columns(rows, head, LONG), comments, "a long table")
    if set(TIMED) <= set(head):
        return _without_rejected(*_last_votes(rows, head), comments, "a Polis votes.csv (the last vote of each)")
    if head[:1] == ["participant"] and "n-votes" in head:
        return _without_rejected(*_matrix(rows, head), comments, "a Polis participants-votes.csv")
    raise BadVotes(_strange_head(head))


def read_strata(data: bytes, votes: Votes) -> npt.NDArray[np.str_]:
    """For each participant of the table, the stratum that a file ``participant,stratum`` gives; empty for none."""
    rows = csv_rows(data)
    head = [name.strip() for name in next(rows, [])]
    if not {"participant", "stratum"} <= set(head):
        raise BadVotes(f"Strata need the columns participant and stratum; these are: {', '.join(head[:8]) or 'none'}.")
    name, stratum = head.index("participant"), head.index("stratum")
    named = [(row[name].strip(), row[stratum].strip()) for row in full_rows(rows, head)]
    if len({each for each, _ in named}) < len(named):
        raise BadVotes(f"{len(named) - len({each for each, _ in named})} participants stand in the strata twice.")
    of: Mapping[str, str] = dict(named)
    found = np.array([of.get(str(each), "") for each in votes.participants], dtype=str)
    if named and not np.any(found != ""):
        raise BadVotes(f"None of the {len(named)} participants with a stratum has voted. Are these the same names?")
    return found


def read_pairs(data: bytes, votes: Votes) -> tuple[list[str], list[str], npt.NDArray[Any], npt.NDArray[Any]]:
    """Pairs to predict: both columns as they are written, and as the names that the table uses."""
    rows = csv_rows(data)
    head = [name.strip() for name in next(rows, [])]
    if not {"participant", "statement"} <= set(head):
        raise BadVotes(f"Pairs need the columns participant and statement; these are: {', '.join(head[:8]) or 'none'}.")
    pairs = [
        (row[head.index("participant")].strip(), row[head.index("statement")].strip()) for row in full_rows(rows, head)
    ]
    people, items = [each for each, _ in pairs], [each for _, each in pairs]
    return people, items, _like(people, votes.participants), _like(items, votes.statements)


def _like(names: Sequence[str], known: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Names of the kind that the table has: numbers where it has numbers, -1 for what is none."""
    if known.dtype.kind not in "iu":
        return np.asarray(names, dtype=str)
    return np.array([int(name) if name.lstrip("-").isdecimal() else -1 for name in names], dtype=np.int64)


def _columns(
    rows: Iterator[list[str]], head: Sequence[str], wanted: Sequence[str]
) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
    places = [head.index(name) for name in wanted]
    kept = [tuple(row[place].strip() for place in places) for row in full_rows(rows, head)]
    people, items, votes = zip(*kept, strict=True) if kept else ((), (), ())
    n_nameless = sum(
        not person or not item or "nan" in (person.lower(), item.lower())
        for person, item in zip(people, items, strict=True)
    )
    if n_nameless:
        raise BadVotes(f"{n_nameless} of {len(kept)} votes name no participant or no statement.")
    return _names(people), _names(items), _numbers(votes)


def _names(names: Sequence[str]) -> npt.NDArray[Any]:
    """Whole numbers if all of them are, without leading zeros that two names could differ by; otherwise texts."""
    if all(
        name.isascii() and name.isdecimal() and (name == "0" or name[0] != "0") and len(name) < 18 for name in names
    ):
        return np.array(names, dtype=np.int64) if names else np.zeros(0, dtype=np.int64)
    return np.array(names, dtype=str)


def _numbers(
    votes: Sequence[str], wrong_are: str = "votes are neither 1 (agree), -1 (disagree) nor 0 (pass)"
) -> npt.NDArray[np.float64]:
    numbers, wrong = np.zeros(len(votes)), []
    for at, vote in enumerate(votes):
        try:
            numbers[at] = float(vote)
        except ValueError:
            wrong.append(vote)
    if wrong:
        raise BadVotes(f"{len(wrong)} of {len(votes)} {wrong_are}; the first of them is {wrong[0][:40]!r}.")
    return numbers


def _last_votes(
    rows: Iterator[list[str]], head: Sequence[str]
) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
    """The last vote of each participant on each statement; of two at the same time, the larger number."""
    kept = list(full_rows(rows, head))
    people, items, votes = _columns(iter(kept), head, ("voter-id", "comment-id", "vote"))
    times = _numbers([row[head.index("timestamp")] for row in kept], "timestamps are no numbers")
    order = np.lexsort((votes, times, items, people))
    people, items, votes = people[order], items[order], votes[order]
    last = np.ones(len(people), dtype=bool)
    last[:-1] = (people[1:] != people[:-1]) | (items[1:] != items[:-1])
    return people[last], items[last], votes[last]


def _matrix(
    rows: Iterator[list[str]], head: Sequence[str]
) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
    """One row a participant; the statements are the columns named by a number. An empty cell is no vote."""
    columns = [at for at, name in enumerate(head) if name.isdecimal()]
    if len({head[at] for at in columns}) < len(columns):
        raise BadVotes(f"{len(columns) - len({head[at] for at in columns})} statements have two columns.")
    people, items, votes, seen = [], [], [], set()
    for row in full_rows(rows, head):
        person = row[0].strip()
        if person in seen:
            raise BadVotes(f"Participant {person} has two rows.")
        seen.add(person)
        for at in columns:
            if row[at].strip():
                people.append(person)
                items.append(head[at])
                votes.append(row[at])
    return _names(people), _names(items), _numbers(votes)


def _without_rejected(
    people: npt.NDArray[Any], items: npt.NDArray[Any], votes: npt.NDArray[Any], comments: bytes | None, what: str
) -> Read:
    """The table without the statements that moderators rejected, and what was taken, in words."""
    if not len(people):
        raise BadVotes(f"The file is {what} without a single vote.")
    rejected = rejected_names(comments) if comments is not None else set()
    keep = ~np.isin(items.astype(str), sorted(rejected)) if rejected else np.ones(len(items), dtype=bool)
    n_left_out = len(np.unique(items[~keep]))
    if not keep.any():
        raise BadVotes(f"All {n_left_out} statements with votes were rejected by moderators.")
    table = vote_table(people[keep], items[keep], votes[keep])
    told = f"{what}: {table.n_votes} votes of {table.n_participants} participants on {table.n_statements} statements"
    if comments is not None:
        told += f"; {n_left_out} statements that comments.csv calls rejected are left out"
    return Read(table, told)


def _strange_head(head: Sequence[str]) -> str:
    shown = ", ".join(name[:20] for name in head[:8])
    return separated_otherwise(head) or (
        f"The first line names {len(head)} columns ({shown}). Needed are participant, statement, vote; or a Polis "
        "participants-votes.csv or votes.csv."
    )


def _plain_numbers(data: bytes) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]] | None:
    """The three columns of a long table that holds whole numbers only, quickly; None if it holds anything else."""
    at, parts = data.index(b"\n") + 1 if b"\n" in data else len(data), []
    while at < len(data):
        end = data.find(b"\n", at + CHUNK)
        end = len(data) if end < 0 else end + 1
        part = data[at:end].translate(None, b"\r").strip(b"\n") + b"\n"
        at = end
        if part.translate(None, b"0123456789,\n-"):
            return None
        marks = np.frombuffer(part, np.uint8)
        marks = marks[(marks == ord(",")) | (marks == ord("\n"))]
        if len(marks) % 3 or np.any((marks.reshape(-1, 3) == ord("\n")) != [False, False, True]):
            return None
        if any(wrong in part for wrong in (b",,", b",\n", b"\n,", b"\n\n", b",0" + b"0", b"\n0" + b"0")):
            return None
        found = np.fromstring(part.replace(b"\n", b","), dtype=np.int64, sep=",")
        if len(found) != len(marks):
            return None
        parts.append(
            found.reshape(-1, 3).astype(np.int32 if found.max() < 2**31 and found.min() > -(2**31) else np.int64)
        )
    if not parts:
        return None
    whole = np.concatenate(parts)
    return whole[:, 0], whole[:, 1], whole[:, 2]
