"""From words to a wording: nothing reaches the table that nobody has read, and no language is told."""

import pytest
from django.db import IntegrityError, transaction

from sofra.floor.moderation.actions import DoneAlready, MissingLanguage, approve, hold, save_draft, take_up_again
from sofra.floor.moderation.models import Draft, LoggedAct, Reason, Returned, Wording
from sofra.floor.room.models import Phase
from sofra.floor.statements.models import State, Statement
from sofra.floor.statements.queries import original
from tests.floor.conftest import join

TEXTS = {"en": "Letters stay unanswered.", "mk": "Писмата остануваат без одговор."}
RAW = "nobody answers our letters!!"


def test_the_next_statement_is_laid_on_the_desk_and_its_wording_beside_it(statement, moderator):
    page = moderator.post("/moderation/next/", follow=True)
    assert page.redirect_chain == [(f"/moderation/{statement.key}/", 302)]
    assert page.text.count(RAW) == 2  # the original, and the first field to begin from
    answer = moderator.post(f"/moderation/{statement.key}/", TEXTS)
    assert answer.headers["Location"] == "/moderation/?last=ready"
    statement.refresh_from_db()
    assert (original(statement).text, statement.state) == (RAW, State.WORDED)
    wording = Wording.objects.get(statement=statement)
    assert (wording.texts, wording.readers, wording.names_somebody) == (TEXTS, 1, False)


def test_after_an_act_the_next_one_lies_there(writing, moderator):
    first, second = sorted([writing.say(writing.seated[0], f"words {n}") for n in "ab"], key=lambda each: each.key)
    moderator.post("/moderation/next/")
    answer = moderator.post(f"/moderation/{first.key}/", TEXTS)
    assert answer.headers["Location"] == f"/moderation/{second.key}/?last=ready"


def test_a_wording_in_one_language_alone_is_refused_and_kept(statement, moderator, passes):
    page = moderator.post(f"/moderation/{statement.key}/", TEXTS | {"mk": ""})
    assert page.status_code == 422
    assert "Every language of the room needs the wording" in page.text
    assert "Letters stay unanswered." in page.text
    with pytest.raises(MissingLanguage, match="en"):
        approve(statement, {"mk": "Писмата остануваат без одговор."}, by=passes[0])


def test_a_wording_keeps_no_trace_of_the_language_it_was_begun_in(writing, moderator):
    """The desk asks for the language of the original first. In the room all wordings are alike."""
    statement = writing.say(writing.seated[0], "никој не одговара", "mk")
    page = moderator.post("/moderation/next/", follow=True)
    assert page.text.index('name="mk"') < page.text.index('name="en"')
    moderator.post(f"/moderation/{statement.key}/", dict(reversed(TEXTS.items())))
    assert list(Wording.objects.get(statement=statement).texts) == writing.dialogue.languages == ["en", "mk"]


def test_a_wording_in_cyrillic_is_kept_in_latin_as_every_other(writing, passes):
    writing.dialogue.languages = ["bcms"]
    writing.dialogue.save()
    statement = writing.say(writing.seated[0], "Нико не одговара.", "bcms")
    approve(statement, {"bcms": "Нико не одговара."}, by=passes[0])
    assert Wording.objects.get(statement=statement).texts == {"bcms": "Niko ne odgovara."}


def test_a_room_of_one_language_accepts_with_one_tap(writing, moderator):
    writing.dialogue.languages = ["en"]
    writing.dialogue.save()
    statement = writing.say(writing.seated[0], "the letters stay unanswered")
    page = moderator.post("/moderation/next/", follow=True)
    assert '<input type="hidden" name="en" value="the letters stay unanswered">' in page.text
    moderator.post(f"/moderation/{statement.key}/", {"en": "the letters stay unanswered"})
    assert Wording.objects.get(statement=statement).texts == {"en": "the letters stay unanswered"}
    assert [each.act for each in LoggedAct.objects.all()] == ["accepted"]


def test_wordings_come_to_the_table_five_at_a_time(writing):
    tables = []
    for number in range(6):
        writing.word(writing.say(writing.seated[0], f"words {number}"), f"Wording {number}.")
        tables.append(Wording.objects.filter(on_table=True, statement__isnull=False).count())
    assert tables == [0, 0, 0, 0, 5, 5]


def test_the_rest_comes_to_the_table_when_the_vote_opens(writing):
    writing.word(writing.say(writing.seated[0], "words"), "Wording.")
    writing.open(Phase.VOTE)
    assert Wording.objects.filter(on_table=False).count() == 0


def test_a_draft_half_done_by_one_moderator_is_finished_by_another(statement, moderator, other):
    moderator.post("/moderation/next/")
    moderator.post(f"/moderation/{statement.key}/", {"en": "Half a wor", "mk": "", "save": "1"})
    assert Wording.objects.filter(statement=statement).count() == 0
    desk = other.get("/moderation/")
    assert "Finish it" in desk.text
    other.post(f"/moderation/{statement.key}/take/")
    page = other.get(f"/moderation/{statement.key}/")
    assert [field.value() for field in page.context["form"]] == ["Half a wor", ""]
    other.post(f"/moderation/{statement.key}/", TEXTS)
    assert Wording.objects.get(statement=statement).texts == TEXTS
    assert Draft.objects.count() == 0


