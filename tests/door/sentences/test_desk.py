import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sofra.door.people.models import Convenor
from sofra.door.programme.actions import create_dialogue
from sofra.door.sentences.actions import SentenceChanged, change_sentence, publish, write_sentence
from sofra.door.sentences.models import Sentence, SentenceVersion
from sofra.door.sentences.queries import desk_of, ground_of, last_version, published_highlights
from tests.door.conftest import SLUG
from tests.door.sentences.conftest import AGREED, a_draft

HERE = reverse("highlights", args=[SLUG])


def typed(*rests_on, **changes):
    given = {"text": "Small groups need money that lasts.", "language": "en", "said_by": "participants"}
    return given | {"quoted": "", "part": "", "rests_on": rests_on, "seen": ""} | changes


def post(at_desk, name, *args, **fields):
    return at_desk.post(reverse(name, args=[SLUG, *args]), fields)


def texts(dialogue):
    return [last_version(each).text for each in dialogue.sentences.prefetch_related("versions")]


def test_before_a_release_there_is_nothing_to_write_on(at_desk, prepared):
    assert "Nothing is released yet" in at_desk.get(HERE).content.decode()
    assert at_desk.get(reverse("new_sentence", args=[SLUG])).status_code == 404


def test_sentence_is_written_with_what_is_ticked(at_desk, released, keys, convenor):
    answer = post(at_desk, "new_sentence", **typed(keys["need"], keys["agreed_answers"]))

    assert answer["Location"] == HERE
    kept = SentenceVersion.objects.get()
    assert (kept.number, kept.rests_on) == (1, [keys["need"], keys["agreed_answers"]])
    acts = [(act.done, act.version, act.by) for act in kept.sentence.acts.all()]
    assert acts == [("written", 1, convenor)]


def test_editor_offers_every_claim_statement_and_answer(at_desk, released, keys):
    page = at_desk.get(reverse("new_sentence", args=[SLUG])).content.decode()

    assert all(page.count(f'value="{key}"') == 1 for key in keys.values())


@pytest.mark.parametrize(
    "wrong",
    [{"text": ""}, {"text": "x" * 401}, {"rests_on": ["claim:ffffffffffffffff"]}, {"part": "no such words"}],
    ids=["empty", "long", "not-released", "not-exact"],
)
def test_wrong_sentence_is_not_kept_and_nothing_typed_is_lost(wrong, at_desk, released, keys):
    quoted = keys["agreed"].removeprefix("statement:")
    answer = post(at_desk, "new_sentence", **(typed(keys["need"], quoted=quoted, text="Kept as typed.") | wrong))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert (wrong.get("text") or "Kept as typed.") in page or wrong.get("text") == ""
    assert not Sentence.objects.exists()


def test_quote_is_found_in_the_wording_and_bears_the_sentence(at_desk, released, keys):
    ref = keys["agreed"].removeprefix("statement:")
    post(at_desk, "new_sentence", **typed(quoted=ref, part="grants help", text="Grants are asked for."))

    kept = SentenceVersion.objects.get()
    start = AGREED["en"].index("grants help")
    assert (kept.quote_ref, kept.quote_start, kept.quote_end) == (ref, start, start + len("grants help"))
    assert kept.rests_on == [keys["agreed"]]
    page = at_desk.get(reverse("sentence", args=[SLUG, kept.sentence.pk])).content.decode()
    assert 'value="grants help"' in page


def test_fault_and_the_marked_word_stand_on_the_desk(at_desk, write, keys):
    write(keys["need"], text="Everybody needs money.")
    page = at_desk.get(HERE).content.decode()

    assert re.search(r"<mark\s*>Everybody</mark>", page)
    assert "Cannot be published yet" in page


def test_only_what_holds_is_published_and_can_be_taken_back(at_desk, client, write, keys, released):
    good, _bad = write(keys["agreed_answers"], text="Most agree on grants."), write(text="Resting on nothing.")
    post(at_desk, "publish_highlights")
    public = reverse("dialogue", args=[SLUG])

    assert "Most agree on grants." in client.get(public).content.decode()
    assert "Resting on nothing." not in client.get(public).content.decode()
    post(at_desk, "act_on_sentence", good.pk, "back")
    assert "Most agree on grants." not in client.get(public).content.decode()
    assert [act.done for act in good.acts.all()] == ["written", "published", "taken_back"]


def test_public_sentence_leads_to_places_on_its_page(at_desk, client, write, keys):
    write(keys["need"], keys["agreed"])
    post(at_desk, "publish_highlights")
    page = client.get(reverse("dialogue", args=[SLUG])).content.decode()

    for key in (keys["need"], keys["agreed"]):
        place = key.replace(":", "-")
        assert page.count(f'href="#{place}"') == page.count(f'id="{place}"') == 1


