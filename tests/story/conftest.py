import pytest

from tests.running import start_sofra
from tests.story.visitor import Visitor


@pytest.fixture(scope="module")
def sofra(tmp_path_factory):
    sides = start_sofra(tmp_path_factory.mktemp("data"))
    yield sides
    sides.stop()


@pytest.fixture
def at_the_door(sofra):
    return Visitor(sofra.door)


@pytest.fixture
def at_the_floor(sofra):
    """A new person with a device of their own, each time it is called."""
    return lambda: Visitor(sofra.floor)
