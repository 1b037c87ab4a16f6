"""What rooms released stands in the report on their edition: claims, trend cards, highlights, and several places."""

from datetime import date

import pytest

from sofra.door.preparation.actions import prepare, send_brief
from sofra.door.programme.actions import create_dialogue
from sofra.door.releases.actions import take_release
from sofra.door.report.content import Kind, Origin, Quote, State, Table
from sofra.door.report.outline import compile_edition
from sofra.door.report.writers.all import write_report
from sofra.door.sentences.actions import publish, write_sentence
from sofra.door.sentences.queries import desk_of, ground_of
from sofra.door.sentences.released import span_of
from sofra.hatch.release import ReleasedClaim, TrendCard, ref_of
from sofra.hatch.spool import as_bytes
from sofra.web.languages import BY_CODE
from tests.door.conftest import SLUG, a_release
from tests.door.sentences.conftest import AGREED, LANGUAGES, a_draft, in_all, prepared, the_statements  # noqa: F401

DISAGREE = ReleasedClaim(texts={"en": "Some say that it helps, others that it harms."}, kind="disagreement")
NEED = ReleasedClaim(texts={"en": "Most groups need money."}, kind="need", counted=ref_of(AGREED))
MANY = ReleasedClaim(texts={"en": "Everybody needs rest."}, kind="need")
TREND = ReleasedClaim(
    texts={"en": "Cannabis is grown again."},
    kind="trend",
    trend=TrendCard(direction="growing", place="countryside", known=("seen",), hit="Young people"),
)


@pytest.fixture
def edition(prepared, convenor):  # noqa: F811
    dialogue = prepared.dialogue
    take_release(as_bytes(a_release(*the_statements(), claims=(DISAGREE, NEED, MANY, TREND))))
    keys = [f"claim:{NEED.ref}", f"bands:{ref_of(AGREED)}"]
    quote = span_of(ref_of(AGREED), AGREED["en"], "grants help")
    write_sentence(dialogue, a_draft(*keys, text="Most agree that grants help.", quote=quote), convenor)
    publish(desk_of(dialogue, ground_of(dialogue)).rows, convenor)
    return dialogue.edition


@pytest.fixture
def second_room(edition, spool):
    """The same statements, answered otherwise in another town."""
    day = date(2027, 11, 1)
    other = create_dialogue(
        edition, slug="drenova-2027", title=in_all("Again"), city="Drenova", country=None, level="national",
        format="online", date_from=day, date_to=day,
    )  # fmt: skip
    prepare(
        other, languages=LANGUAGES, rule=in_all("Be kind."), questions=[in_all("What hinders?")],
        opening_statements=[], seats=18,
    )  # fmt: skip
    send_brief(other, spool)
    agreed, divided = the_statements()
    changed = type(agreed)(
        texts=divided.texts, question=0, answered=15, agree="broad", disagree="few"
    )  # fmt: skip
    take_release(as_bytes(a_release(agreed, changed, dialogue="drenova-2027")))


def table(report, name):
    found = next(each for each in report.blocks if isinstance(each, Table) and each.ref == name)
    return [tuple(cell.words for cell in row) for row in found.rows]


@pytest.mark.parametrize("code", BY_CODE)
def test_every_sentence_holds_in_every_language(edition, code):
    """`compile_edition` refuses what does not."""
    report = compile_edition(edition, code)

    assert {f"claim-{SLUG}-{each.ref}" for each in (DISAGREE, NEED, MANY, TREND)} <= set(report.by_ref)
    assert set(report.by_ref).issuperset(ref for each in report.sentences for ref in each.evidence)


def test_claims_of_a_room_are_counted_by_kind_and_disagreement_is_one(edition):
    report = compile_edition(edition, "en")

    said = [each.text.words for each in report.sentences]
    assert "4 claims were read back to a room and confirmed there." in said
    assert len(report.by_ref["count-kinds"].members) == 4
    assert {"Disagreement: 1", "Need: 2"} <= {each.words for each in report.by_ref["count-kinds"].about}


def test_amount_word_of_a_claim_is_uncounted_unless_its_vote_bears_it_out(edition):
    report = compile_edition(edition, "en")
    by_words = {each.text.words: each for each in report.sentences if each.origin is Origin.CLAIM}

    assert by_words["Most groups need money."].uncounted == ()
    assert by_words["Everybody needs rest."].uncounted == ("Everybody",)
    counted = report.by_ref[f"claim-{SLUG}-{NEED.ref}"]
    assert [report.by_ref[ref].kind for ref in counted.members] == [Kind.STATEMENT]


def test_published_highlight_stands_in_the_report_with_its_evidence_and_its_quote(edition):
    report = compile_edition(edition, "en")

    written = [each for each in report.sentences if each.origin is Origin.WRITTEN]
    assert [each.text.words for each in written] == ["Most agree that grants help."]
    assert written[0].evidence == (f"claim-{SLUG}-{NEED.ref}", f"statement-{SLUG}-1")
    assert "grants help" in [each.text.words for each in report.blocks if isinstance(each, Quote)]


def test_highlight_without_translation_stands_in_its_own_language_and_its_part_quote_is_left_out(edition):
    report = compile_edition(edition, "mk")

    written = next(each for each in report.sentences if each.origin is Origin.WRITTEN)
    assert (written.text.tag, written.text.state) == ("en", State.MISSING)
    assert "grants help" not in [each.text.words for each in report.blocks if isinstance(each, Quote)]


def test_highlight_that_was_taken_back_is_in_no_later_report(edition):
    agreed, divided = the_statements()
    claims = (DISAGREE, ReleasedClaim(texts=NEED.texts, kind="need"), MANY, TREND)
    take_release(as_bytes(a_release(divided, claims=claims, revision=2, ledger="b" * 64)))
    report = compile_edition(edition, "en")

    assert [each for each in report.sentences if each.origin is Origin.WRITTEN] == []
    assert not any(agreed.texts["en"] in text.words for text in report.texts)


def test_trend_card_is_a_row_with_the_columns_that_were_filled(edition):
    assert table(compile_edition(edition, "en"), f"trends-{SLUG}") == [
        ("Cannabis is grown again.", "Growing", "The countryside", "We have seen it ourselves", "Young people")
    ]


def test_statement_answered_in_two_places_is_compared_in_words(edition, second_room):
    report = compile_edition(edition, "en")

    said = [each.text.words for each in report.sentences]
    assert "2 statements were answered in several places: 1 alike, 1 differently." in said
    rows = {(row[0], row[1]): row[2:] for row in table(report, "places")}
    assert len(rows) == 4
    assert rows["Visibility protects us.", "Lipova"] == ("Less than half", "Less than half", "Where the room differs")
    assert rows["Visibility protects us.", "Drenova"] == ("Broad", "Few", "Where the room agrees")


def test_all_four_forms_are_written(edition, tmp_path):
    write_report(edition, ["en"], tmp_path)

    whole = "".join(each.read_text(encoding="utf-8") for each in (tmp_path / "en").glob("*.html"))
    assert "Most agree that grants help." in whole
    assert "Cannabis is grown again." in whole
