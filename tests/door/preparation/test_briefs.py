import pytest
from django.urls import reverse

from sofra.door.preparation.actions import BriefFixed, BriefIncomplete, new_slug, save_draft, send_brief
from sofra.door.preparation.models import Preparation
from sofra.door.preparation.queries import (
    Gap,
    Missing,
    Stage,
    brief_of,
    may_change,
    sent_brief,
    stage_of,
    what_is_missing,
)
from sofra.door.programme.models import Country
from sofra.hatch.brief import Brief
from sofra.hatch.spool import read_document
from tests.door.conftest import SLUG, a_batch
from tests.door.highlights.conftest import programme  # noqa: F401  the six countries come with it


def a_draft(**changes):
    given = {
        "title": {"en": "What helps"},
        "languages": ["en"],
        "rule": {"en": "Be kind."},
        "questions": [{"en": "What helps?"}],
        "opening_statements": [],
        "seats": 30,
        "facilitators": 1,
        "moderators": 2,
        "breakdown": "",
        "key_holders": 2,
        "code_letters": 8,
        "colluders": 2,
    }
    return given | changes


def test_brief_holds_what_was_prepared(preparation, spool):
    send_brief(preparation.dialogue, spool)

    brief = read_document(spool.path("brief", SLUG).read_bytes(), Brief)
    assert brief == Brief(
        dialogue=SLUG,
        fictional=True,
        title={"en": "What helps", "mk": "Што помага"},
        languages=("en", "mk"),
        rule={"en": "Be kind.", "mk": "Бидете љубезни."},
        questions=({"en": "What hinders?", "mk": "Што пречи?"}, {"en": "What helps?", "mk": "Што помага?"}),
        opening_statements=({"en": "Money comes and goes.", "mk": "Парите доаѓаат и си одат."},),
        seats=12,
        facilitators=1,
        moderators=2,
        translators=1,
    )


def test_missing_translations_are_named_one_by_one(preparation, spool):
    gaps = {"title": {"en": "What helps"}, "questions": [{"en": "What helps?", "mk": "Што?"}, {"mk": "Што?"}]}
    save_draft(preparation, spool, **a_draft(languages=["en", "mk"], rule={"en": "x", "mk": "y"}) | gaps)

    assert what_is_missing(preparation) == [
        Missing(Gap.TITLE, 0, "Македонски", "mk"),
        Missing(Gap.QUESTION, 2, "English", "en"),
    ]


def test_incomplete_brief_is_not_sent_and_not_lost(preparation, spool):
    save_draft(preparation, spool, **a_draft(questions=[]))

    with pytest.raises(BriefIncomplete, match="1 texts are missing"):
        send_brief(preparation.dialogue, spool)
    assert not spool.path("brief", SLUG).exists()
    assert stage_of(Preparation.objects.get(), spool) == Stage.DRAFT


def test_text_in_a_language_taken_back_stays_in_the_draft_and_off_the_floor(preparation, spool):
    texts = {"en": "What helps?", "mk": "Што помага?"}
    save_draft(preparation, spool, **a_draft(questions=[texts]))

    brief = send_brief(preparation.dialogue, spool)

    assert brief.questions == ({"en": "What helps?"},)
    assert preparation.questions.get().texts == texts


def test_brief_can_change_until_the_floor_has_taken_it(preparation, spool):
    send_brief(preparation.dialogue, spool)
    preparation.refresh_from_db()
    assert stage_of(preparation, spool) == Stage.IN_HATCH

    save_draft(preparation, spool, **a_draft(seats=40))
    send_brief(preparation.dialogue, spool)
    assert read_document(spool.path("brief", SLUG).read_bytes(), Brief).seats == 40

    spool.path("brief", SLUG).unlink()
    assert stage_of(preparation, spool) == Stage.ON_FLOOR
    with pytest.raises(BriefFixed):
        save_draft(preparation, spool, **a_draft(seats=50))
    with pytest.raises(BriefFixed):
        send_brief(preparation.dialogue, spool)
    assert Preparation.objects.get().seats == 40


def test_brief_that_the_floor_sent_back_can_be_mended(preparation, spool):
    send_brief(preparation.dialogue, spool)
    preparation.refresh_from_db()
    spool.refuse(spool.path("brief", SLUG), "a reason")

    assert stage_of(preparation, spool) == Stage.TURNED_BACK
    assert may_change(preparation, spool)


def test_codes_in_the_hatch_are_the_next_thing_to_do(preparation, spool):
    send_brief(preparation.dialogue, spool)
    preparation.refresh_from_db()
    spool.path("brief", SLUG).unlink()
    spool.put(a_batch())

    assert stage_of(preparation, spool) == Stage.CARDS
    assert not may_change(preparation, spool)


def test_brief_for_a_stick_is_the_one_that_was_sent(preparation, spool):
    assert sent_brief(preparation, spool) is None

    send_brief(preparation.dialogue, spool)
    preparation.refresh_from_db()
    as_sent = spool.path("brief", SLUG).read_bytes()
    assert sent_brief(preparation, spool) == as_sent

    spool.path("brief", SLUG).unlink()
    assert sent_brief(preparation, spool) == as_sent


@pytest.mark.parametrize(
    ("names", "slug"),
    [
        (("Lipova", "2027"), "lipova-2027-2"),
        (("Љубовија", "2027"), "ljubovija-2027"),
        (("", "2027"), "2027"),
        (("!",), "dialogue"),
    ],
)
def test_new_slug_is_short_latin_and_new(dialogue, names, slug):
    assert new_slug(*names) == slug


def test_a_rehearsal_names_no_countries(preparation):
    assert brief_of(preparation).people == ()


@pytest.mark.parametrize(("country", "people"), [("MK", ("MK",)), (None, ("AL", "BA", "ME", "MK", "RS", "XK"))])
@pytest.mark.usefixtures("programme")
def test_a_brief_names_the_countries_of_its_guests(preparation, country, people):
    edition = preparation.dialogue.edition
    edition.programme.fictional = False
    edition.programme.save()
    preparation.dialogue.country = Country.objects.filter(code=country).first()
    assert brief_of(preparation).people == people


@pytest.mark.parametrize("number", [2, 3])
def test_the_brief_says_how_many_may_compare_notes(preparation, spool, at_desk, number):
    assert 'name="colluders"' in at_desk.get(reverse("edit_dialogue", args=[SLUG])).text
    Preparation.objects.update(colluders=number)
    assert send_brief(preparation.dialogue, spool).colluders == number


def test_groups_are_named_in_the_languages_of_the_dialogue(preparation):
    preparation.breakdown, preparation.seats = "sector", 30
    groups = brief_of(preparation).breakdown.groups
    assert groups[1] == {"en": "Media", "mk": "Медиуми"}


@pytest.mark.usefixtures("programme")
def test_groups_by_country_are_the_six(preparation):
    preparation.breakdown, preparation.seats = "country", 60
    groups = brief_of(preparation).breakdown.groups
    assert len(groups) == 6
    assert {"en": "Albania", "mk": "Албанија"} in groups
