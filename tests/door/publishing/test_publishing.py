"""Versions of a report: numbered, at an address that stays, withdrawn when something in them was taken back."""

import json
import re

import pytest
from django.db import IntegrityError
from django.urls import reverse

from sofra.door.preparation.actions import send_brief
from sofra.door.publishing import actions
from sofra.door.publishing.models import Version
from sofra.door.publishing.queries import folder_of, released_names
from sofra.door.releases.actions import take_release
from sofra.door.report import outline
from sofra.door.report.content import Origin, Prose, Section, Sentence, Text
from sofra.hatch.spool import as_bytes
from tests.door.conftest import a_release, a_statement

HELP = a_statement(texts={"en": "Small grants help."})
LISTEN = a_statement(texts={"en": "Donors listen."}, agree="few", disagree="broad")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(settings, tmp_path, monkeypatch):
    settings.PUBLISHED = tmp_path / "published"
    monkeypatch.setattr(actions, "FACES", ("en",))


@pytest.fixture
def edition(preparation, spool):
    send_brief(preparation.dialogue, spool)
    take_release(as_bytes(a_release(HELP, LISTEN)))
    return preparation.dialogue.edition


def published(edition, **changes):
    return actions.publish(edition, **({"changes": "", "language": "en", "by": None} | changes))


def take_back_the_first():
    take_release(as_bytes(a_release(LISTEN, revision=2)))


def at(version, file="en/index.html"):
    return reverse("report_file", args=[version.edition.slug, version.number, file])


def body(answer):
    return b"".join(answer.streaming_content).decode()


def test_a_version_stands_at_an_address_without_a_language_in_front(client, edition):
    version = published(edition)

    answer = client.get(at(version))

    assert at(version) == "/reports/rehearsal-2027/1/en/index.html"
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "Report on the edition 2027, version 1" in body(answer)
    assert client.get(at(version, "assets/report.css"))["Content-Type"].startswith("text/css")


def test_every_form_names_its_version_and_what_changed(client, edition):
    published(edition)
    mistake = actions.note_erratum(edition, text="There were 12 seats, not 21.", language="en")
    second = published(edition, changes="The number of seats.", corrected=[mistake])

    whole = json.loads(body(client.get(at(second, "en/data/report.json"))))
    method = body(client.get(at(second, "en/method.html")))

    assert whole["version"] == 2
    for words in ("This is version 2.", "The first version.", "The number of seats.", "Corrected in version 2"):
        assert words in method
    mistake.refresh_from_db()
    assert mistake.corrected_in == second


def test_a_version_stays_as_it_was_when_the_desk_goes_on(client, edition):
    first = published(edition)
    before = body(client.get(at(first)))
    published(edition, changes="Nothing but the number.")
    assert body(client.get(at(first))) == before


def test_what_was_taken_back_closes_the_version_at_once_and_leaves_every_later_one(client, edition):
    first = published(edition)
    take_back_the_first()

    assert client.get(at(first)).status_code == 410
    second = published(edition, changes="A statement was taken back.")
    everything = b"".join(path.read_bytes() for path in folder_of(second).glob("en/**/*.*"))
    assert client.get(at(second)).status_code == 200
    assert b"Donors listen" in everything
    assert b"Small grants" not in everything


def test_the_files_of_a_withdrawn_version_are_deleted_and_its_address_says_why(client, edition):
    first, second = published(edition), published(edition, changes="None.")
    actions.withdraw_what_was_taken_back()
    assert folder_of(first).exists()
    take_back_the_first()

    actions.withdraw_what_was_taken_back()

    assert not folder_of(first).exists()
    assert not folder_of(second).exists()
    first.refresh_from_db()
    assert (first.withdrawn is not None, first.rests_on) == (True, [])
    assert "A room has taken back something in it" in re.sub(r"\s+", " ", client.get(at(first)).content.decode())


def test_names_of_what_was_released_hold_no_words(edition):
    assert all(re.fullmatch(r"lipova-2027 [0-9a-f]{16}", name) for name in released_names(edition))
    assert len(released_names(edition)) == 2


@pytest.mark.parametrize("file", ["en/nothing.html", "../../../door/secret", "en/../../../../door/secret", "."])
def test_nothing_but_the_files_of_a_version_is_given_out(client, edition, settings, file):
    version = published(edition)
    (settings.PUBLISHED.parent / "door").mkdir()
    (settings.PUBLISHED.parent / "door" / "secret").write_text("a secret")
    assert client.get(f"/reports/rehearsal-2027/1/{file}").status_code == 404
    assert client.get(at(version).replace("/1/", "/2/")).status_code == 404


# ---------------------------------------------------------------- the desk


def press(client, name, edition, **typed):
    return client.post(reverse(name, args=[edition.slug]), typed)


def test_a_convenor_looks_at_it_publishes_and_readers_find_it(at_desk, client, edition):
    look = at_desk.get(reverse("look", args=[edition.slug, "en/index.html"]))
    assert "Not published: this is what the report would be now." in look.content.decode()
    assert at_desk.get(reverse("look", args=[edition.slug, "assets/report.css"])).status_code == 200
    assert at_desk.get(reverse("look", args=[edition.slug, "fr/index.html"])).status_code == 404

    assert press(at_desk, "publish", edition).status_code == 302

    assert Version.objects.get().by.email == "ana@example.org"
    assert at(Version.objects.get()) in client.get(reverse("edition_report", args=[edition.slug])).content.decode()


def test_a_later_version_needs_a_word_on_what_changed_and_nothing_is_lost(at_desk, edition):
    published(edition)
    actions.note_erratum(edition, text="There were 12 seats.", language="en")
    mistake = edition.errata.get()

    refused = press(at_desk, "publish", edition, changes=" ", corrected=mistake.pk)

    assert refused.status_code == 422
    assert "Say what is different" in refused.content.decode()
    assert re.search(rf'value="{mistake.pk}"[^>]*checked', refused.content.decode())
    assert Version.objects.count() == 1


def test_a_mistake_is_told_to_readers_at_once(at_desk, client, edition):
    published(edition)
    assert press(at_desk, "note_erratum", edition, text="").status_code == 422
    press(at_desk, "note_erratum", edition, text="There were <b>12</b> seats.")
    page = client.get(reverse("edition_report", args=[edition.slug])).content.decode()
    assert "There were &lt;b&gt;12&lt;/b&gt; seats." in page
    assert "not corrected yet" in page


def test_a_report_with_a_fault_is_not_published_and_says_which(at_desk, edition, monkeypatch, settings):
    def planted(_material, _shelf):
        bare = Sentence(Text("Money comes and goes.", "en"), (), Origin.WRITTEN)
        return Section("planted", Text("Planted", "en"), (Prose((bare,)),))

    monkeypatch.setattr(outline, "ANNEX", (planted,))
    answer = press(at_desk, "publish", edition)
    assert answer.status_code == 422
    assert "a sentence without evidence: Money comes and goes." in answer.content.decode()
    assert Version.objects.count() == 0
    assert at_desk.get(reverse("look", args=[edition.slug, "en/index.html"])).status_code == 422


@pytest.mark.parametrize("wrong", [{"number": 0}, {"number": 2, "changes": ""}, {"language": "fr"}])
def test_the_database_keeps_what_cannot_be(edition, wrong):
    with pytest.raises(IntegrityError):
        Version.objects.create(**({"edition": edition, "number": 1, "language": "en"} | wrong))
