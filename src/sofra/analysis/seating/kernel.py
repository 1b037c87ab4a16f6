"""The search itself: moves that change a plan while it cools. Written for numba, as `sheets` is.

Sizes, roles, online seats and fixed tables are kept by every move. A language or a keep-apart rule may be broken in
the state that `cool` is given, and is then repaired by what it costs; a table that keeps them never breaks them again.
"""

import math

from sofra.analysis.seating.arrays import (
    ALLOWED,
    BLOCK,
    COVER,
    FIXED,
    HIGHEST,
    LOWEST,
    ONLINE,
    ONLINE_HIGHEST,
    ONLINE_LOWEST,
    ROLE,
    ROOM,
)
from sofra.analysis.seating.sheets import (
    AT_SCREENS,
    BLOCKS,
    COMMON,
    FIRST,
    LEFT_OUT,
    MASKS,
    N_BLOCKS,
    N_PEOPLE,
    N_ROUNDS,
    N_SINGLES,
    N_TABLES,
    NOTES,
    NOW,
    PEOPLE,
    PLACE,
    ROUNDS,
    SEAT,
    SINGLES,
    SIZE,
    TABLES,
    TROUBLE,
    Costs,
    Numbers,
    at,
    draw,
    enter,
    exchange,
    leave,
    left_out,
    look,
    moving,
    put,
)

BROKEN = 20.0
"""What one person without a language at the table costs, in repeated meetings."""
_TRIES = 30
_LOOKED_AT = 16


def online_fits(w: Numbers, r: int, t: int, more: int) -> bool:
    """Whether a table may have this many more people online."""
    after = at(w, NOW, r * w[N_TABLES] + t, AT_SCREENS) + more
    return at(w, TABLES, t, ONLINE_LOWEST) <= after <= at(w, TABLES, t, ONLINE_HIGHEST)


def modes_fit(w: Numbers, r: int, one: int, t: int, other: int, u: int) -> bool:
    """Whether two people may change tables, as far as room and online are concerned."""
    more = at(w, PEOPLE, other, ONLINE) - at(w, PEOPLE, one, ONLINE)
    if more == 0:
        return at(w, PEOPLE, one, ONLINE) == 1 or at(w, TABLES, t, ROOM) == at(w, TABLES, u, ROOM)
    needs_room = t if more < 0 else u
    return at(w, TABLES, needs_room, ROOM) == 1 and online_fits(w, r, t, more) and online_fits(w, r, u, -more)


def swap_cost(w: Numbers, pairs: Numbers, up: Costs, r: int, one: int, t: int, other: int, u: int) -> float:
    """What two people's change of tables would cost in meetings."""
    n = w[N_PEOPLE]
    cost = 0.0
    first = w[NOW] + (r * w[N_TABLES] + t) * w[NOW + 1]
    for place in range(first + FIRST, first + FIRST + w[first + SIZE]):
        if w[place] != one:
            cost += up[pairs[other * n + w[place]]] - up[pairs[one * n + w[place]] - 1]
    first = w[NOW] + (r * w[N_TABLES] + u) * w[NOW + 1]
    for place in range(first + FIRST, first + FIRST + w[first + SIZE]):
        if w[place] != other:
            cost += up[pairs[one * n + w[place]]] - up[pairs[other * n + w[place]] - 1]
    return cost


def try_swap(w: Numbers, pairs: Numbers, up: Costs, r: int, one: int, limit: float, stability: float) -> None:
    """Somebody and anybody else of that role change tables, if that costs no more than the limit."""
    other = at(w, SINGLES, draw(w, w[N_SINGLES]), 0)
    t = at(w, SEAT, r * w[N_PEOPLE] + one, PLACE)
    u = at(w, SEAT, r * w[N_PEOPLE] + other, PLACE)
    if u == t or at(w, PEOPLE, other, ROLE) != at(w, PEOPLE, one, ROLE) or not modes_fit(w, r, one, t, other, u):
        return
    q = r * w[N_TABLES] + t
    p = r * w[N_TABLES] + u
    cost = BROKEN * (left_out(w, q, t, one, other) - at(w, NOW, q, LEFT_OUT))
    if cost > limit:
        return
    cost += BROKEN * (left_out(w, p, u, other, one) - at(w, NOW, p, LEFT_OUT))
    if cost > limit:
        return
    cost += moving(w, r, one, t, u, stability) + moving(w, r, other, u, t, stability)
    if cost + swap_cost(w, pairs, up, r, one, t, other, u) <= limit:
        exchange(w, pairs, up, r, one, other)


