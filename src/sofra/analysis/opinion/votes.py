"""The vote table: who answered what, in an order that depends on the votes alone."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.integer[Any]]

MINIMUM_PARTICIPANTS = 4
MINIMUM_STATEMENTS = 2
LOW_BITS = 0xFFFF


class VoteProblem(ValueError):
    """These votes cannot be used. The message carries the numbers."""


class TooFewVotes(VoteProblem):
    """Too few participants, statements or answers for any estimate."""


class BadVotes(VoteProblem):
    """Something that is no vote, or two votes where there may be one."""


@dataclass(frozen=True)
class Side:
    """The votes sorted along participants, or along statements.

    start
        Shape (rows + 1,). Row ``i`` holds the votes ``start[i]`` to ``start[i + 1]``.
    other
        Shape (votes,). The place of the statement in a participant's row, or of the participant in a statement's.
    vote
        Shape (votes,), -1, 0 or 1.
    """

    start: Ints
    other: npt.NDArray[np.int32]
    vote: npt.NDArray[np.int8]

    @property
    def n_rows(self) -> int:
        return len(self.start) - 1


@dataclass(frozen=True)
class Votes:
    """The last vote of each participant on each statement, sorted by participant and statement.

    participants, statements
        Shapes (n,) and (m,). Their names, sorted, each once.
    by_participant
        All votes, along participants.
    """

    participants: npt.NDArray[Any]
    statements: npt.NDArray[Any]
    by_participant: Side

    @property
    def n_participants(self) -> int:
        return len(self.participants)

    @property
    def n_statements(self) -> int:
        return len(self.statements)

    @property
    def n_votes(self) -> int:
        return len(self.by_participant.vote)

    @cached_property
    def by_statement(self) -> Side:
        """The same votes along statements."""
        return across(self.by_participant, self.n_statements)

    def counts(self) -> tuple[Ints, Ints, Ints]:
        """Agrees, disagrees and passes of each statement, each of shape (m,)."""
        rows = self.by_participant
        agree, disagree, passed = (
            np.bincount(rows.other[rows.vote == vote], minlength=self.n_statements) for vote in (1, -1, 0)
        )
        return agree, disagree, passed


def across(side: Side, n_columns: int) -> Side:
    """The same votes sorted along the other side."""
    row = np.repeat(np.arange(side.n_rows, dtype=np.int32), np.diff(side.start))
    order = sorting_order(side.other)
    return Side(_starts(side.other, n_columns), row[order], side.vote[order])


def sorting_order(places: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """The stable order of places from 0 on. Sixteen bits at a time: these numpy sorts by counting them."""
    order = np.argsort((places & LOW_BITS).astype(np.uint16), kind="stable")
    if len(places) and places.max() > LOW_BITS:
        order = order[np.argsort((places[order] >> 16).astype(np.uint16), kind="stable")]
    return order


def every(side: Side, step: int) -> Side:
    """Every ``step``-th row."""
    chosen = np.zeros(side.n_rows, dtype=bool)
    chosen[::step] = True
    lengths = np.diff(side.start)
    kept = np.repeat(chosen, lengths)
    start = np.concatenate([[0], np.cumsum(lengths[::step])])
    return Side(start, side.other[kept], side.vote[kept])


def vote_table(participant: npt.ArrayLike, statement: npt.ArrayLike, vote: npt.ArrayLike) -> Votes:
    """Sort votes into a table.

    Parameters
    ----------
    participant, statement
        Shape (votes,). Names: numbers or texts, one kind in each.
    vote
        Shape (votes,). 1 agree, -1 disagree, 0 pass.

    Raises
    ------
    BadVotes
        If a vote is none of the three, or a participant has two votes on one statement.

    Notes
    -----
    The table does not depend on the order of the votes, and what is computed from it neither.

    Examples
    --------
    >>> table = vote_table([2, 1, 2], [7, 7, 5], [1, -1, 0])
    >>> table.by_participant.vote
    array([-1,  0,  1], dtype=int8)
    """
    participant, statement, given = np.asarray(participant), np.asarray(statement), np.asarray(vote)
    if not participant.ndim == statement.ndim == given.ndim == 1 or not len(participant) == len(statement) == len(
        given
    ):
        raise BadVotes(
            f"Three lists of equal length are needed, one entry a vote; these have the shapes {participant.shape}, "
            f"{statement.shape} and {given.shape}."
        )
    participants, rows = _places(participant, "participant")
    statements, columns = _places(statement, "statement")
    return table_of_places(participants, statements, rows, columns, checked_votes(given))


def table_of_places(
    participants: npt.NDArray[Any],
    statements: npt.NDArray[Any],
    rows: npt.NDArray[np.int32],
    columns: npt.NDArray[np.int32],
    vote: npt.NDArray[np.int8],
) -> Votes:
    """The table of votes whose participants and statements are already places in sorted lists of names."""
    cell = rows.astype(np.int64) * max(len(statements), 1) + columns
    if np.any(cell[1:] <= cell[:-1]):
        order = sorting_order(columns)
        order = order[sorting_order(rows[order])]
        cell, rows, columns, vote = cell[order], rows[order], columns[order], vote[order]
    n_twice = int(np.count_nonzero(cell[1:] == cell[:-1]))
    if n_twice:
        first = int(np.flatnonzero(cell[1:] == cell[:-1])[0])
        raise BadVotes(
            f"{n_twice} of {len(cell)} votes are second votes of the same participant on the same statement, for "
            f"example of participant {participants[rows[first]]} on statement {statements[columns[first]]}. "
            "Keep the last one of each."
        )
    return Votes(participants, statements, Side(_starts(rows, len(participants)), columns, vote))


def checked_votes(given: npt.NDArray[Any]) -> npt.NDArray[np.int8]:
    """The votes as small numbers, once each of them is -1, 0 or 1."""
    try:
        numbers = given if given.dtype.kind in "iu" else given.astype(np.float64)
    except (TypeError, ValueError) as error:
        raise BadVotes(f"A vote is 1 (agree), -1 (disagree) or 0 (pass). {error}.") from error
    allowed = (numbers == 1) | (numbers == -1) | (numbers == 0)
    if not allowed.all():
        wrong = numbers[~allowed]
        raise BadVotes(
            f"{len(wrong)} of {len(given)} votes are neither 1 (agree), -1 (disagree) nor 0 (pass); "
            f"the first of them is {wrong[0]}."
        )
    return numbers.astype(np.int8)


def enough_for_a_map(votes: Votes) -> None:
    """Refuse what no estimate can rest on.

    Raises
    ------
    TooFewVotes
        With fewer than 4 participants, 2 statements, or when nobody agrees or disagrees.
    """
    answers = int(np.count_nonzero(votes.by_participant.vote))
    found = f"{votes.n_participants} participants, {votes.n_statements} statements, {answers} agrees and disagrees"
    if votes.n_participants < MINIMUM_PARTICIPANTS or votes.n_statements < MINIMUM_STATEMENTS:
        raise TooFewVotes(
            f"{found}: at least {MINIMUM_PARTICIPANTS} participants and {MINIMUM_STATEMENTS} statements are needed."
        )
    if not answers:
        raise TooFewVotes(f"{found}: everybody passed on everything, so there is no opinion to draw.")


def _places(names: npt.NDArray[Any], what: str) -> tuple[npt.NDArray[Any], npt.NDArray[np.int32]]:
    """Sorted names, each once, and where each entry stands among them."""
    if names.dtype.kind == "f":
        n_missing = int(np.count_nonzero(~np.isfinite(names)))
        if n_missing:
            raise BadVotes(f"{n_missing} of {len(names)} votes name no {what} (NaN or infinite).")
    if names.dtype.kind in "iu" and len(names) and names.min() >= 0 and names.max() < 4 * len(names) + 1000:
        seen = np.bincount(names) > 0
        return np.flatnonzero(seen), (np.cumsum(seen, dtype=np.int32) - 1)[names]
    found, places = np.unique(names, return_inverse=True)
    return found, places.astype(np.int32)


def _starts(rows: npt.NDArray[np.int32], n_rows: int) -> Ints:
    start = np.zeros(n_rows + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=n_rows), out=start[1:])
    return start
