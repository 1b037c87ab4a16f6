"""The report on an edition: every sentence leads to evidence, and what does not is caught."""

from dataclasses import replace
from pathlib import Path

import pytest

from sofra.door.highlights.actions import load_sample
from sofra.door.preparation.actions import send_brief
from sofra.door.programme import reading
from sofra.door.programme.models import Edition
from sofra.door.releases.actions import take_release
from sofra.door.report.checks import faults_of
from sofra.door.report.content import (
    Chart,
    Evidence,
    Kind,
    Origin,
    Points,
    Prose,
    Quote,
    Section,
    Sentence,
    State,
    Text,
    evidence_of,
)
from sofra.door.report.material import material_of
from sofra.door.report.outline import compile_edition, compile_material
from sofra.door.report.queries import unsupported_words
from sofra.door.report.sections.made import kinds_named_in
from sofra.door.sentences.released import digest
from sofra.hatch.spool import as_bytes
from sofra.web.languages import BY_CODE
from tests.door.conftest import a_release, a_statement

SAMPLE = Path(reading.__file__).parent / "sample"
SKELETON = (
    "made", "year", "countries", "across", "needs", "bridges", "common", "last-year", "recommendations",
    "method", "withheld", "versions", "languages",
)  # fmt: skip


@pytest.fixture
def programme(db):
    return load_sample(SAMPLE)


@pytest.fixture
def report(programme):
    return compile_edition(Edition.objects.get(slug="2020"), "en")


def table(report, name):
    tables = [getattr(block, "table", block) for block in report.blocks]
    found = next(each for each in tables if getattr(each, "ref", None) == name)
    return [tuple(cell.words for cell in row) for row in found.rows]


@pytest.mark.parametrize("code", BY_CODE)
@pytest.mark.parametrize("year", ["2020", "2021"])
def test_every_sentence_and_table_leads_to_evidence_that_is_there(programme, year, code):
    report = compile_edition(Edition.objects.get(slug=year), code)

    known = set(report.by_ref)
    assert [each for each in report.sentences if not each.evidence or not known.issuperset(each.evidence)] == []
    assert [block for block in report.blocks if not known.issuperset(evidence_of(block))] == []
    assert tuple(section.ref for section in report.sections) == SKELETON
    assert all(known.issuperset(each.members) for each in report.evidence)


def test_first_finding_is_counted_from_the_claims(report):
    assert table(report, "kinds")[:3] == [
        ("Trend or current issue", "3"),
        ("Challenge", "13"),
        ("Cause or driver", "6"),
    ]
    assert len(report.by_ref["count-kinds"].members) == 45
    said = [each.text.words for each in report.sentences]
    assert "Kinds with 0 claims: Offer of help, Entry point, Next step." in said
    assert "18 of 45 claims carry an amount word; behind 0 of these words stands a count." in said


def test_aims_that_stayed_empty_are_named(programme):
    report = compile_edition(Edition.objects.get(slug="2021"), "en")

    said = [each.text.words for each in report.sentences]
    assert "The aims name 3 kinds of claims; with 0 claims stayed: Entry point, Next step." in said
    assert [row[1:] for row in table(report, "aims")] == [
        ("Trend or current issue", "3"), ("Entry point", "0"), ("Next step", "0"),
    ]  # fmt: skip


def test_finding_follows_the_claims(programme):
    """The counts are computed, not typed: one claim fewer is one fewer everywhere."""
    edition = Edition.objects.get(slug="2020")
    edition.highlights.filter(ref="h-2020-al-1").delete()

    report = compile_edition(edition, "en")

    assert table(report, "kinds")[1] == ("Challenge", "12")
    assert len(report.by_ref["count-kinds"].members) == 42


def test_an_aim_names_the_kinds_whose_words_stand_in_it(programme):
    kinds = material_of(Edition.objects.get(slug="2020")).kinds

    named = kinds_named_in("Understand trends, find Responses and trendy steps.", kinds)

    assert [kind.ref for kind in named] == ["kind.trend", "kind.response"]


def test_a_claim_that_could_point_to_somebody_is_counted_and_not_printed(report):
    words = "Companies that seek cooperation with NGOs are run by influential politicians"
    assert not any(words in text.words for text in report.texts)
    assert "c-2020-al-2b" in report.by_ref["count-kinds"].members
    assert report.by_ref["count-left-out"].members == ("c-2020-al-2b",)


def test_amount_words_of_sources_stand_as_uncounted(report):
    uncounted = {each.text.words: each.uncounted for each in report.sentences if each.uncounted}
    assert uncounted["Many media outlets are linked to political parties."] == ("many",)
    assert uncounted["Information comes mostly from tabloids"] == ("mostly",)


def test_texts_without_a_translation_stay_in_english_and_say_so(programme):
    report = compile_edition(Edition.objects.get(slug="2020"), "mk")

    claim = next(each for each in report.sentences if each.evidence == ("c-2020-al-1c",)).text
    assert (claim.tag, claim.state) == ("en", State.MISSING)
    assert (report.title.tag, report.title.state) == ("mk", State.DRAFT)


def test_cyrillic_is_derived_from_latin(programme):
    edition = Edition.objects.get(slug="2020")
    latin, cyrillic = compile_edition(edition, "bcms").title, compile_edition(edition, "bcms-cyrl").title
    assert (latin.words, cyrillic.words) == (
        "Dijalozi o otpornosti na Zapadnom Balkanu",
        "Дијалози о отпорности на Западном Балкану",
    )


# ---------------------------------------------------------------- planted violations

HERE = Text("Small grants help most.", "en")


def with_block(report, block, *evidence):
    planted = Section("planted", Text("Planted", "en"), (block,))
    return replace(report, sections=(*report.sections, planted), evidence=(*report.evidence, *evidence))


