import pytest

from sofra.web import networks as module
from sofra.web.networks import Networks
from sofra.web.tries import TooManyTries, Tries

ONE, NEAR, ELSEWHERE = "198.51.100.7", "198.51.100.200", "203.0.113.9"


@pytest.fixture
def ask(rf):
    return lambda address: rf.get("/", REMOTE_ADDR=address)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ONE, NEAR, True),
        (ONE, ELSEWHERE, False),
        ("2001:db8:1:2::1", "2001:db8:1:ffff::9", True),
        ("2001:db8:1::1", "2001:db8:2::1", False),
    ],
)
def test_a_network_is_named_by_its_prefix(ask, one, other, same):
    networks = Networks()
    assert (networks.name_of(ask(one)) == networks.name_of(ask(other))) is same


def test_a_name_says_nothing_and_lasts_ten_minutes(ask, monkeypatch):
    networks, now = Networks(), 1000.0
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    first = networks.name_of(ask(ONE))
    assert "198" not in first
    now += 599
    assert networks.name_of(ask(ONE)) == first
    now += 1
    assert networks.name_of(ask(ONE)) != first


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "", "no address"])
def test_behind_a_proxy_or_tor_nobody_is_told_apart(ask, address):
    assert Networks().name_of(ask(address)) is None


def test_a_guesser_uses_up_their_own_network_and_not_the_room(ask):
    tries = Tries(in_all=300, from_one_network=150)
    for _ in range(150):
        tries.check(ask(ONE))
        tries.count(ask(ONE))
    with pytest.raises(TooManyTries, match="150 wrong"):
        tries.check(ask(NEAR))
    tries.check(ask(ELSEWHERE))
    tries.check(ask("127.0.0.1"))


def test_all_networks_together_have_a_limit(ask):
    tries = Tries(in_all=300, from_one_network=150)
    for number in range(300):
        tries.count(ask(f"10.0.{number}.1" if number < 256 else f"10.1.{number - 256}.1"))
    with pytest.raises(TooManyTries, match="300 wrong"):
        tries.check(ask(ELSEWHERE))


def test_after_a_minute_nothing_is_known_any_more(ask, monkeypatch):
    tries, now = Tries(in_all=1, from_one_network=1), 1000.0
    monkeypatch.setattr("sofra.web.tries.time.monotonic", lambda: now)
    tries.count(ask(ONE))
    now += 61
    tries.check(ask(ONE))
    assert tries._moments == {}
