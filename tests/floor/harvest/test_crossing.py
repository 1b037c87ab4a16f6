"""What a room confirmed leaves with the release, and nothing else that was noted."""

import pytest

from sofra.analysis.release.ledger import Request, judge, marks_of
from sofra.floor.harvest import actions
from sofra.floor.harvest.models import Claim, ClaimState, EarlierText, TrendCard
from sofra.floor.harvest.queries import Stays, crossing, who_is_here
from sofra.floor.moderation.models import Wording
from sofra.floor.release.actions import release_dialogue, take_back
from sofra.floor.release.models import Released
from sofra.floor.release.queries import document_of, ledger, preview
from sofra.floor.retention.actions import let_go_of_words
from sofra.floor.room.models import Phase, Role, StaffPass
from sofra.floor.statements.pages import hash_of
from sofra.floor.votes.models import Vote
from sofra.hatch.release import Release, ref_of
from sofra.hatch.spool import read_document
from tests.floor.harvest.conftest import fresh


def why(dialogue):
    return [each.why for each in crossing(dialogue).staying]


def test_a_confirmed_claim_leaves(confirmed):
    assert crossing(confirmed.dialogue).leaving == (confirmed,)


def test_a_claim_that_was_not_read_back_stays(noted):
    assert why(noted.dialogue) == [Stays.NOT_READ_BACK]


def test_a_struck_claim_stays(confirmed):
    actions.strike(confirmed)
    assert why(confirmed.dialogue) == [Stays.STRUCK]


def test_nothing_leaves_a_room_of_fewer_than_ten(room):
    room.sit_down(9)
    actions.confirm(actions.note_claim(room.dialogue, "Small groups need core money.", "need"))
    assert why(room.dialogue) == [Stays.ROOM_TOO_SMALL]


def test_a_sector_is_named_only_where_five_of_it_are_told_to_be_here(confirmed):
    Claim.objects.update(said_by="media")
    assert why(confirmed.dialogue) == [Stays.VOICE_TOO_SMALL]
    actions.tell_sectors(confirmed.dialogue, ["media"])
    assert why(confirmed.dialogue) == []


def test_say_participants_is_all_it_takes(confirmed):
    Claim.objects.update(said_by="media")
    actions.say_participants(confirmed)
    assert [each.said_by for each in crossing(confirmed.dialogue).leaving] == ["participants"]


@pytest.mark.parametrize(
    ("place", "known", "stays"),
    [
        ("borders", ["seen"], True),
        ("capital", ["told", "seen"], True),
        ("borders", ["told", "documented"], False),
        ("country", ["seen"], False),
        ("", ["seen"], False),
    ],
)
def test_where_somebody_saw_it_themselves_is_told_of_the_whole_country_only(confirmed, place, known, stays):
    """Near the borders live few of those present, and nobody counted how many: it would be read as who spoke."""
    actions.fill_trend_card(confirmed, {"direction": "growing", "place": place, "known": known})
    assert why(confirmed.dialogue) == ([Stays.PLACE_TOO_SMALL] if stays else [])
    actions.leave_place_open(confirmed)
    assert why(confirmed.dialogue) == []


def test_a_voice_and_a_place_together_ask_for_the_place_alone(confirmed):
    """Five of the media are here: leaving the place open is less than leaving both."""
    Claim.objects.update(said_by="media")
    actions.tell_sectors(confirmed.dialogue, ["media"])
    actions.fill_trend_card(confirmed, {"direction": "growing", "place": "borders", "known": ["seen"]})
    assert why(confirmed.dialogue) == [Stays.PLACE_TOO_SMALL]
    actions.leave_place_open(confirmed)
    assert [each.said_by for each in crossing(confirmed.dialogue).leaving] == ["media"]


def test_people_without_a_phone_count_among_those_present(confirmed):
    """Fréchet's bound needs at least as many as there were: twelve voices, and thirty people were counted."""
    confirmed.dialogue.present = 30
    assert who_is_here(confirmed.dialogue).everybody == 30
    confirmed.dialogue.present = None
    assert who_is_here(confirmed.dialogue).everybody == 12


@pytest.mark.parametrize("text", ["Marko Petrović takes the money.", "Write to marko@example.org for it."])
def test_what_may_name_somebody_stays_until_somebody_has_looked(confirmed, text):
    actions.reword(confirmed, text)
    assert why(confirmed.dialogue) == [Stays.MAY_NAME_SOMEBODY]
    actions.declare_checked(confirmed)
    assert why(confirmed.dialogue) == []


def test_a_name_on_the_trend_card_counts_too(confirmed):
    actions.fill_trend_card(confirmed, {"direction": "growing", "responds": "Marko Petrović helps alone."})
    assert why(confirmed.dialogue) == [Stays.MAY_NAME_SOMEBODY]


def test_the_same_sentence_leaves_once(confirmed):
    actions.confirm(actions.note_claim(confirmed.dialogue, confirmed.text, "challenge"))
    found = crossing(confirmed.dialogue)
    assert (len(found.leaving), [each.why for each in found.staying]) == (1, [Stays.SAID_TWICE])


def test_rewording_keeps_how_it_read_and_confirms(confirmed):
    actions.reword(confirmed, "Small groups need money for rent.")
    actions.reword(confirmed, "Small groups need money for rent and pay.")
    assert [(each.version, each.text) for each in EarlierText.objects.all()] == [
        (1, "Small groups need core money."),
        (2, "Small groups need money for rent."),
    ]
    assert fresh(confirmed).state == ClaimState.CONFIRMED