def seat_is_free(w: Numbers, r: int, one: int, t: int, u: int) -> bool:
    """Whether one person may go from table ``t`` to ``u`` and nobody has to come back."""
    if at(w, NOW, r * w[N_TABLES] + t, SIZE) <= at(w, TABLES, t, LOWEST):
        return False
    if at(w, NOW, r * w[N_TABLES] + u, SIZE) >= at(w, TABLES, u, HIGHEST):
        return False
    if at(w, PEOPLE, one, ONLINE) == 1:
        return online_fits(w, r, t, -1) and online_fits(w, r, u, 1)
    return at(w, TABLES, u, ROOM) == 1


def try_move(w: Numbers, pairs: Numbers, up: Costs, r: int, limit: float, stability: float) -> None:
    """One participant goes to a table with a free seat, if that costs no more than the limit."""
    one = at(w, SINGLES, draw(w, w[N_SINGLES]), 0)
    t = at(w, SEAT, r * w[N_PEOPLE] + one, PLACE)
    u = draw(w, w[N_TABLES])
    if u == t or at(w, PEOPLE, one, ROLE) != 0 or not seat_is_free(w, r, one, t, u):
        return
    p = r * w[N_TABLES] + u
    cost = BROKEN * (left_out(w, p, u, -1, one) - at(w, NOW, p, LEFT_OUT))
    if cost > limit:
        return
    cost += moving(w, r, one, t, u, stability) + leave(w, pairs, up, r, one) + enter(w, pairs, up, r, one, u)
    if cost > limit:
        leave(w, pairs, up, r, one)
        enter(w, pairs, up, r, one, t)
    look(w, r, t)
    look(w, r, u)


def go_over(
    w: Numbers, pairs: Numbers, up: Costs, r: int, row: int, count: int, t: int, u: int, stability: float
) -> float:
    """Seat the people of one row of the notes at a table, and answer what that costs."""
    cost = 0.0
    for place in range(count):
        one = at(w, NOTES, row, place)
        cost += enter(w, pairs, up, r, one, u) + moving(w, r, one, t, u, stability)
    return cost


def get_up(w: Numbers, pairs: Numbers, up: Costs, r: int, row: int, count: int) -> float:
    cost = 0.0
    for place in range(count):
        cost += leave(w, pairs, up, r, at(w, NOTES, row, place))
    return cost


def try_companies(
    w: Numbers,
    pairs: Numbers,
    up: Costs,
    r: int,
    t: int,
    from_t: int,
    u: int,
    from_u: int,
    limit: float,
    stability: float,
) -> None:
    """The people in the notes change tables, if that costs no more than the limit and breaks no table."""
    before_t = at(w, NOW, r * w[N_TABLES] + t, LEFT_OUT)
    before_u = at(w, NOW, r * w[N_TABLES] + u, LEFT_OUT)
    cost = get_up(w, pairs, up, r, 0, from_t) + get_up(w, pairs, up, r, 1, from_u)
    cost += go_over(w, pairs, up, r, 0, from_t, t, u, stability)
    cost += go_over(w, pairs, up, r, 1, from_u, u, t, stability)
    look(w, r, t)
    look(w, r, u)
    after_t = at(w, NOW, r * w[N_TABLES] + t, LEFT_OUT)
    after_u = at(w, NOW, r * w[N_TABLES] + u, LEFT_OUT)
    cost += BROKEN * (after_t - before_t + after_u - before_u)
    breaks = (before_t == 0 and after_t > 0) or (before_u == 0 and after_u > 0)
    if breaks or cost > limit or not (online_fits(w, r, t, 0) and online_fits(w, r, u, 0)):
        get_up(w, pairs, up, r, 0, from_t)
        get_up(w, pairs, up, r, 1, from_u)
        go_over(w, pairs, up, r, 0, from_t, u, t, stability)
        go_over(w, pairs, up, r, 1, from_u, t, u, stability)
        look(w, r, t)
        look(w, r, u)


def note_company(w: Numbers, r: int, t: int, row: int) -> int:
    """Note everybody at a table whose table is not fixed, and answer how many they are."""
    found = 0
    first = w[NOW] + (r * w[N_TABLES] + t) * w[NOW + 1]
    for place in range(first + FIRST, first + FIRST + w[first + SIZE]):
        if at(w, PEOPLE, w[place], FIXED) < 0:
            put(w, NOTES, row, found, w[place])
            found += 1
    return found


def size_fits(w: Numbers, r: int, t: int, more: int) -> bool:
    after = at(w, NOW, r * w[N_TABLES] + t, SIZE) + more
    return at(w, TABLES, t, LOWEST) <= after <= at(w, TABLES, t, HIGHEST)


