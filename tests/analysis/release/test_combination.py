"""A description is printed only where five people fit all of it, whoever they are."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sofra.analysis.release.combination import PARTS, SMALLEST_VOICE, Described, Present, at_least, may_stand, widened

VOICES, PLACES, TOPICS, LANGUAGES = ("media", "cso", "academia"), ("MK", "AL"), ("courts", "money"), ("mk", "sq")

ROOM = Present(
    18,
    voice={"media": 5, "cso": 9, "academia": 4},
    place={"MK": 18},
    topic={"courts": 6},
    language={"mk": 14, "sq": 4},
)


@pytest.mark.parametrize(
    ("described", "fit"),
    [
        (Described(), 18),
        (Described(voice="media"), 5),
        (Described(voice="academia"), 4),
        (Described(voice="media", place="MK"), 5),
        (Described(voice="media", topic="money"), 5),
        (Described(voice="media", topic="courts"), 0),
        (Described(voice="cso", language="mk"), 5),
        (Described(voice="cso", language="sq"), 0),
        (Described(voice="cso", topic="courts", language="mk"), 0),
        (Described(voice="donors"), 0),
        (Described(place="AL"), 0),
        (Described(language="de"), 0),
    ],
)
def test_as_many_fit_as_are_certain_from_the_numbers_of_each_kind(described, fit):
    assert at_least(described, ROOM) == fit


def test_five_may_be_named_and_four_may_not():
    assert may_stand(Described(voice="media"), ROOM)
    assert not may_stand(Described(voice="academia"), ROOM)


@pytest.mark.parametrize(
    ("described", "wider"),
    [
        (Described(voice="media", topic="money"), Described(voice="media", topic="money")),
        (Described(voice="academia", topic="money"), Described(topic="money")),
        (Described(voice="media", topic="courts"), Described(topic="courts")),
        (Described(voice="media", language="sq"), Described(voice="media")),
        (Described(voice="academia", language="sq", place="MK"), Described(place="MK")),
        (Described(voice="donors"), Described()),
    ],
    ids=["as it is", "participants", "no voice at a small table", "no rare language", "two given up", "nobody of it"],
)
def test_the_fix_gives_up_as_little_as_it_can(described, wider):
    assert widened(described, ROOM) == wider


# ---------------------------------------------------------------- rooms of real people, whom the numbers do not name

person = st.tuples(*map(st.sampled_from, (VOICES, LANGUAGES, PLACES, TOPICS)))
rooms = st.lists(person, min_size=1, max_size=40)
descriptions = st.builds(
    Described,
    voice=st.sampled_from(["", *VOICES]),
    place=st.sampled_from(["", *PLACES]),
    topic=st.sampled_from(["", *TOPICS]),
    language=st.sampled_from(["", *LANGUAGES]),
)


def counted(room, *, away=0):
    """What is known of a room: so many of each kind, perhaps rounded down, and never who is two things at once."""
    kinds = zip(PARTS, (VOICES, LANGUAGES, PLACES, TOPICS), strict=True)
    numbers = {
        part: {name: max(0, sum(each[place] == name for each in room) - away) for name in names}
        for place, (part, names) in enumerate(kinds)
    }
    return Present(len(room) + away, **numbers)


def who_fit(described, room):
    """The persons themselves: what the attacker, who knows the roster, would look up."""
    return [
        each for each in room if all(getattr(described, part) in ("", each[place]) for place, part in enumerate(PARTS))
    ]


@settings(max_examples=500, deadline=None)
@given(rooms, descriptions, st.integers(0, 4))
def test_whatever_stands_fits_five_real_people(room, described, away):
    present = counted(room, away=away)
    stands = widened(described, present)
    assert not described.told() or at_least(described, present) <= len(who_fit(described, room))
    assert stands == Described() or len(who_fit(stands, room)) >= SMALLEST_VOICE


def test_a_check_of_each_part_alone_would_name_one_person():
    """The mutant: five media and five who speak Albanian, and one of them is both."""
    room = [("media", "mk", "MK", "money")] * 4 + [("media", "sq", "MK", "money")] + [("cso", "sq", "MK", "money")] * 4
    room += [("cso", "mk", "MK", "money")] * 9
    both, present = Described(voice="media", language="sq"), counted(room)
    assert len(who_fit(both, room)) == 1
    assert all(may_stand(each, present) for each in (Described(voice="media"), Described(language="sq")))
    assert widened(both, present) == Described(language="sq")


def test_the_bound_is_reached_by_some_room_so_that_it_cannot_be_higher():
    """Every room of six persons that are media or not, and speak Albanian or not."""
    kinds = list(product(("media", "cso"), ("sq", "mk")))
    for numbers in product(range(7), repeat=3):
        if (rest := 6 - sum(numbers)) < 0:
            continue
        room = [(*kind, "MK", "money") for kind, n in zip(kinds, (*numbers, rest), strict=True) for _ in range(n)]
        media, albanian = numbers[0] + numbers[1], numbers[0] + numbers[2]
        lowest = max(0, media + albanian - 6)
        assert at_least(Described(voice="media", language="sq"), counted(room)) == lowest <= numbers[0]