def what_is_wrong(report):
    return [fault.what for fault in faults_of(report, unsupported_words)]


def statement(agree="broad"):
    return Evidence("statement-x-1", Kind.STATEMENT, HERE, bands=((agree, "few"),))


def test_the_report_itself_has_no_fault(report):
    assert what_is_wrong(report) == []


def test_a_sentence_without_evidence_is_caught(report):
    sentence = Sentence(Text("Money comes and goes.", "en"), (), Origin.WRITTEN)
    assert what_is_wrong(with_block(report, Prose((sentence,)))) == ["a sentence without evidence"]


def test_evidence_that_does_not_exist_is_caught(report):
    sentence = Sentence(Text("Money comes and goes.", "en"), ("c-nowhere",), Origin.WRITTEN)
    assert what_is_wrong(with_block(report, Points((sentence,)))) == ["evidence that is not there"]


def test_a_table_without_evidence_is_caught(report):
    chart = next(block for block in report.blocks if isinstance(block, Chart))
    bare = replace(chart, table=replace(chart.table, evidence=()))
    assert what_is_wrong(with_block(report, bare)) == ["a table without evidence"]


def test_a_count_that_lists_nothing_is_caught(report):
    nothing = Evidence("count-nothing", Kind.COUNT, Text("Nothing", "en"))
    sentence = Sentence(Text("5 claims.", "en"), ("count-nothing",))
    assert what_is_wrong(with_block(report, Prose((sentence,)), nothing)) == ["a count that lists nothing"]


@pytest.mark.parametrize(
    ("words", "start", "of", "expected"),
    [
        ("grants help", 6, HERE.words, []),
        ("grants helped", 6, HERE.words, ["a quote that is no exact span"]),
        ("grants help", 5, HERE.words, ["a quote that is no exact span"]),
        ("grants help", 6, "Small grants help a lot.", ["a quote that is no exact span"]),
    ],
)
def test_a_quote_is_an_exact_span_of_words_that_have_not_changed(report, words, start, of, expected):
    quote = Quote(Text(words, "en"), "statement-x-1", start, 17, digest(of))
    assert what_is_wrong(with_block(report, quote, statement())) == expected


@pytest.mark.parametrize(
    ("words", "tag", "agree", "expected"),
    [
        ("Most agree.", "en", "broad", []),
        ("Most agree.", "en", "more_than_half", ["an amount word that nobody counted"]),
        ("Die meisten stimmen zu.", "de", "less_than_half", ["an amount word that nobody counted"]),
        ("Повеќето се согласуваат.", "mk", "few", ["an amount word that nobody counted"]),
        ("Everybody agrees.", "en", "broad", ["an amount word that nobody counted"]),
        ("Small grants help.", "en", "few", []),
    ],
)
def test_an_amount_word_needs_a_band_that_bears_it_out(report, words, tag, agree, expected):
    sentence = Sentence(Text(words, tag), ("statement-x-1",), Origin.WRITTEN)
    assert what_is_wrong(with_block(report, Prose((sentence,)), statement(agree))) == expected


def test_a_report_with_a_fault_is_refused(programme, monkeypatch):
    from sofra.door.report import checks, outline

    def planted(material, _shelf):
        return Section("planted", Text("Planted", "en"), (Prose((Sentence(HERE, (), Origin.WRITTEN),)),))

    monkeypatch.setattr(outline, "ANNEX", (planted,))
    with pytest.raises(checks.UnprovenReport) as refusal:
        compile_material(material_of(Edition.objects.get(slug="2020")), "en")
    assert {fault.what for fault in refusal.value.faults} == {
        "a sentence without evidence", "an amount word that nobody counted",
    }  # fmt: skip


def test_the_report_quotes_a_wording_only_where_its_author_ticked_it(programme, preparation, spool):
    """The room broadly agreed with three. The convenor's own and the one without a tick are told, and not quoted."""
    send_brief(preparation.dialogue, spool)
    told = [("Unticked.", False, 0), ("Ticked.", True, 0), ("The convenor's own.", False, None)]
    statements = [a_statement(texts={"en": text}, quotable=tick, question=place) for text, tick, place in told]
    take_release(as_bytes(a_release(*statements)))
    made = compile_edition(preparation.dialogue.edition, "en")
    assert [block.text.words for block in made.blocks if isinstance(block, Quote)] == ["Ticked."]


# ---------------------------------------------------------------- what rooms released


@pytest.fixture
def released(preparation, spool):
    send_brief(preparation.dialogue, spool)
    broad = a_statement(texts={"en": "Small grants help.", "mk": "Малите грантови помагаат."})
    divided = a_statement(texts={"en": "Donors listen.", "mk": "Донаторите слушаат."}, agree="few", disagree="broad")
    take_release(as_bytes(a_release(broad, divided, withheld=2)))
    return preparation.dialogue


def test_released_statements_stand_in_the_report_with_their_bands(released):
    report = compile_edition(released.edition, "mk")

    rows = table(report, f"bands-{released.slug}")
    assert [row[0] for row in rows] == ["Малите грантови помагаат.", "Донаторите слушаат."]
    assert report.by_ref[f"statement-{released.slug}-2"].bands == (("few", "broad"),)
    assert table(report, "withheld") == [("Lipova", "2")]
    assert [row[1:] for row in table(report, "agreements")] == [("1", "1", "0", "0")]


def test_what_was_taken_back_is_gone_from_the_next_report(released):
    later = a_release(a_statement(texts={"en": "Donors listen.", "mk": "Донаторите слушаат."}, agree="few",
                                  disagree="broad"), withheld=2, revision=2)  # fmt: skip
    take_release(as_bytes(later))

    report = compile_edition(released.edition, "en")

    assert not any("Small grants" in text.words for text in report.texts)