def try_trade(w: Numbers, pairs: Numbers, up: Costs, r: int, limit: float, stability: float) -> None:
    """Everybody of two tables but those whose table is fixed: two companies get each other's facilitator."""
    t = draw(w, w[N_TABLES])
    u = draw(w, w[N_TABLES])
    if t == u or at(w, TABLES, t, ROOM) != at(w, TABLES, u, ROOM):
        return
    from_t = note_company(w, r, t, 0)
    from_u = note_company(w, r, u, 1)
    if size_fits(w, r, t, from_u - from_t) and size_fits(w, r, u, from_t - from_u):
        try_companies(w, pairs, up, r, t, from_t, u, from_u, limit, stability)


def stand_in(w: Numbers, r: int, u: int, one: int, noted: int) -> int:
    """Somebody at table ``u`` of the role and mode of ``one``, who moves alone and is not noted yet, or -1."""
    first = w[NOW] + (r * w[N_TABLES] + u) * w[NOW + 1]
    start = draw(w, w[first + SIZE])
    for step in range(w[first + SIZE]):
        other: int = w[first + FIRST + (start + step) % w[first + SIZE]]
        fits = at(w, PEOPLE, other, FIXED) < 0 and at(w, PEOPLE, other, BLOCK) < 0
        fits = fits and at(w, PEOPLE, other, ROLE) == at(w, PEOPLE, one, ROLE)
        fits = fits and at(w, PEOPLE, other, ONLINE) == at(w, PEOPLE, one, ONLINE)
        for place in range(noted):
            fits = fits and at(w, NOTES, 1, place) != other
        if fits:
            return other
    return -1


def try_block(w: Numbers, pairs: Numbers, up: Costs, r: int, limit: float, stability: float) -> None:
    """People who belong together change tables with as many others of their roles."""
    block = draw(w, w[N_BLOCKS])
    leader = at(w, BLOCKS, block, 0)
    t = at(w, SEAT, r * w[N_PEOPLE] + leader, PLACE)
    u = draw(w, w[N_TABLES])
    if at(w, PEOPLE, leader, FIXED) >= 0 or t == u or at(w, NOW, r * w[N_TABLES] + u, SIZE) == 0:
        return
    noted = 0
    while noted < w[BLOCKS + 1] and at(w, BLOCKS, block, noted) >= 0:
        one = at(w, BLOCKS, block, noted)
        other = stand_in(w, r, u, one, noted)
        if other < 0 or not modes_fit(w, r, one, t, other, u):
            return
        put(w, NOTES, 0, noted, one)
        put(w, NOTES, 1, noted, other)
        noted += 1
    try_companies(w, pairs, up, r, t, noted, u, noted, limit, stability)


def newcomer(w: Numbers, r: int, t: int, mask: int, one: int) -> int:
    """Somebody elsewhere who follows the mask and may change places with ``one``, or -1."""
    for _ in range(_TRIES):
        other = at(w, SINGLES, draw(w, w[N_SINGLES]), 0)
        u = at(w, SEAT, r * w[N_PEOPLE] + other, PLACE)
        p = r * w[N_TABLES] + u
        fits = u != t and (at(w, PEOPLE, other, COVER) >> mask) & 1 == 1
        fits = fits and at(w, PEOPLE, other, ROLE) == at(w, PEOPLE, one, ROLE) and modes_fit(w, r, one, t, other, u)
        if fits and left_out(w, p, u, other, one) <= at(w, NOW, p, LEFT_OUT):
            return other
    return -1


def note_strangers(w: Numbers, r: int, t: int, mask: int) -> int:
    """Note everybody at a table who does not follow the mask; -1 if one of them cannot move alone."""
    found = 0
    first = w[NOW] + (r * w[N_TABLES] + t) * w[NOW + 1]
    for place in range(first + FIRST, first + FIRST + w[first + SIZE]):
        if (at(w, PEOPLE, w[place], COVER) >> mask) & 1 == 0:
            if at(w, PEOPLE, w[place], FIXED) >= 0 or at(w, PEOPLE, w[place], BLOCK) >= 0:
                return -1
            put(w, NOTES, 0, found, w[place])
            found += 1
    return found


def another_mask(w: Numbers, r: int, t: int) -> int:
    """A mask that the table could work in and does not, drawn by chance, or -1."""
    masks = at(w, TABLES, t, ALLOWED) & ~at(w, NOW, r * w[N_TABLES] + t, COMMON)
    found = 0
    for mask in range(MASKS):
        found += (masks >> mask) & 1
    if found == 0:
        return -1
    left = draw(w, found)
    for mask in range(MASKS):
        if (masks >> mask) & 1 == 1:
            if left == 0:
                return mask
            left -= 1
    return -1


