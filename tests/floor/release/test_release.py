import pytest
from msgspec import to_builtins

from sofra.analysis.release.ledger import Group, append, marks_of, verify
from sofra.analysis.release.ledger import Released as ReleasedQuestion
from sofra.floor.console.actions import take_brief
from sofra.floor.moderation.models import Wording
from sofra.floor.release.actions import NotClosed, ReleasedAlready, hand_over_again, release_dialogue
from sofra.floor.release.models import LedgerEntry, ReleasePlan
from sofra.floor.release.queries import ledger, preview
from sofra.floor.room.models import Phase, Voice
from sofra.floor.room.tries import wrong_codes
from sofra.floor.statements.models import Statement
from sofra.floor.votes.models import Vote
from sofra.hatch.entry import EntryBatch
from sofra.hatch.release import RULES, Release
from sofra.hatch.spool import read_document
from tests.floor.conftest import ADDRESS, Room, a_brief


def vote(room, wording, agree, disagree, passed):
    answers = ["agree"] * agree + ["disagree"] * disagree + ["pass"] * passed
    for voice, answer in zip(room.seated, answers, strict=False):
        Vote.objects.create(voice=voice, wording=wording, answer=answer)


@pytest.fixture
def voted_room(written_room):
    first, second, *_ = Wording.objects.order_by("key")
    vote(written_room, first, 12, 0, 0)
    vote(written_room, second, 9, 0, 0)
    written_room.open(Phase.CLOSED)
    return written_room


def test_ten_answers_leave_as_bands_and_nine_stay(voted_room, spool):
    release = release_dialogue(voted_room.dialogue, spool)
    statement = release.statements[0]
    assert (statement.answered, statement.agree, statement.disagree) == (10, "broad", "few")
    assert (len(release.statements), release.withheld) == (1, 6)
    assert read_document(spool.path("release", "lipova").read_bytes(), Release) == release


@pytest.mark.parametrize(("colluders", "word"), [(2, "around_half"), (3, "more_than_half")])
def test_the_brief_chooses_against_how_many_who_compare_notes(db, spool, colluders, word):
    """Twelve answered: eight of them agree. For three people who compare notes, a room of twelve has two words."""
    wrong_codes.forget()
    dialogue = take_brief(a_brief(colluders=colluders), spool, address=ADDRESS)
    room = Room(dialogue, read_document(spool.path("entry", "lipova").read_bytes(), EntryBatch))
    room.sit_down(12)
    room.open(Phase.WRITE, Phase.VOTE)
    vote(room, Wording.objects.get(), 8, 4, 0)
    room.open(Phase.CLOSED)
    release = release_dialogue(room.dialogue, spool)
    assert (release.statements[0].agree, release.colluders, preview(dialogue).colluders) == (word, colluders, colluders)
    assert release.rules == ledger()[0].rules == RULES[colluders]


def test_only_what_its_author_ticked_and_ten_answered_may_be_quoted(written_room, spool):
    """Two are ticked, and nine people answered one of these; the opening statement has nobody who could tick it."""
    ticked, too_few, unticked, *_ = Wording.objects.filter(statement__isnull=False).order_by("key")
    opening = Wording.objects.get(statement=None)
    Statement.objects.filter(wording__in=[ticked, too_few]).update(may_quote=True)
    for wording, answers in ((ticked, 12), (too_few, 9), (unticked, 12), (opening, 12)):
        vote(written_room, wording, answers, 0, 0)
    written_room.open(Phase.CLOSED)
    release = release_dialogue(written_room.dialogue, spool)
    assert {each.texts["en"]: each.quotable for each in release.statements} == {
        ticked.texts["en"]: True,
        unticked.texts["en"]: False,
        opening.texts["en"]: False,
    }


def test_the_document_holds_no_raw_words_no_keys_and_no_counts(voted_room, spool):
    release = release_dialogue(voted_room.dialogue, spool)
    content = spool.path("release", "lipova").read_text(encoding="utf-8").replace(release.ledger, "")
    assert "raw words" not in content
    assert '"language"' not in content
    assert all(voice.key not in content for voice in voted_room.seated)
    assert all(wording.key not in content for wording in Wording.objects.all())
    assert "12" not in content


def test_a_dialogue_is_released_once(voted_room, spool):
    release_dialogue(voted_room.dialogue, spool)
    with pytest.raises(ReleasedAlready):
        release_dialogue(voted_room.dialogue, spool)


def test_handing_over_again_gives_the_same_bytes_whatever_happened_since(voted_room, spool):
    release_dialogue(voted_room.dialogue, spool)
    path = spool.path("release", "lipova")
    first = path.read_bytes()
    path.unlink()
    Wording.objects.all().delete()
    hand_over_again(voted_room.dialogue, spool)
    assert path.read_bytes() == first


def test_nothing_leaves_an_open_room(written_room, spool):
    with pytest.raises(NotClosed, match="lipova is in phase vote"):
        release_dialogue(written_room.dialogue, spool)
    assert list(spool.waiting("release")) == []


def test_the_gate_shows_what_leaves_and_what_stays(voted_room):
    found = preview(voted_room.dialogue)
    assert (len(found.outgoing), found.withheld, found.minimum) == (1, 6, 10)


def test_the_release_lets_go_of_every_vote_and_is_read_back_afterwards(voted_room, spool):
    release = release_dialogue(voted_room.dialogue, spool)
    assert (Vote.objects.count(), Voice.objects.count()) == (0, 0)
    found = preview(voted_room.dialogue)
    assert (found.outgoing, found.withheld) == (release.statements, 6)


def test_a_release_is_entered_into_the_ledger_and_names_its_entry(voted_room, spool):
    release = release_dialogue(voted_room.dialogue, spool)
    (entry,) = ledger()
    assert (entry.dialogue, entry.version, entry.people) == ("lipova", 1, ())
    assert [each.groups[0].answered for each in entry.questions] == [10]
    assert release.ledger == entry.own == verify([entry])


def test_the_ledger_keeps_no_band_and_no_word(voted_room, spool):
    release = release_dialogue(voted_room.dialogue, spool)
    kept = str(LedgerEntry.objects.get().entry)
    assert "broad" not in kept
    assert release.statements[0].texts["en"] not in kept


def test_what_was_released_for_the_same_people_stays_in_the_room_and_names_where(voted_room, spool):
    ReleasePlan.objects.update(people=["MK"])
    texts = preview(voted_room.dialogue).outgoing[0].texts
    older = append(
        [],
        dialogue="skopje-2025",
        version=1,
        people=("MK",),
        rules="R1-R4",
        questions=(ReleasedQuestion(marks_of({"en": texts["en"].upper()}), (Group("room", 15),)),),
    )
    LedgerEntry.objects.create(place=1, entry=to_builtins(older))
    release = release_dialogue(voted_room.dialogue, spool)
    assert (release.statements, release.withheld, release.asked_before) == ((), 6, 1)
    assert [each.dialogue for each in ledger()] == ["skopje-2025", "lipova"]
    assert verify(ledger()) == release.ledger


def test_the_gate_tells_what_was_asked_before_and_where(voted_room, phone):
    texts = preview(voted_room.dialogue).outgoing[0].texts
    older = append(
        [],
        dialogue="lipova",
        version=1,
        people=(),
        rules="R1-R4",
        questions=(ReleasedQuestion(marks_of(texts), (Group("room", 15),)),),
    )
    LedgerEntry.objects.create(place=1, entry=to_builtins(older))
    phone.post("/", {"code": voted_room.batch.facilitators[0]})
    page = phone.get("/console/gate/").content.decode()
    assert "Asked before" in page
    assert texts["en"] in page
