"""The latent-factor model: what a vote says about a participant and about a statement.

logit P(agree | no pass) = style + intercept + position . loading. Three dimensions are always there; a prior of learned
width lets those that the votes do not need fall asleep.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.special import expit

from sofra.analysis.opinion import kernels
from sofra.analysis.opinion.kernels import PLACE, UPPER, WIDTH, Moments
from sofra.analysis.opinion.votes import Floats, Ints, Side, Votes, every

DIMENSIONS = 3
SCALE_FLOOR = 0.8
"""Loadings are never believed to be narrower. A mean-field posterior prunes too early in small data; 0.3 to 0.85
were compared on masked votes of three conversations (benchmarks/opinion)."""
FIRST_SCALES = (0.8, 0.6, 0.6)
PEOPLE_FOR_A_GUESS = 2000
PAIRS = 1 << 14
VOTES_AT_FIRST = 300_000
"""Enough to learn nearly all there is to learn of a few hundred statements."""
MOST_ROUNDS = 40
LAST_TURN = 8
"""Later rounds keep their axes, so that two dimensions of one width cannot chase each other."""
STILL = 0.01
"""A round that moves the statements by less than this many logits (root mean square) is the last."""


@dataclass(frozen=True)
class Priors:
    """Learned widths, in logits.

    style
        Standard deviation of participants' style.
    intercept, spread
        Mean and standard deviation of statements' intercepts.
    loadings
        Shape (3,). Standard deviations of the loadings, largest first.
    """

    style: float
    intercept: float
    spread: float
    loadings: Floats

    def of_participants(self, dimensions: int = DIMENSIONS) -> tuple[Floats, Floats]:
        """Prior precision and pull of (style, x1, x2, x3). A dimension that is left out is held at nothing."""
        width = np.array([self.style, *[1.0] * dimensions, *[1e-3] * (DIMENSIONS - dimensions)])
        return width**-2, np.zeros(4)

    def of_statements(self) -> tuple[Floats, Floats]:
        """Prior precision and pull of (intercept, w1, w2, w3)."""
        precision = np.array([self.spread, *self.loadings]) ** -2.0
        return precision, np.array([self.intercept, 0.0, 0.0, 0.0]) * precision


@dataclass(frozen=True)
class Factors:
    """A fitted model. Every field can be read back into means and covariances.

    participants, statements
        Moment rows, shapes (n, 16) and (m, 16); see `kernels`.
    priors
        What was learned.
    rounds
        Rounds until nothing moved.
    """

    participants: Moments
    statements: Moments
    priors: Priors
    rounds: int


FIRST_PRIORS = Priors(0.5, 1.0, 1.3, np.array(FIRST_SCALES))


def fit_factors(votes: Votes) -> Factors:
    """Fit participants and statements in turns until neither moves.

    Notes
    -----
    Variational Bayes with Jaakkola and Jordan's bound; widths by empirical Bayes; after each round the positions are
    centred, whitened and turned so that the loadings' second moment is diagonal (parameter expansion: Qi and Jaakkola
    2006), which saves most of the rounds. With more than 300,000 votes the first rounds
    ask every k-th participant alone.
    """
    rows, columns = votes.by_participant, votes.by_statement
    if votes.n_votes <= VOTES_AT_FIRST:
        return _settled(rows, columns, _first_guess(rows, columns), least=6)
    some = every(rows, -(-votes.n_votes // VOTES_AT_FIRST))
    first = fit_factors(Votes(votes.participants[: some.n_rows], votes.statements, some))
    return _settled(rows, columns, _of_everybody(first, rows.n_rows), least=3)


def _of_everybody(some: Factors, n: int) -> Factors:
    """The statements that some participants' votes led to, and nothing known of anybody yet."""
    return replace(some, participants=np.repeat(stranger(some.priors), n, axis=0))


def _settled(rows: Side, columns: Side, factors: Factors, *, least: int) -> Factors:
    for round_ in range(1, MOST_ROUNDS + 1):
        before = factors.statements
        factors = _one_round(rows, columns, factors, learn=round_ > 2, turn=round_ < LAST_TURN)
        moved = np.sqrt(np.mean((factors.statements[:, 1:5] - before[:, 1:5]) ** 2))
        if moved < STILL and round_ >= least:
            break
    return replace(_signed(factors), rounds=round_)