def try_turn(w: Numbers, pairs: Numbers, up: Costs, r: int, t: int, limit: float, stability: float) -> None:
    """Turn a table to another language: whoever does not follow it changes places with somebody who does."""
    mask = another_mask(w, r, t)
    if mask < 0:
        return
    q = r * w[N_TABLES] + t
    going = note_strangers(w, r, t, mask)
    cost = -BROKEN * at(w, NOW, q, LEFT_OUT)
    done = 0
    while done < going:
        one = at(w, NOTES, 0, done)
        other = newcomer(w, r, t, mask, one)
        if other < 0:
            break
        u = at(w, SEAT, r * w[N_PEOPLE] + other, PLACE)
        cost += moving(w, r, one, t, u, stability) + moving(w, r, other, u, t, stability)
        cost += exchange(w, pairs, up, r, one, other)
        put(w, NOTES, 1, done, other)
        done += 1
    if done < going or cost > limit:
        while done > 0:
            done -= 1
            exchange(w, pairs, up, r, at(w, NOTES, 0, done), at(w, NOTES, 1, done))


def look_for_trouble(w: Numbers) -> None:
    """Note a table that shares no language, if one is among a few that chance picks."""
    r = at(w, ROUNDS, draw(w, w[N_ROUNDS]), 0)
    t = draw(w, w[N_TABLES])
    for _ in range(_LOOKED_AT):
        t = (t + 1) % w[N_TABLES]
        if at(w, NOW, r * w[N_TABLES] + t, LEFT_OUT) > 0:
            w[TROUBLE] = r * w[N_TABLES] + t
            return


def try_help(w: Numbers, pairs: Numbers, up: Costs, limit: float, stability: float) -> None:
    """Where the noted table still shares no language, turn it or let somebody of it change tables."""
    r = w[TROUBLE] // w[N_TABLES]
    t = w[TROUBLE] % w[N_TABLES]
    first = w[NOW] + w[TROUBLE] * w[NOW + 1]
    if w[first + LEFT_OUT] == 0:
        w[TROUBLE] = -1
        return
    if draw(w, 8) == 0:
        try_turn(w, pairs, up, r, t, limit, stability)
        return
    one: int = w[first + FIRST + draw(w, w[first + SIZE])]
    if at(w, PEOPLE, one, FIXED) < 0 and at(w, PEOPLE, one, BLOCK) < 0:
        try_swap(w, pairs, up, r, one, limit, stability)


def try_something(w: Numbers, pairs: Numbers, up: Costs, r: int, kind: int, limit: float, stability: float) -> None:
    """One move of a kind from 0 to 255."""
    if w[N_SINGLES] > 0 and kind >= 24:  # noqa: PLR2004
        try_swap(w, pairs, up, r, at(w, SINGLES, draw(w, w[N_SINGLES]), 0), limit, stability)
    elif w[N_SINGLES] > 0 and kind >= 16:  # noqa: PLR2004
        try_move(w, pairs, up, r, limit, stability)
    elif w[N_SINGLES] > 0 and kind >= 14:  # noqa: PLR2004
        try_turn(w, pairs, up, r, draw(w, w[N_TABLES]), limit, stability)
    elif w[N_BLOCKS] > 0 and kind >= 4:  # noqa: PLR2004
        try_block(w, pairs, up, r, limit, stability)
    elif kind < 4:  # noqa: PLR2004
        try_trade(w, pairs, up, r, limit, stability)


def cool(w: Numbers, pairs: Numbers, up: Costs, hot: float, cold: float, stability: float, steps: int) -> None:
    """Try this many moves while the temperature falls from hot to cold, both in repeated meetings."""
    temperature = hot
    factor = math.exp(math.log(cold / hot) * 256.0 / max(steps, 256))
    for step in range(steps):
        if step & 255 == 255:  # noqa: PLR2004  now and then is enough
            temperature *= factor
        if step & 31 == 0 and w[TROUBLE] < 0:
            look_for_trouble(w)
        limit = -temperature * math.log((draw(w, 2147483646) + 1) / 2147483647.0)
        kind = draw(w, 256)
        if w[TROUBLE] >= 0 and kind & 3 == 0:
            try_help(w, pairs, up, limit, stability)
        else:
            try_something(w, pairs, up, at(w, ROUNDS, draw(w, w[N_ROUNDS]), 0), kind, limit, stability)
