"""The map as plain data, documented in docs/methods/opinion.md."""

from typing import Any

import numpy as np

from sofra.analysis.opinion.fit import VERSION, OpinionMap
from sofra.analysis.opinion.shares import Shares
from sofra.analysis.opinion.votes import Floats

FORMAT = "sofra-opinion-map"
FORMAT_VERSION = 1
PLACES = 5
A_GROUP = 0.5
"""A participant belongs to a group that is likelier than all others together."""


def as_record(found: OpinionMap, *, seed: int, seconds: float) -> dict[str, Any]:
    """Everything about a map, ready for JSON."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "participants": _participants(found),
        "groups": _groups(found),
        "statements": [_statement(found, at) for at in range(found.votes.n_statements)],
        "lists": {name.value: [_entry(found, each) for each in listed] for name, listed in found.lists.items()},
        "fit": {
            "log_likelihood": _number(found.log_likelihood()),
            "dimensions": found.dimensions,
            "rounds": found.factors.rounds,
            "scales": {
                "style": _number(found.factors.priors.style),
                "intercept": _number(found.factors.priors.intercept),
                "intercept_spread": _number(found.factors.priors.spread),
                "loadings": _numbers(found.factors.priors.loadings),
            },
            "seconds": round(seconds, 3),
            "version": VERSION,
            "seed": seed,
        },
    }


def group_of(found: OpinionMap) -> list[int | None]:
    """Each participant's group, or None: without groups, and for those whose votes do not tell."""
    if found.groups.k == 1:
        return [None] * found.votes.n_participants
    best = found.groups.membership.argmax(axis=1)
    sure = found.groups.membership.max(axis=1) > A_GROUP
    return [int(group) if known else None for group, known in zip(best, sure, strict=True)]


def _participants(found: OpinionMap) -> list[dict[str, Any]]:
    return [
        {
            "id": _name(name),
            "position": position,
            "covariance": covariance,
            "group": group,
            "membership": membership,
            "sides": sides,
        }
        for name, position, covariance, group, membership, sides in zip(
            found.votes.participants,
            np.round(found.positions, PLACES).tolist(),
            np.round(found.covariances, PLACES).tolist(),
            group_of(found),
            np.round(found.groups.membership, PLACES).tolist(),
            np.round(found.sides, PLACES).tolist(),
            strict=True,
        )
    ]


def _groups(found: OpinionMap) -> dict[str, Any]:
    in_group = group_of(found)
    return {
        "state": found.groups.state.value,
        "k": found.groups.k,
        "sizes": [in_group.count(g) for g in range(found.groups.k)] if found.groups.k > 1 else [len(in_group)],
        "p_more_than_style": _number(found.groups.more_than_style),
        "p_valley": _number(found.groups.valley),
    }


def _statement(found: OpinionMap, at: int) -> dict[str, Any]:
    agree, disagree, passed = (int(count[at]) for count in found.counts)
    groups = found.by_group if found.groups.k > 1 else Shares(found.overall.mean[:0], found.overall.deviation[:0])
    return {
        "id": _name(found.votes.statements[at]),
        "agree": agree,
        "disagree": disagree,
        "pass": passed,
        "pass_share": _number(found.passing[at]),
        "share": _share(found.overall, 0, at),
        "groups": [_share(groups, g, at) for g in range(len(groups.mean))],
        "strata": {name: _share(found.by_stratum, place, at) for place, name in enumerate(found.strata)},
        "loadings": _numbers(found.loadings[at]),
        "intercept": _number(found.intercepts[at]),
        "lists": [
            {"list": name.value, **_entry(found, each)}
            for name, listed in found.lists.items()
            for each in listed
            if each.statement == at
        ],
    }


def _share(shares: Shares, part: int, at: int) -> dict[str, float]:
    return {
        "agree": _number(shares.mean[part, at]),
        "low": _number(shares.low[part, at]),
        "high": _number(shares.high[part, at]),
    }


def _entry(found: OpinionMap, listed: Any) -> dict[str, Any]:
    return {
        "statement": _name(found.votes.statements[listed.statement]),
        "direction": "agree" if listed.agree else "disagree",
        "group": listed.group,
        "false_sign_rate": _number(listed.false_sign_rate),
        "value": _number(listed.value),
    }


def _name(name: Any) -> Any:
    return name.item() if isinstance(name, np.generic) else name


def _number(value: Any) -> float:
    return round(float(value), PLACES)


def _numbers(values: Floats) -> list[float]:
    return [_number(value) for value in values]
