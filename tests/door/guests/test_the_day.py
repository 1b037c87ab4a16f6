import subprocess

import pytest
from django.urls import reverse

from sofra.door.guests.actions import note_present
from sofra.door.guests.queries import guests_of
from tests.door.conftest import SLUG
from tests.door.guests.conftest import a_guest

pytestmark = pytest.mark.django_db


def words_of(pdf):
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def test_who_is_here_is_ticked_and_unticked(at_desk, preparation):
    one, two = a_guest(preparation.dialogue, "Arta"), a_guest(preparation.dialogue, "Besa")
    at_desk.post(reverse("attendance", args=[SLUG]), {"here": [one.key, two.key, "nobody"]})
    assert list(guests_of(preparation.dialogue).here()) == [one, two]
    at_desk.post(reverse("attendance", args=[SLUG]), {"here": [two.key]})
    assert list(guests_of(preparation.dialogue).here()) == [two]


def test_groups_whose_answers_could_not_leave_are_named(at_desk, preparation):
    preparation.breakdown = "sector"
    preparation.save()
    guests = [a_guest(preparation.dialogue, f"Guest {n}") for n in range(10)]
    note_present(preparation.dialogue, [guest.key for guest in guests])
    text = at_desk.get(reverse("attendance", args=[SLUG])).content.decode()
    assert "Fewer than ten are here from: Civil society, Academia." in " ".join(text.split())


def test_sheets_hold_names_and_no_more(at_desk, preparation):
    a_guest(preparation.dialogue, "Ана Петровска", badge="Ана", organisation="Radio Lumi", speaks=["mk"])
    a_guest(preparation.dialogue, "Said No", answer="no")
    names = words_of(at_desk.get(reverse("guest_sheet", args=[SLUG, "names"])).content)
    badge = words_of(at_desk.get(reverse("guest_sheet", args=[SLUG, "badges"])).content)
    assert "Ана Петровска" in names
    assert "Ана" in badge
    assert "Петровска" not in badge
    assert "Македонски" in badge
    for sheet in (names, badge):
        assert "Rehearsal" in sheet
        assert "Said No" not in sheet
        assert "Radio Lumi" not in sheet
        assert "example.org" not in sheet
    assert at_desk.get(reverse("guest_sheet", args=[SLUG, "codes"])).status_code == 404
