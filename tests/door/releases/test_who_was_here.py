"""What a sentence about a dialogue may tell of its speakers, by the attendance and by what the floor let through."""

import pytest

from sofra.analysis.release.combination import Described
from sofra.door.guests.models import Guest
from sofra.door.preparation.actions import send_brief
from sofra.door.programme.models import Country
from sofra.door.releases.actions import take_release
from sofra.door.releases.queries import as_told, who_was_here
from sofra.hatch.claims import SaidBy
from sofra.hatch.release import ReleasedClaim
from sofra.hatch.spool import as_bytes
from tests.door.conftest import a_release
from tests.door.guests.conftest import a_guest

MEDIA = Described(voice="media")


@pytest.fixture
def dialogue(preparation):
    return preparation.dialogue


def come(dialogue, number, **changes):
    for place in range(number):
        guest = a_guest(dialogue, f"Guest {sorted(changes)} {place}", **changes)
        guest.present = True
        guest.save()


def test_a_voice_is_named_only_where_five_of_it_came(dialogue):
    come(dialogue, 4, sector="media")
    come(dialogue, 9, sector="civil_society", speaks=["mk"])
    a_guest(dialogue, "Expected and not seen", sector="media")
    assert as_told(dialogue, MEDIA) == Described()
    come(dialogue, 1, sector="media", needs="a fifth one")
    assert as_told(dialogue, MEDIA) == MEDIA


def test_a_voice_of_a_rare_language_gives_up_one_of_the_two(dialogue):
    come(dialogue, 6, sector="media", speaks=["mk"])
    come(dialogue, 6, sector="academia", speaks=["sq", "mk"])
    assert as_told(dialogue, Described(voice="media", language="sq")) == Described(language="sq")
    assert as_told(dialogue, Described(voice="media", language="mk")) == Described(voice="media", language="mk")


def test_a_country_of_four_is_not_named(dialogue):
    kosovo = Country.objects.create(code="XK", name="Kosovo", capital="Pristina", seat=3)
    come(dialogue, 4, country=kosovo)
    assert as_told(dialogue, Described(place="XK")) == Described()
    come(dialogue, 1, country=kosovo, first_time=True)
    assert as_told(dialogue, Described(place="XK")) == Described(place="XK")


def test_other_is_no_voice(dialogue):
    come(dialogue, 9, sector="other")
    assert as_told(dialogue, Described(voice="other")) == Described()


def test_those_expected_bound_the_room_where_attendance_was_not_kept_to_the_end(dialogue):
    """Fréchet's bound needs at least as many as there were."""
    come(dialogue, 9, sector="media", speaks=["sq"])
    for place in range(5):
        a_guest(dialogue, f"Expected {place}")
    assert who_was_here(dialogue).everybody == 14
    assert as_told(dialogue, Described(voice="media", language="sq")) == Described(language="sq")


def test_when_the_guest_list_is_gone_only_released_voices_are_named(dialogue, spool):
    come(dialogue, 9, sector="academia")
    send_brief(dialogue, spool)
    claim = ReleasedClaim(texts={"en": "The press is tired."}, kind="need", said_by=SaidBy.MEDIA)
    take_release(as_bytes(a_release(claims=(claim,))))
    assert as_told(dialogue, Described(voice="academia")) == Described(voice="academia")
    Guest.objects.all().delete()
    assert as_told(dialogue, Described(voice="academia")) == Described()
    assert as_told(dialogue, MEDIA) == MEDIA
    assert as_told(dialogue, Described(voice="media", place="MK")) == MEDIA