def test_changing_a_confirmed_claim_at_the_desk_asks_the_room_again(confirmed):
    actions.change_claim(confirmed, text="Small groups need money.")
    assert fresh(confirmed).state == ClaimState.NOTED
    assert EarlierText.objects.get().text == "Small groups need core money."


def test_another_topic_asks_nobody_again(confirmed):
    actions.change_claim(confirmed, topics=["need.funding"])
    assert fresh(confirmed).state == ClaimState.CONFIRMED


def test_what_is_no_trend_any_more_has_no_trend_card(confirmed):
    actions.change_claim(confirmed, kind="trend")
    actions.fill_trend_card(confirmed, {"direction": "growing"})
    actions.change_claim(confirmed, kind="need")
    assert TrendCard.objects.count() == 0


# ---------------------------------------------------------------- with the release


@pytest.fixture
def closed(written_room):
    """A room with one counted statement and one wording that nine answered, three claims, and the vote closed."""
    counted, too_few, *_ = Wording.objects.filter(statement__isnull=False).order_by("key")
    Vote.objects.bulk_create(Vote(voice=voice, wording=counted, answer="agree") for voice in written_room.seated)
    Vote.objects.bulk_create(Vote(voice=voice, wording=too_few, answer="agree") for voice in written_room.seated[:9])
    note = actions.note_claim
    trend = note(written_room.dialogue, "Cannabis grows again.", "trend", counted=counted, topics=["market.drugs"])
    actions.fill_trend_card(trend, {"direction": "growing", "place": "countryside", "known": ["told"], "hit": "Youth."})
    for claim in (trend, note(written_room.dialogue, "Nobody counted this.", "disagreement", counted=too_few)):
        actions.confirm(claim)
    note(written_room.dialogue, "Never read back.", "need")
    written_room.open(Phase.CLOSED)
    return written_room


def by_kind(release):
    return {claim.kind.value: claim for claim in release.claims}


def test_claims_cross_with_the_release(closed, spool):
    counted = Claim.objects.get(kind="trend").counted
    release = release_dialogue(closed.dialogue, spool)
    trend, disagreement = by_kind(release)["trend"], by_kind(release)["disagreement"]
    assert len(release.claims) == 2
    assert trend.texts == {"en": "Cannabis grows again."}
    assert (trend.topics, trend.said_by, trend.counted) == (("market.drugs",), "participants", ref_of(counted.texts))
    assert (trend.trend.direction, trend.trend.place, trend.trend.known) == ("growing", "countryside", ("told",))
    assert (trend.trend.hit, trend.trend.works) == ("Youth.", None)
    assert disagreement.counted is None  # nine answers stay in the room, and so does what points at them
    assert read_document(spool.path("release", "lipova").read_bytes(), Release) == release


def test_no_key_crosses_with_a_claim(closed, spool):
    keys = [claim.key for claim in Claim.objects.all()] + [wording.key for wording in Wording.objects.all()]
    release_dialogue(closed.dialogue, spool)
    content = spool.path("release", "lipova").read_text(encoding="utf-8")
    assert not any(key in content for key in keys)


def test_the_release_is_read_back_with_its_claims(closed, spool):
    release = release_dialogue(closed.dialogue, spool)
    assert preview(closed.dialogue).claims == release.claims


def test_after_the_release_no_claim_and_no_rapporteur_is_left(closed, spool):
    StaffPass.objects.create(nullifier="n", key="k", dialogue=closed.dialogue, role=Role.RAPPORTEUR)
    release_dialogue(closed.dialogue, spool)
    assert (Claim.objects.count(), EarlierText.objects.count(), TrendCard.objects.count()) == (0, 0, 0)
    assert not StaffPass.objects.filter(role=Role.RAPPORTEUR).exists()


def test_without_a_release_claims_go_with_the_words(closed):
    let_go_of_words(closed.dialogue)
    assert Claim.objects.count() == 0


def test_the_ledger_holds_the_marks_of_every_claim_and_no_words(closed, spool):
    release = release_dialogue(closed.dialogue, spool)
    recorded = {each.marks: each.groups for each in ledger()[-1].questions}
    assert all(recorded[marks_of(claim.texts)] == () for claim in release.claims)
    assert "Cannabis" not in str(ledger())


def test_a_claim_stops_no_later_question_in_its_words(closed, spool):
    release_dialogue(closed.dialogue, spool)
    question = Request("next", (), marks_of({"en": "Cannabis grows again."}), ("room",), {"room": 12})
    again = Request("lipova", (), question.marks, ("room",), {"room": 12})
    assert judge(again, ledger()) == ()


def test_what_a_statement_counted_is_not_counted_after_it_was_taken_back(closed, spool):
    statement = Claim.objects.get(kind="trend").counted.statement
    statement.take_back = hash_of("0123456789ABCDEF")
    statement.save()
    release_dialogue(closed.dialogue, spool)
    take_back("0123456789ABCDEF", spool)
    later = document_of(Released.objects.get())
    assert (len(later.statements), len(later.claims)) == (0, 2)
    assert [claim.counted for claim in later.claims] == [None, None]