def _one_round(rows: Side, columns: Side, factors: Factors, *, learn: bool, turn: bool) -> Factors:
    priors = factors.priors
    sums = kernels.gather(rows, rows.vote, factors.statements, factors.participants)
    participants = kernels.solve(*sums, *priors.of_participants(), fixed=1)
    participants, statements = _centred(participants, factors.statements, turn=turn)
    sums = kernels.gather(columns, columns.vote, participants, statements)
    statements = kernels.solve(*sums, *priors.of_statements(), fixed=0)
    priors = _learned(participants, statements) if learn else priors
    return Factors(participants, statements, priors, 0)


def _learned(participants: Moments, statements: Moments) -> Priors:
    square = statements.mean(axis=0, dtype=np.float64)
    intercept = square[PLACE[0, 1]]
    return Priors(
        style=float(np.sqrt(max(participants[:, 0].mean(dtype=np.float64), 0.01))),
        intercept=float(intercept),
        spread=float(np.sqrt(max(square[PLACE[1, 1]] - intercept**2, 0.01))),
        loadings=np.maximum(np.sqrt(square[[PLACE[d, d] for d in (2, 3, 4)]]), SCALE_FLOOR),
    )


def _centred(participants: Moments, statements: Moments, *, turn: bool) -> tuple[Moments, Moments]:
    """Both sides in coordinates in which styles and positions have mean 0 and positions have variance 1."""
    moments = _square(participants.mean(axis=0, dtype=np.float64)[None])[0]
    style, position = moments[1, 0], moments[1, 2:]
    lower = np.linalg.cholesky(moments[2:, 2:] - np.outer(position, position) + 1e-6 * np.eye(DIMENSIONS))
    loadings = _square(statements.mean(axis=0, dtype=np.float64)[None])[0][2:, 2:]
    axes = np.linalg.eigh(lower.T @ loadings @ lower)[1][:, ::-1] if turn else np.eye(DIMENSIONS)
    axes = axes * np.where(np.diag(axes) < 0, -1, 1)
    step = np.eye(5)
    step[0, 1] = -style
    step[2:, 2:] = axes.T @ np.linalg.inv(lower)
    step[2:, 1] = -step[2:, 2:] @ position
    return moved(participants, step), moved(statements, np.linalg.inv(step).T)


def moved(rows: Moments, step: Floats) -> Moments:
    """Moment rows of ``step @ a``."""
    outer = step[UPPER[0], :, None] * step[UPPER[1], None, :]
    outer = outer + outer.transpose(0, 2, 1)
    outer[:, np.arange(5), np.arange(5)] /= 2
    table = np.zeros((WIDTH, WIDTH))
    table[:15, :15] = outer[:, UPPER[0], UPPER[1]].T
    return np.ascontiguousarray(rows @ table.astype(np.float32))


def _square(rows: npt.NDArray[np.floating]) -> Floats:
    """Moment rows as (rows, 5, 5)."""
    return np.asarray(rows[:, PLACE], dtype=np.float64)


def means_and_covariances(rows: Moments, *, fixed: int) -> tuple[Floats, Floats]:
    """Shapes (rows, 4) and (rows, 4, 4): what is not fixed, in order."""
    full = _square(rows)
    free = [a for a in range(5) if a != fixed]
    mean = full[:, fixed][:, free]
    return mean, full[:, free][:, :, free] - mean[:, :, None] * mean[:, None, :]


def _first_guess(rows: Side, columns: Side) -> Factors:
    """Intercepts from the counts, loadings from the largest singular vectors of what the counts leave over."""
    agree, count = _sums(columns, columns.vote == 1), _sums(columns, columns.vote != 0)
    share = (agree + 1) / (count + 1.5)
    mean = np.zeros((columns.n_rows, 5))
    mean[:, 0] = 1
    mean[:, 1] = np.log(share / (1 - share))
    mean[:, 2:] = _residual_directions(rows, share) * np.array(FIRST_SCALES)
    people = np.zeros((rows.n_rows, 5))
    people[:, 1] = 1
    return Factors(
        _rows_of(people, np.array([0.3, 0, 1, 1, 1])),
        _rows_of(mean, np.array([0, 0.1, 0.1, 0.1, 0.1])),
        FIRST_PRIORS,
        0,
    )


def _sums(side: Side, of: npt.NDArray[np.bool_]) -> Floats:
    """How many of each row's votes are so."""
    total = np.concatenate([[0], np.cumsum(of)])
    return np.asarray(total[side.start[1:]] - total[side.start[:-1]], dtype=np.float64)


