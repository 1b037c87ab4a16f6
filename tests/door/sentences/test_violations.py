"""Planted violations: each is found and kept from the public, and the same sentence without it is published."""

import pytest
from msgspec.structs import replace

from sofra.door.releases.actions import take_release
from sofra.door.sentences.actions import publish
from sofra.door.sentences.models import SentenceVersion
from sofra.door.sentences.queries import Fault, desk_of, ground_of, judge, last_version, published_highlights
from sofra.door.sentences.released import Span, digest, span_of
from sofra.hatch.brief import Breakdown
from sofra.hatch.release import ComparedStatement, ReleasedClaim, ReleasedGroup, ref_of
from sofra.hatch.spool import as_bytes
from tests.door.conftest import a_release
from tests.door.sentences.conftest import AGREED, DIVIDED, the_release, the_statements

MOST = {
    "en": "Most agree that small grants help.", "de": "Die meisten stimmen zu, dass kleine Zuschüsse helfen.",
    "sq": "Shumica pajtohen se grantet e vogla ndihmojnë.", "bcms": "Većina se slaže da mali grantovi pomažu.",
    "mk": "Повеќето се согласуваат дека малите грантови помагаат.",
}  # fmt: skip
EVERYBODY = {
    "en": "Everybody says that small grants help.", "de": "Alle sagen, dass kleine Zuschüsse helfen.",
    "sq": "Të gjithë thonë se grantet e vogla ndihmojnë.", "bcms": "Svi kažu da mali grantovi pomažu.",
    "mk": "Сите велат дека малите грантови помагаат.",
}  # fmt: skip


def faults(sentence):
    return set(judge(last_version(sentence), ground_of(sentence.dialogue)).faults)


def may_be_published(sentence, convenor):
    """Whether pressing the button brings it to the public."""
    publish(desk_of(sentence.dialogue, ground_of(sentence.dialogue)).rows, convenor)
    return [each.version.sentence for each in published_highlights(sentence.dialogue)] == [sentence]


def test_sentence_with_evidence_is_published(write, keys, convenor):
    sentence = write(keys["need"])

    assert faults(sentence) == set()
    assert may_be_published(sentence, convenor)


def test_sentence_without_evidence_is_not(write, convenor):
    sentence = write()

    assert faults(sentence) == {Fault.NOTHING_UNDER_IT}
    assert not may_be_published(sentence, convenor)


def test_evidence_that_was_never_released_is_none(write, convenor):
    sentence = write("claim:0123456789abcdef")

    assert faults(sentence) == {Fault.GONE}
    assert not may_be_published(sentence, convenor)


@pytest.mark.parametrize("language", AGREED)
def test_amount_word_needs_answers_that_bear_it_out(language, write, keys, convenor):
    borne = write(keys["agreed_answers"], language=language, text=MOST[language])
    by_words_alone = write(keys["agreed"], keys["need"], language=language, text=MOST[language])
    by_other_answers = write(keys["divided_answers"], language=language, text=MOST[language])
    by_no_answers_ever = write(keys["agreed_answers"], language=language, text=EVERYBODY[language])

    assert faults(borne) == set()
    assert faults(by_words_alone) == faults(by_other_answers) == faults(by_no_answers_ever) == {Fault.AMOUNT}
    assert may_be_published(borne, convenor)


@pytest.mark.parametrize("language", AGREED)
def test_amount_word_that_nobody_counted_is_published_only_with_the_fixed_words(language, write, keys, convenor):
    sentence = write(keys["need"], language=language, text=MOST[language], uncounted=True)
    judged = judge(last_version(sentence), ground_of(sentence.dialogue))

    assert judged.faults == ()
    assert judged.words.startswith(MOST[language])
    assert len(judged.words) > len(MOST[language])
    assert may_be_published(sentence, convenor)
    SentenceVersion.objects.update(uncounted=False)
    assert published_highlights(sentence.dialogue) == ()


def test_serbian_in_cyrillic_is_read_as_the_same_words(write, keys):
    in_cyrillic = write(keys["need"], language="bcms", text="Већина каже да мали грантови помажу.")

    assert faults(in_cyrillic) == {Fault.AMOUNT}
    assert last_version(in_cyrillic).text == "Većina kaže da mali grantovi pomažu."


def test_the_marked_word_is_the_one_that_nothing_bears_out(write, keys):
    sentence = write(keys["agreed_answers"], text="Most agree, and everybody hopes.")
    judged = judge(last_version(sentence), ground_of(sentence.dialogue))

    assert [each.text for each in judged.stretches if each.is_amount] == ["everybody"]
    assert "".join(each.text for each in judged.stretches) == judged.words


# ---------------------------------------------------------------- quotes

