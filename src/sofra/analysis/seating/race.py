"""From an instance to a plan: several starts are cooled, the best go on, and the judge has the last word."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from sofra.analysis.seating.arrays import Arrays, Places
from sofra.analysis.seating.machine_code import Kernel, kernel
from sofra.analysis.seating.proofs import seated_round
from sofra.analysis.seating.starts import first_places
from sofra.analysis.seating.state import STABILITY, Dials, State, state_of

Clock = Callable[[], float]
"""The share of the time that is used up, from 0 to 1 and beyond. It only ever shortens a search."""
HOT, WARM, COOL, COLD = 1.0, 0.5, 0.35, 0.06
_THREADS = 2
_FIRST_LEG = 0.4
_PIECES = 24
_SHORTEST, _LONGEST = 200, 100_000
_LATE = 0.25
_MORE_STARTS, _NEARLY = 3, 8
_MENDING, _MENDING_A_SEAT, _MENDED_TIMES, _PLAIN = 60_000, 50, 6, 20
_AT_LEAST_TWICE = 2
_GATHER = (1.0, -1.0, -1.0, -1.0)
"""Starts in turn gather people who share a scarce language at few tables, and spread them over many."""
_MOST_MOVED = 0.14
"""So many of the published seats change at most, if at all possible. Ours is a little less than what is promised."""
_HOMEWARD = (2.0, 4.0, 8.0, 16.0)


class NoPlanFound(RuntimeError):
    """The search ended with broken rules, and it is not proved that there is no plan."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is tried.

    steps
        Moves tried in all, over all starts.
    starts
        Plans that are begun.
    """

    steps: int
    starts: int = 4

    @classmethod
    def of_seconds(cls, seconds: float, n_people: int, *, fast: bool = True) -> "Effort":
        """What an idle machine of two cores does in this time, with a margin: the same on every machine."""
        a_second = 5_000_000 / (1 + n_people / 600) if fast else 15_000
        starts = 4 if fast and n_people <= 600 else 2  # noqa: PLR2004  a start of a large plan costs more than it gives
        return cls(steps=max(2000, int(seconds * a_second)), starts=starts if fast else 1)


def never(_: float = 0.0) -> float:
    """A clock that does not run: the search ends after its steps."""
    return 0.0


def best_places(
    problem: Arrays, *, seed: int, effort: Effort, dials: Dials | None = None, clock: Clock = never
) -> Places | None:
    """Tables for everybody in every round.

    Parameters
    ----------
    seed
        The same seed gives the same plan, as long as the clock does not cut the search short.
    effort
        Moves and starts.
    dials
        What is wished for; the usual weights if None.
    clock
        Asked now and then; from 1 on the search comes to its end.

    Returns
    -------
    int32, shape (rounds, n), or None
        None if CP-SAT proves that a round cannot be seated.

    Raises
    ------
    NoPlanFound
        If rules stay broken and CP-SAT cannot help.
    proofs.Undecided
        If CP-SAT runs out of time.

    Notes
    -----
    Simulated annealing with incremental cost from several starts: docs/methods/seating.md.
    """
    found, fast = kernel()
    run = _Run(problem, seed, dials or Dials(), clock, found, slower=1 if fast else _PLAIN)
    return run.places(effort)


def new_places(
    problem: Arrays,
    home: Places,
    held: int,
    *,
    seed: int,
    effort: Effort,
    dials: Dials,
    clock: Clock = never,
) -> Places | None:
    """Tables for everybody after a change, near to what is published.

    Parameters
    ----------
    home
        Shape (rounds, n): the published tables, -1 for who is new.
    held
        So many first rounds are over. They are answered as they are in ``home``.
    dials
        ``stability`` says what it costs to move somebody.

    Returns
    -------
    int32, shape (rounds, n), or None
        None if CP-SAT proves that a round cannot be seated.

    Raises
    ------
    NoPlanFound, proofs.Undecided
        As `best_places`.
    """
    found, fast = kernel()
    run = _Run(problem, seed, dials, clock, found, home, held, COOL, COOL, 1 if fast else _PLAIN)
    return run.places(effort)


@dataclass(frozen=True, slots=True)
class _Run:
    problem: Arrays
    seed: int
    dials: Dials
    clock: Clock
    kernel: Kernel
    home: Places | None = None
    held: int = 0
    hot: float = HOT
    warm: float = WARM
    slower: int = 1

    def rng(self, number: int) -> Generator:
        return np.random.default_rng((self.seed % 2**32, number))

    def places(self, effort: Effort) -> Places | None:
        """Easy starts first; where they cannot be mended, a start that CP-SAT has proved."""
        found = self._from_easy_starts(effort)
        for number, without in enumerate((frozenset({"apart"}), frozenset[str]()), start=effort.starts + _MORE_STARTS):
            if found is not None and not found.broken:
                break
            proved = self._proved(self.rng(number), without)
            if proved is None:
                return None
            again = self.start(number, proved)
            found = self.race([again] if again else [], effort)
        if found is None or found.broken:
            raise NoPlanFound(f"{found.broken if found else 'all'} rules broken after {effort.steps} moves")
        return found.places

    def _from_easy_starts(self, effort: Effort) -> State | None:
        found = self.race(self._easy_states(effort.starts), effort)
        for number in range(effort.starts, effort.starts + _MORE_STARTS):
            if found is not None and 0 < found.broken <= _NEARLY and self.clock() < 1.0:
                another = self.start(number, self._easy(number))
                found = self.race([another] if another else [], effort) or found
        return found

    def _easy_states(self, starts: int) -> list[State]:
        """Near a published plan one start is as good as another: then there is one, with other random numbers."""
        if self.home is not None:
            places = self._easy(0)
            return [state for number in range(_THREADS) if (state := self.start(number, places))]
        easy: list[State | None] = []
        for number in range(starts):
            if not easy or self.clock() < _LATE:
                easy.append(self.start(number, self._easy(number)))
        return [state for state in easy if state]

    def _easy(self, number: int) -> Places | None:
        rows = first_places(
            self.problem,
            self.rng(number),
            self.problem.rounds - self.held,
            self._published(),
            gather=_GATHER[number % len(_GATHER)],
        )
        return None if rows is None else self._with_held(rows)

    def _proved(self, rng: Generator, without: frozenset[str]) -> Places | None:
        rows = []
        for number in range(self.held, self.problem.rounds):
            home = None if self.home is None else self.home[number]
            row = seated_round(self.problem, rng, without=without, home=home)
            if row is None:
                return None
            rows.append(row)
        return self._with_held(np.stack(rows))

    def _published(self) -> Places | None:
        return None if self.home is None else self.home[self.held :]

    def _with_held(self, rows: Places) -> Places:
        return rows if self.home is None else np.concatenate([self.home[: self.held], rows])

    def start(self, number: int, places: Places | None) -> State | None:
        if places is None:
            return None
        seed = self.seed * 31 + number
        return state_of(self.problem, places, seed=seed, dials=self.dials, held=self.held, home=self.home)

    def race(self, states: list[State], effort: Effort) -> State | None:
        """Cool all, then go on with the best."""
        if not states:
            return None
        now = min(1.0, self.clock())
        until = now + (1.0 - now) * _FIRST_LEG
        share = int(effort.steps * _FIRST_LEG / len(states))
        self._cool_all(states, self.hot, share, (now, until))
        best = sorted(states, key=self._rank)[:_THREADS]
        self._mend(best)
        best.sort(key=self._rank)
        if best[0].broken:
            return best[0]
        if self.clock() < 1.0:
            self._cool_all(best, self.warm, int(effort.steps * (1 - _FIRST_LEG) / len(best)), (until, 1.0))
        found = min(best, key=self._rank)
        self._bring_home(found)
        return found

    def _mend(self, states: list[State]) -> None:
        """A few more moves while no state keeps every rule. When time is over, only few are tried."""
        for times in range(_MENDED_TIMES):
            late = self.clock() >= 1.0
            if not all(state.broken for state in states) or (late and times >= _AT_LEAST_TWICE):
                return
            self._beside(states[:1] if late else states, self._mend_once)

    def _mend_once(self, state: State) -> None:
        self._try(state, self.hot, COLD, self._mending())

    def _bring_home(self, state: State) -> None:
        """Where too many people would move, let staying count more."""
        for factor in _HOMEWARD:
            if self.dials.stability < STABILITY or state.moved <= _MOST_MOVED * state.published:
                return
            self._try(state, COLD, COLD, self._mending(), self.dials.stability * factor)

    def _mending(self) -> int:
        """Moves that are enough to come upon most seats of a plan many times over."""
        return (_MENDING + _MENDING_A_SEAT * self.problem.rounds * len(self.problem.people)) // self.slower

    def _try(self, state: State, hot: float, cold: float, moves: int, stability: float | None = None) -> None:
        weight = self.dials.stability if stability is None else stability
        self.kernel(state.w, state.pairs, state.up, hot, cold, weight, moves)

    def _rank(self, state: State) -> tuple[int, float]:
        moved = 0 if self.home is None else state.moved
        return state.broken, state.cost + self.dials.stability * moved

    def _beside(self, states: list[State], act: Callable[[State], None]) -> None:
        """Two at a time: machine code lets other threads run."""
        if len(states) == 1:
            act(states[0])
            return
        with ThreadPoolExecutor(_THREADS) as pool:
            list(pool.map(act, states))

    def _cool_all(self, states: list[State], hot: float, steps: int, span: tuple[float, float]) -> None:
        """With more states than threads each has its part of the time."""
        turns = -(-len(states) // _THREADS)
        width = (span[1] - span[0]) / turns
        for turn in range(turns):
            part = states[turn * _THREADS : (turn + 1) * _THREADS]
            times = (span[0] + turn * width, span[0] + (turn + 1) * width)
            self._beside(part, lambda state, times=times: self._cool(state, hot, steps, times))  # type: ignore[misc]

    def _cool(self, state: State, hot: float, steps: int, span: tuple[float, float]) -> None:
        """Cool in pieces. Where the clock runs ahead of the moves, the temperature follows the clock."""
        piece = min(max(_SHORTEST, steps // _PIECES), _LONGEST)
        progress, cooled = 0.0, hot
        while progress < 1.0:
            after = min(1.0, progress + piece / steps)
            begin, cooled = hot * (COLD / hot) ** progress, hot * (COLD / hot) ** after
            self._try(state, begin, cooled, piece)
            progress = max(after, (self.clock() - span[0]) / max(span[1] - span[0], 1e-6))
        if cooled > COLD:
            self._try(state, cooled, COLD, piece)