def _residual_directions(rows: Side, share: Floats) -> Floats:
    """Shape (m, 3), each column of mean square 1. Every k-th participant will do for a first guess."""
    step = max(1, rows.n_rows // PEOPLE_FOR_A_GUESS)
    residual = _residuals(rows, share)[::step]
    start = np.random.default_rng(1).standard_normal((len(share), DIMENSIONS + 3))
    basis = start
    for _ in range(6):
        basis, _ = np.linalg.qr(residual.T @ (residual @ basis))
    _, _, turned = np.linalg.svd(residual @ basis, full_matrices=False)
    found = np.zeros((len(share), DIMENSIONS))
    best = (basis @ turned.T)[:, :DIMENSIONS]
    found[:, : best.shape[1]] = best / np.sqrt(np.mean(best**2, axis=0) + 1e-12)
    return found


def _residuals(rows: Side, share: Floats) -> sparse.csr_array:
    """Answer minus the statement's share, minus the participant's own mean of that; nothing where nothing was said."""
    said = rows.vote != 0
    left = ((rows.vote == 1) - share[rows.other]) * said
    table = sparse.csr_array((left, rows.other, rows.start), shape=(rows.n_rows, len(share)))
    mean = table.sum(axis=1) / np.maximum(_sums(rows, said), 1)
    table.data -= np.repeat(mean, np.diff(rows.start)) * said
    return table


def _rows_of(mean: Floats, variance: Floats) -> Moments:
    """Moment rows of independent Gaussians."""
    out = np.zeros((len(mean), WIDTH), np.float32)
    out[:, :15] = mean[:, UPPER[0]] * mean[:, UPPER[1]]
    out[:, PLACE[np.arange(5), np.arange(5)]] += variance.astype(np.float32)
    return out


def _signed(factors: Factors) -> Factors:
    """Turn each dimension so that its strongest loading is positive: the same map for the same votes."""
    participants, statements = _centred(factors.participants, factors.statements, turn=True)
    loadings = statements[:, 2:5]
    strongest = loadings[np.argmax(np.abs(loadings), axis=0), np.arange(DIMENSIONS)]
    step = np.diag([1.0, 1.0, *np.where(strongest < 0, -1.0, 1.0)])
    return replace(factors, participants=moved(participants, step), statements=moved(statements, step))


def predict(factors: Factors, participant: Ints, statement: Ints) -> Floats:
    """P(agree | no pass) for pairs of places, averaged over what is not known (MacKay 1992)."""
    logit, second = products(factors, participant, statement)
    return shares(logit, second - logit**2)


def products(factors: Factors, participant: Ints, statement: Ints) -> tuple[Floats, Floats]:
    """Mean of the logit and of its square, for pairs of places; some ten thousand at a time."""
    own, theirs = _means(factors.participants, fixed=1), _means(factors.statements, fixed=0)
    doubled = factors.participants * kernels.TWICE
    logit, second = np.empty(len(participant)), np.empty(len(participant))
    for at in range(0, len(participant), PAIRS):
        part = slice(at, at + PAIRS)
        person, item = participant[part], statement[part]
        logit[part] = np.einsum("va,va->v", own[person], theirs[item])
        second[part] = np.einsum("vp,vp->v", doubled[person], factors.statements[item])
    return logit, second


def shares(logit: Floats, variance: Floats) -> Floats:
    """Mean of the logistic function of a Gaussian, by MacKay's probit approximation."""
    return np.asarray(expit(logit / np.sqrt(1 + np.pi / 8 * np.maximum(variance, 0))))


def _means(rows: Moments, *, fixed: int) -> Floats:
    return np.asarray(rows[:, PLACE[fixed]], dtype=np.float64)


def stranger(priors: Priors) -> Moments:
    """The row of a participant of whom nothing is known but what is usual here."""
    return _rows_of(np.array([[0.0, 1, 0, 0, 0]]), np.array([priors.style**2, 0, 1, 1, 1]))


def with_strangers(factors: Factors) -> Factors:
    """One participant and one statement more, of whom nothing is known but what is usual here."""
    priors = factors.priors
    wide = np.array([0, priors.spread**2, *priors.loadings**2])
    item = _rows_of(np.array([[1.0, priors.intercept, 0, 0, 0]]), wide)
    return replace(
        factors,
        participants=np.vstack([factors.participants, stranger(priors)]),
        statements=np.vstack([factors.statements, item]),
    )
