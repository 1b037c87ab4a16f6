import pytest
from django.test import Client

from sofra.floor.room.actions import admit
from sofra.floor.room.models import Phase
from tests.floor.conftest import join


@pytest.fixture
def writing(room):
    """A room of two languages that writes, with its key in memory."""
    room.sit_down()
    room.open(Phase.WRITE)
    return room


@pytest.fixture
def statement(writing):
    return writing.say(writing.seated[0], "nobody answers our letters!!")


def desk(room, number=0):
    """The browser of a moderator, signed in with one of the room's two passes."""
    client = Client()
    join(client, room.batch.moderators[number])
    return client


@pytest.fixture
def moderator(room):
    return desk(room, 0)


@pytest.fixture
def other(room):
    return desk(room, 1)


@pytest.fixture
def passes(room):
    """The two passes, in the order of their codes: `moderator` holds the first, `other` the second."""
    return [pass_of(room, number) for number in (0, 1)]


def pass_of(room, number):
    return admit(room.batch.moderators[number])