def test_drafts_are_sealed_and_do_not_tell_which_language_came_first(statement, passes):
    save_draft(statement, {"mk": "Писмата"}, by=passes[0])
    drafts = list(Draft.objects.all())
    assert sorted(draft.language for draft in drafts) == ["en", "mk"]
    assert len({len(bytes(draft.sealed)) for draft in drafts}) == 1
    assert all("Писмата".encode() not in bytes(draft.sealed) for draft in drafts)


def test_holding_back_needs_a_reason_and_can_be_taken_up_again(statement, moderator):
    moderator.post("/moderation/next/")
    assert moderator.post(f"/moderation/{statement.key}/hold/", {}).status_code == 422
    moderator.post(f"/moderation/{statement.key}/hold/", {"reason": "harms"})
    statement.refresh_from_db()
    assert (statement.state, statement.hold.reason) == (State.HELD, "harms")
    moderator.post(f"/moderation/{statement.key}/again/")
    statement.refresh_from_db()
    assert statement.state == State.WAITING
    with pytest.raises(DoneAlready):
        take_up_again(statement)


def test_returning_destroys_the_words_and_leaves_a_reason_for_the_room(statement, moderator, room, client):
    page = moderator.get(f"/moderation/{statement.key}/return/")
    assert RAW in page.text
    assert moderator.post(f"/moderation/{statement.key}/return/", {}).status_code == 422
    assert Statement.objects.count() == 1
    moderator.post(f"/moderation/{statement.key}/return/", {"reason": "names_a_person"})
    assert Statement.objects.count() == 0
    note = Returned.objects.get()
    assert (note.question, note.reason) == (statement.question, "names_a_person")
    join(client, room.batch.facilitators[0])
    for path in ("/console/", "/wall/"):
        assert "It names a person or points at one" in client.get(path).text
    client.post(f"/console/returned/{note.key}/")
    assert "It names a person" not in client.get("/wall/").text


def test_destroying_takes_two_steps(statement, moderator):
    page = moderator.get(f"/moderation/{statement.key}/destroy/")
    assert RAW in page.text
    assert moderator.post(f"/moderation/{statement.key}/destroy/", {"reason": "harms"}).status_code == 422
    assert Statement.objects.count() == 1
    moderator.post(f"/moderation/{statement.key}/destroy/", {"reason": "harms", "sure": "on"})
    assert Statement.objects.count() == 0
    assert Returned.objects.count() == 0


def test_a_held_statement_can_be_destroyed(statement, moderator, passes):
    hold(statement, Reason.HARMS, by=passes[0])
    moderator.post(f"/moderation/{statement.key}/destroy/", {"reason": "harms", "sure": "on"})
    assert Statement.objects.count() == 0


def test_what_is_worded_is_not_destroyed_any_more(statement, moderator, passes):
    approve(statement, TEXTS, by=passes[0])
    answer = moderator.post(f"/moderation/{statement.key}/destroy/", {"reason": "harms", "sure": "on"})
    assert answer.status_code == 409
    assert Statement.objects.get().state == State.WORDED


def test_a_participant_never_sees_the_original(written_room, phone):
    code = written_room.batch.participants[20]
    join(phone, code)
    phone.post("/rule/")
    assert "raw words" not in phone.get("/vote/").text


def test_the_log_counts_acts_and_holds_no_words(writing, moderator, passes):
    for number, reason in enumerate(["harms", "harms", "unclear"]):
        hold(writing.say(writing.seated[0], f"secret {number}"), Reason(reason), by=passes[0])
    approve(writing.say(writing.seated[0], "as it is"), TEXTS, by=passes[0], unaltered=True)
    page = moderator.get("/moderation/")
    assert page.context["log"] == [
        ("Accepted as it was", "", 1),
        ("Held back", "It could harm somebody", 2),
        ("Held back", "It cannot be understood", 1),
    ]
    held = {field.name for field in LoggedAct._meta.get_fields()}
    assert held == {"key", "dialogue", "act", "reason"}


def test_what_nobody_let_through_is_destroyed_at_the_close(writing, passes):
    hold(writing.say(writing.seated[0], "held"), Reason.HARMS, by=passes[0])
    writing.say(writing.seated[0], "waiting")
    writing.word(writing.say(writing.seated[0], "worded"), "Wording.")
    writing.open(Phase.VOTE, Phase.CLOSED)
    assert [each.state for each in Statement.objects.all()] == [State.WORDED]
    assert LoggedAct.objects.filter(act="unread").count() == 2


def test_the_console_says_before_the_close_what_it_destroys(writing, passes, client):
    hold(writing.say(writing.seated[0], "held"), Reason.HARMS, by=passes[0])
    writing.say(writing.seated[0], "waiting")
    join(client, writing.batch.facilitators[0])
    assert "Closing destroys" not in client.get("/console/").text
    writing.open(Phase.VOTE)
    assert "2 statements were not let" in client.get("/console/").text


@pytest.mark.parametrize("fault", [{"readers": 0}, {"readers": 1, "names_somebody": True}])
def test_the_database_refuses_a_wording_that_too_few_have_read(room, fault):
    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.create(dialogue=room.dialogue, texts=TEXTS, on_table=True, **fault)
