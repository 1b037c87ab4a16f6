import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sofra.door.highlights.models import Claim, Highlight
from sofra.door.programme.models import Edition, Source, Tag
from sofra.web.languages import LANGUAGES

PAGES = (
    "",
    "editions/2020/",
    "editions/2021/",
    "topics/",
    "topics/?edition=2021",
    "topics/need.money/",
    "topics/need.people/",
    "sources/",
)


def text_of(response):
    """What a reader sees, without tags."""
    body = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_page_answers_in_its_language(language, client, programme):
    for page in PAGES:
        response = client.get(f"/{language.code}/{page}")
        assert (page, response.status_code) == (page, 200)
        assert f'<html lang="{language.tag}"' in response.content.decode()


def test_edition_2020_says_what_is_known(client, programme):
    seen = text_of(client.get("/en/editions/2020/"))

    for fact in (
        "more than 110",
        "November 2020 · In the room and online",
        "14 to 16 December 2020 · Online · more than 50 people",
        "German Federal Foreign Office",
        "The sources disagree: 13, 16. Both are kept.",
        "No single focus was printed for this edition.",
        "Donor rules turned partners into mini-donors",
        "many is the source’s word, not counted",
    ):
        assert fact in seen


def test_edition_2021_says_what_is_not_public(client, programme):
    seen = text_of(client.get("/en/editions/2021/"))

    assert "How many came to this edition is not public." in seen
    assert "Between October and November 2021, days not public" in seen
    assert seen.count("No highlights of this dialogue are public.") == 4
    assert "0 people" not in seen
    assert "None" not in seen


def test_anomaly_is_shown_as_context_alone(client, programme):
    seen = text_of(client.get("/en/editions/2020/"))

    assert seen.count("Launch of SEE-Obs and first activities") == 1
    assert seen.index("Context") < seen.index("Launch of SEE-Obs and first activities")


def test_note_for_those_who_publish_stays_inside(client, programme):
    note = "Shows why a statement can be true in the room and risky in print"
    assert Claim.objects.filter(sensitivity_note=note).exists()

    for page in PAGES:
        assert note not in text_of(client.get(f"/en/{page}"))


def test_context_scores_are_nowhere(client, programme):
    for page in PAGES:
        assert re.search(r"\b[3-6][.,]\d\d\b", text_of(client.get(f"/en/{page}"))) is None


def test_addition_is_marked_and_names_its_source(client, programme):
    seen = client.get("/en/editions/2021/").content.decode()

    assert (
        seen.count("Added from another public text")
        == Highlight.objects.filter(beyond_spec=True, edition__slug="2021").count()
    )
    assert 'href="/en/sources/#src.rb010"' in seen


def test_claims_are_marked_as_english_on_a_macedonian_page(client, programme):
    seen = client.get("/mk/editions/2020/").content.decode()

    assert '<span lang="en">Journalists censor themselves.</span>' in seen
    assert "Донаторите" in seen or "донаторите" in seen


def test_sources_page_names_every_source_and_every_gap(client, programme):
    seen = text_of(client.get("/en/sources/"))

    for source in Source.objects.all():
        assert source.title in seen
    for gap in programme.not_public:
        assert gap in seen
    assert "July 2018 in source ; August 2018 in source" in seen


def test_narrowing_to_an_unknown_edition_is_not_there(client, programme):
    assert client.get("/en/topics/?edition=1999").status_code == 404


def test_rehearsal_is_marked_and_in_no_list_of_editions(client, programme, dialogue):
    home = text_of(client.get("/en/"))
    page = text_of(client.get(f"/en/editions/{dialogue.edition.slug}/"))

    assert home.index("Rehearsals") < home.index("Rehearsal, 2027")
    assert "Rehearsal: this dialogue is invented." in page
    assert "was printed" not in page
    assert "Rehearsal: this dialogue is invented." not in home
    assert client.get(f"/en/topics/?edition={dialogue.edition.slug}").status_code == 404


def test_pages_stand_before_anything_is_loaded(client, db):
    for page in ("", "topics/", "sources/"):
        assert client.get(f"/en/{page}").status_code == 200


@pytest.mark.parametrize("page", ["editions/2020/", "topics/", "topics/need.money/", "sources/"])
def test_page_asks_as_often_for_three_as_for_one(page, client, programme):
    edition = Edition.objects.get(slug="2020")
    keep = edition.highlights.exclude(anomaly="").get().pk, edition.highlights.get(ref="h-2020-rs-2").pk
    Highlight.objects.exclude(pk__in=keep).delete()
    for_one = queries(client, page)

    for number in range(2):
        add_highlight(edition, number)

    assert queries(client, page) == for_one


def queries(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/en/{page}").status_code == 200
    return len(asked)


def add_highlight(edition, number):
    highlight = Highlight.objects.create(
        ref=f"h-{number}",
        edition=edition,
        dialogue=edition.dialogues.get(slug="2020-me"),
        source=Source.objects.first(),
        headline={"en": "Another"},
        position=50 + number,
    )
    kind, level, money = (Tag.objects.get(ref=ref) for ref in ("kind.need", "level.national", "need.money"))
    claim = Claim.objects.create(
        ref=f"c-{number}", highlight=highlight, text="More.", kind=kind, level=level, position=0
    )
    claim.tags.add(money)
    claim.voices.add(Tag.objects.get(ref="voice.cso"))