def test_change_is_public_only_when_it_is_published_again(at_desk, write, keys, released, convenor):
    sentence = write(keys["need"])
    post(at_desk, "publish_highlights")
    post(at_desk, "sentence", sentence.pk, **typed(keys["need"], text="Small groups need rest.", seen=1))

    assert [each.words for each in published_highlights(released)] == ["Small groups need money that lasts."]
    assert "Published, and changed since" in at_desk.get(HERE).content.decode()
    post(at_desk, "publish_highlights")
    assert [each.words for each in published_highlights(released)] == ["Small groups need rest."]
    assert [each.text for each in sentence.versions.all()] == [
        "Small groups need money that lasts.", "Small groups need rest.",
    ]  # fmt: skip


def test_same_words_once_more_make_no_version(write, keys, convenor):
    sentence = write(keys["need"])

    change_sentence(sentence, a_draft(keys["need"]), convenor, seen=1)

    assert sentence.versions.count() == sentence.acts.count() == 1


def test_who_changes_what_a_colleague_changed_meanwhile_sees_both(at_desk, write, keys, db):
    sentence, other = write(keys["need"]), Convenor.objects.create(name="Mira", email="m@example.org")
    change_sentence(sentence, a_draft(keys["need"], text="Theirs."), other, seen=1)
    answer = post(at_desk, "sentence", sentence.pk, **typed(keys["need"], text="Mine.", seen=1))
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Theirs." in page
    assert "Mine." in page
    with pytest.raises(SentenceChanged):
        change_sentence(sentence, a_draft(text="Mine."), other, seen=1)
    post(at_desk, "sentence", sentence.pk, **typed(keys["need"], text="Mine.", seen=2))
    assert texts(sentence.dialogue) == ["Mine."]


def test_sentences_change_places(at_desk, write, keys, released):
    one, two, three = (write(keys["need"], text=text) for text in ("One.", "Two.", "Three."))

    post(at_desk, "act_on_sentence", three.pk, "up")
    assert texts(released) == ["One.", "Three.", "Two."]
    post(at_desk, "act_on_sentence", one.pk, "down")
    assert texts(released) == ["Three.", "One.", "Two."]
    post(at_desk, "act_on_sentence", three.pk, "up")
    post(at_desk, "act_on_sentence", two.pk, "down")
    assert texts(released) == ["Three.", "One.", "Two."]


def test_struck_sentence_is_public_nowhere_and_comes_back_or_goes_for_good(at_desk, write, keys, released, convenor):
    first, second = write(keys["need"], text="First."), write(keys["need"], text="Second.")
    publish(desk_of(released, ground_of(released)).rows, convenor)
    post(at_desk, "act_on_sentence", second.pk, "delete")
    assert Sentence.objects.count() == 2, "only what was struck can be deleted"

    post(at_desk, "act_on_sentence", first.pk, "strike")
    assert [each.words for each in published_highlights(released)] == ["Second."]
    post(at_desk, "act_on_sentence", first.pk, "again")
    assert texts(released) == ["Second.", "First."]
    assert [each.words for each in published_highlights(released)] == ["Second."]
    post(at_desk, "act_on_sentence", first.pk, "strike")
    post(at_desk, "act_on_sentence", first.pk, "delete")
    assert texts(released) == ["Second."]


def test_act_that_is_none_is_not_found(at_desk, write, keys):
    assert post(at_desk, "act_on_sentence", write(keys["need"]).pk, "praise").status_code == 404


def test_sentence_of_another_dialogue_is_not_found(at_desk, released, convenor, keys):
    day = date(2027, 11, 1)
    other = create_dialogue(
        released.edition, slug="drenova-2027", title={"en": "Other"}, city="", country=None, level="national",
        format="online", date_from=day, date_to=day,
    )  # fmt: skip
    elsewhere = write_sentence(other, a_draft(keys["need"]), convenor)

    assert at_desk.get(reverse("sentence", args=[SLUG, elsewhere.pk])).status_code == 404


def test_preview_shows_what_would_be_public_and_publishes_nothing(at_desk, write, keys, released):
    write(keys["need"], text="It would be public.")
    write(text="It would not.")
    page = at_desk.get(reverse("preview_highlights", args=[SLUG])).content.decode()

    assert "It would be public." in page
    assert "It would not." not in page
    assert published_highlights(released) == ()


def test_desk_asks_as_often_for_three_sentences_as_for_one(at_desk, write, keys, django_assert_num_queries):
    write(keys["need"])
    with CaptureQueriesContext(connection) as one:
        at_desk.get(HERE)
    write(keys["need"])
    write(keys["need"])
    with django_assert_num_queries(len(one)):
        at_desk.get(HERE)
