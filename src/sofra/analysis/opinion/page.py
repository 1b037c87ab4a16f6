"""The map as one page that needs nothing else: words first, a picture, and beside every picture a table."""

from collections.abc import Iterable, Mapping
from html import escape

import numpy as np

from sofra.analysis.opinion.drawing import map_drawing, share_drawing
from sofra.analysis.opinion.fit import VERSION, OpinionMap
from sofra.analysis.opinion.groups import State
from sofra.analysis.opinion.lists import List, Listed
from sofra.analysis.opinion.record import group_of
from sofra.analysis.opinion.shares import Shares
from sofra.analysis.opinion.style import STYLE

WHAT_IT_MEANS = {
    List.CONSENSUS: "More than 60 in 100 answer alike, in every part of the room.",
    List.BRIDGING: "On every side more than half agree. Sorted by the side that agrees least.",
    List.DIVIDING: "One side mostly agrees, another mostly disagrees.",
    List.REPRESENTATIVE: "A group answers unlike the others, beyond how readily its people agree to anything.",
}
TITLES = {
    List.CONSENSUS: "Consensus",
    List.BRIDGING: "Bridging",
    List.DIVIDING: "Dividing",
    List.REPRESENTATIVE: "Typical of a group",
}


def in_words(found: OpinionMap) -> list[str]:
    """What the map says, in plain sentences."""
    groups, n = found.groups, found.votes.n_participants
    room = f"{n} people gave {found.votes.n_votes} answers to {found.votes.n_statements} statements."
    if groups.k > 1:
        sizes = group_of(found)
        named = " and ".join(str(sizes.count(group)) for group in range(groups.k))
        sure = (
            "the votes support them"
            if groups.state is State.SUPPORTED
            else "this is provisional: a single spread of opinions could look like this in up to one room of five"
        )
        unplaced = sizes.count(None)
        rest = f" {unplaced} people cannot be placed." if unplaced else ""
        return [room, f"There are {groups.k} opinion groups, of {named} people; {sure}.{rest}"]
    if found.dimensions == 0:
        return [
            room,
            "No opinion groups were found. People differ in how readily they agree at all, and beyond that the answers "
            "do not hang together more than chance would have it. With a small room that is the usual, honest answer.",
        ]
    return [
        room,
        "No opinion groups were found. Opinions differ along a line, but there is no gap between camps that these "
        "votes could show. Below, the two ends of that line are the sides.",
    ]


def as_page(found: OpinionMap, *, title: str, texts: Mapping[str, str]) -> str:
    """A whole HTML page.

    Parameters
    ----------
    title
        What the votes are about, or the name of their file.
    texts
        The words of statements, by name; a statement without words is shown by its name.
    """
    words = "".join(f"<p>{escape(sentence)}</p>" for sentence in in_words(found))
    lists = "".join(_list(found, name, listed, texts) for name, listed in found.lists.items())
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · opinion map</title>"
        f"<style>{STYLE}</style></head><body><main><header><p class=house>Opinion map</p><h1>{escape(title)}</h1>"
        f'<div class="lead">{words}</div><p><a href="#method">How this was made</a></p></header>'
        f"{_where(found)}{lists}{_all(found, texts)}{_method()}</main></body></html>\n"
    )


def _where(found: OpinionMap) -> str:
    """The map, and the table that says the same."""
    if found.dimensions == 0:
        return ""
    along = found.positions[:, 0]
    edges = (-np.inf, -1.0, -0.33, 0.33, 1.0, np.inf)
    names = ("far left", "left", "middle", "right", "far right")
    counts = np.histogram(along, edges)[0]
    rows = [(name, str(count)) for name, count in zip(names, counts, strict=True)]
    if found.groups.k > 1:
        placed = group_of(found)
        rows = [(f"Group {group + 1}", str(placed.count(group))) for group in range(found.groups.k)]
    return (
        "<section><h2>Where people stand</h2><p>People who answer alike stand near each other. The deeper the copper, "
        "the more people; nobody is a dot. Left and right mean nothing but opposite ends."
        f'</p><div class="pair"><figure>{map_drawing(found)}</figure>'
        f"{_table(('Where', 'People'), rows)}</div></section>"
    )


def _list(found: OpinionMap, name: List, listed: tuple[Listed, ...], texts: Mapping[str, str]) -> str:
    head = f"<section><h2>{TITLES[name]}</h2><p>{WHAT_IT_MEANS[name]}</p>"
    if not listed:
        return f"{head}<p class=none>No statement can be named here with less than 10 in 100 doubt.</p></section>"
    return head + _statements(found, listed, texts) + "</section>"


def _statements(found: OpinionMap, listed: Iterable[Listed], texts: Mapping[str, str]) -> str:
    sides = found.by_side if len(found.by_side.mean) else found.overall
    parts = [("Everybody", found.overall, 0)]
    if len(sides.mean) > 1:
        word = "Group" if found.groups.k > 1 else "Side"
        parts += [(f"{word} {place + 1}", sides, place) for place in range(len(sides.mean))]
    parts += [(name, found.by_stratum, place) for place, name in enumerate(found.strata)]
    rows = []
    for each in listed:
        note = f" <span class=who>Group {each.group + 1} {_verb(each)}</span>" if each.group is not None else ""
        cells = [_interval(shares, place, each.statement) for _, shares, place in parts]
        rows.append((f"{_words(found, each.statement, texts)}{note}", *cells, f"{each.false_sign_rate:.0%}"))
    return _table(("Statement", *(escape(name) for name, _, _ in parts), "Doubt"), rows)


def _verb(each: Listed) -> str:
    return "agrees more" if each.agree else "agrees less"


def _all(found: OpinionMap, texts: Mapping[str, str]) -> str:
    agree, disagree, passed = found.counts
    rows = [
        (_words(found, at, texts), str(agree[at]), str(disagree[at]), str(passed[at]), _interval(found.overall, 0, at))
        for at in range(found.votes.n_statements)
    ]
    head = ("Statement", "Agree", "Disagree", "Pass", "Would agree")
    return f"<section><details><summary>All {len(rows)} statements</summary>{_table(head, rows)}</details></section>"


def _words(found: OpinionMap, at: int, texts: Mapping[str, str]) -> str:
    name = str(found.votes.statements[at])
    text = texts.get(name)
    return f'<span class="id">{escape(name)}</span> <span class="said">{escape(text)}</span>' if text else escape(name)


def _interval(shares: Shares, part: int, at: int) -> str:
    low, mean, high = (100 * float(ends[part, at]) for ends in (shares.low, shares.mean, shares.high))
    return f'{share_drawing(low, mean, high)} <span class="n">{mean:.0f}</span> <small>{low:.0f} to {high:.0f}</small>'


def _table(head: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>" for row in rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="Table"><table><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _method() -> str:
    return (
        '<section id="method"><h2>How this was made</h2><p>'
        "Each answer is explained by how readily a person agrees at all, by the statement, and by where "
        "both stand on a map. Passes are counted apart. A share is the estimated percentage of these "
        "people who would agree if nobody passed; with nine chances in ten it lies between the two "
        "numbers beside it. Doubt is the probability that a statement does not belong in its list. Groups "
        "are named only when answers hang together beyond style, and when there is a gap between camps; "
        "both are tested against rooms drawn without. "
        f"The whole method is in docs/methods/opinion.md of Sofra, version {VERSION}.</p></section>"
    )