WORDS = AGREED["en"]
REF = ref_of(AGREED)


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        (span_of(REF, WORDS), None),
        (span_of(REF, WORDS, "grants help"), None),
        (Span(REF, 0, 5, digest("Small Grants help.")), Fault.QUOTE_NOT_EXACT),
        (Span(REF, 0, len(WORDS) + 1, digest(WORDS)), Fault.QUOTE_NOT_EXACT),
        (span_of(ref_of(DIVIDED), DIVIDED["en"]), Fault.QUOTE_NOT_ALLOWED),
        (span_of("0123456789abcdef", WORDS), Fault.GONE),
    ],
    ids=["whole", "part", "other-words", "too-long", "not-allowed", "not-released"],
)
def test_quote_is_an_exact_span_of_a_wording_that_may_be_quoted(quote, fault, write, keys, convenor):
    sentence = write(keys["need"], quote=quote)

    assert faults(sentence) == ({fault} if fault else set())
    assert may_be_published(sentence, convenor) is (fault is None)


def test_quote_is_kept_as_a_place_and_never_as_words(write, keys):
    sentence = write(keys["need"], quote=span_of(REF, WORDS, "grants help"))

    kept = SentenceVersion.objects.filter(sentence=sentence).values().get()
    assert "grants" not in str(kept)
    assert judge(last_version(sentence), ground_of(sentence.dialogue)).quote == "grants help"


@pytest.mark.parametrize("marks", ["“grants help”", "„grants help“", "«grants help»", '"grants help"'])
def test_words_in_quotation_marks_are_no_quote(marks, write, keys):
    assert faults(write(keys["agreed"], text=f"Somebody said that {marks}.")) == {Fault.QUOTATION_MARKS}


def test_part_that_does_not_stand_in_a_wording_has_no_span():
    assert span_of(REF, WORDS, "grants Help") is None


# ---------------------------------------------------------------- voices


def test_voice_needs_claims_that_were_released_as_its_own(write, keys, convenor):
    borne = write(keys["threatened"], text="Journalists are threatened.", said_by="media")
    not_its_own = write(keys["need"], said_by="media")
    beside_others = write(keys["threatened"], keys["agreed"], said_by="media")

    assert faults(borne) == set()
    assert faults(not_its_own) == faults(beside_others) == {Fault.VOICE_NOT_BORNE}
    assert may_be_published(borne, convenor)


def test_voice_of_which_no_claim_was_released_may_be_one_person(write, keys):
    assert faults(write(keys["need"], said_by="donor")) == {Fault.VOICE_NOT_BORNE, Fault.VOICE_TOO_NARROW}


def test_voice_beside_a_country_may_be_one_person(write_on):
    groups = Breakdown(by="country", groups=({"en": "Kosovo"}, {"en": "Albania"}))
    answers = ReleasedGroup(group=0, answered=10, agree="more_than_half", disagree="up_to_half")
    compared = ComparedStatement(texts=AGREED, question=0, groups=(answers,))
    media = ReleasedClaim(texts={"en": "We are threatened."}, kind="challenge", said_by="media")
    content = a_release(statements=(), breakdown=groups, compared=(compared,), claims=(media,))
    sentence, ground = write_on(content, f"claim:{media.ref}", f"bands:{compared.ref}:0", said_by="media")

    assert Fault.VOICE_TOO_NARROW in judge(last_version(sentence), ground).faults
    alone, ground = write_on(content, f"claim:{media.ref}", said_by="media")
    assert judge(last_version(alone), ground).faults == ()


def test_quote_has_no_voice(write, keys):
    spoken = write(keys["threatened"], text="Grants are asked for.", said_by="media", quote=span_of(REF, WORDS))

    assert faults(spoken) == {Fault.VOICE_NOT_BORNE}


def test_name_in_a_sentence_waits_until_somebody_has_looked(write, keys):
    text = "Marko Petrović takes the money."

    assert faults(write(keys["need"], text=text)) == {Fault.MAY_POINT}
    assert faults(write(keys["need"], text=text, checked=True)) == set()


# ---------------------------------------------------------------- taken back


@pytest.fixture
def take_first_statement_back():
    """The release comes again, without the statement that is quoted."""
    first, second = the_statements()

    def taken_back():
        take_release(as_bytes(replace(the_release(), statements=(second,), revision=2, ledger="b" * 64)))
        return first

    return taken_back


def test_what_was_taken_back_leaves_every_sentence_that_rests_on_it(write, keys, convenor, take_first_statement_back):
    on_it = write(keys["agreed"], keys["need"])
    on_answers = write(keys["agreed_answers"], text=MOST["en"])
    quoting = write(keys["need"], text="Grants are asked for.", quote=span_of(REF, WORDS))
    beside_it = write(keys["divided"], text="Some want to be seen.", uncounted=True)
    dialogue = on_it.dialogue
    publish(desk_of(dialogue, ground_of(dialogue)).rows, convenor)
    assert len(published_highlights(dialogue)) == 4

    take_first_statement_back()

    assert [each.version.sentence for each in published_highlights(dialogue)] == [beside_it]
    assert all(Fault.GONE in faults(each) for each in (on_it, on_answers, quoting))
    rows = desk_of(dialogue, ground_of(dialogue)).rows
    assert [row.is_dropped for row in rows] == [True, True, True, False]
    assert judge(last_version(quoting), ground_of(dialogue)).quote == ""
