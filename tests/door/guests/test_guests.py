import pytest
from django.db import IntegrityError, transaction

from sofra.door.guests.actions import NoPair, add_guest, change_guest, note_pair, remove_guest
from sofra.door.guests.models import Guest, KeepApart, MustBeWith
from sofra.door.guests.queries import guests_of, own_notes, pairs_apart, pairs_together
from sofra.door.people.models import Convenor
from sofra.door.programme.actions import create_dialogue
from tests.door.guests.conftest import a_guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(hashed):
    return Convenor.objects.create(name="Goran", email="goran@example.org", password=hashed)


@pytest.fixture
def other_dialogue(dialogue):
    day = dialogue.date_from
    given = {"title": {}, "city": "Brezna", "country": None, "level": "national", "format": "online"}
    return create_dialogue(dialogue.edition, slug="brezna-2027", date_from=day, date_to=day, **given)


def test_whoever_speaks_a_language_understands_it(dialogue):
    guest = a_guest(dialogue, speaks=["sq", "mk"], understands=["en"])
    assert guest.understands == ["en", "sq", "mk"]
    change_guest(guest, speaks=["de"], understands=["en"])
    assert Guest.objects.get().understands == ["en", "de"]


def test_guests_come_by_name_and_of_one_dialogue_only(dialogue, other_dialogue):
    a_guest(dialogue, "Zoran Ilić")
    a_guest(dialogue, "Arta Krasniqi")
    a_guest(other_dialogue, "Milica Vuković")
    assert [guest.name for guest in guests_of(dialogue)] == ["Arta Krasniqi", "Zoran Ilić"]


def test_the_key_says_nothing(dialogue):
    assert len({a_guest(dialogue).key for _ in range(5)}) == 5
    assert all(len(guest.key) == 16 for guest in guests_of(dialogue))


def test_sets_of_guests_by_their_answer(dialogue):
    for name, answer, waiting in [("A", "yes", False), ("B", "no", False), ("C", "", False), ("D", "yes", True)]:
        a_guest(dialogue, name, answer=answer, waiting=waiting)
    assert [guest.name for guest in guests_of(dialogue).expected()] == ["A", "C"]
    assert [guest.name for guest in guests_of(dialogue).coming()] == ["A"]
    assert list(guests_of(dialogue).here()) == []


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"sector": "police"}, {"mode": "both"}, {"role": "boss"}, {"answer": "perhaps"}]
)
def test_the_database_refuses_what_no_form_lets_through(dialogue, wrong):
    given = {"name": "Ana", "language": "en", "sector": "media"} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        add_guest(dialogue, **given)
    assert not guests_of(dialogue)


def test_a_private_note_is_seen_by_its_owner_and_obeyed_for_all(dialogue, convenor, colleague):
    one, two, three = a_guest(dialogue, "A"), a_guest(dialogue, "B"), a_guest(dialogue, "C")
    note_pair(KeepApart, convenor, two, one)
    note_pair(KeepApart, convenor, one, two)
    note_pair(MustBeWith, colleague, three, one)
    assert pairs_apart(dialogue) == {tuple(sorted([one.key, two.key]))}
    assert pairs_together(dialogue) == {tuple(sorted([one.key, three.key]))}
    assert len(own_notes(one, convenor, KeepApart)) == 1
    assert own_notes(one, colleague, KeepApart) == []
    assert own_notes(one, convenor, MustBeWith) == []


def test_a_note_about_one_guest_or_two_dialogues_is_refused(dialogue, other_dialogue, convenor):
    guest, far = a_guest(dialogue), a_guest(other_dialogue)
    for other in (guest, far):
        with pytest.raises(NoPair):
            note_pair(KeepApart, convenor, guest, other)


def test_whoever_is_removed_takes_the_notes_along(dialogue, convenor):
    one, two = a_guest(dialogue, "A"), a_guest(dialogue, "B")
    note_pair(KeepApart, convenor, one, two)
    remove_guest(one)
    assert pairs_apart(dialogue) == frozenset()
    assert [guest.name for guest in guests_of(dialogue)] == ["B"]
