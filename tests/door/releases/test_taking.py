import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from msgspec.structs import replace

from sofra.door.preparation.actions import send_brief
from sofra.door.preparation.models import Preparation
from sofra.door.preparation.queries import breakdown_of
from sofra.door.releases.actions import WrongRelease, take_release, take_releases
from sofra.door.releases.models import Release
from sofra.door.releases.queries import refused_documents
from sofra.hatch.release import RULES, ComparedStatement, ReleasedClaim, ReleasedGroup
from sofra.hatch.spool import as_bytes
from tests.door.conftest import SLUG, a_release, a_statement


@pytest.fixture
def sent(preparation, spool):
    send_brief(preparation.dialogue, spool)
    spool.path("brief", SLUG).unlink()
    return preparation


def test_release_is_taken_and_its_file_is_gone(sent, spool):
    spool.put(a_release())

    assert take_releases(spool) == [SLUG]
    assert Release.objects.get().content == a_release()
    assert list(spool.waiting("release")) == []


def test_same_release_once_more_changes_nothing(sent, spool):
    take_release(as_bytes(a_release()))
    received = Release.objects.get().received
    spool.put(a_release())

    assert take_releases(spool) == [SLUG]
    assert Release.objects.get().received == received


def test_second_release_of_a_dialogue_is_set_aside_and_told(sent, spool, at_desk):
    take_release(as_bytes(a_release()))
    spool.put(a_release(withheld=3))

    assert take_releases(spool) == []
    assert Release.objects.get().content == a_release()
    reason = "lipova-2027 is released already, with other content; a dialogue is released once"
    assert [(each.name, each.reason) for each in refused_documents(spool)] == [(f"release.{SLUG}", reason)]
    assert reason in at_desk.get(reverse("desk")).content.decode()


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (a_release(dialogue="drenova"), "no brief was ever sent for a dialogue drenova"),
        (a_release(fictional=False), "is a rehearsal on one side"),
        (a_release(a_statement(question=2)), "it answers question 3, and only 2 were asked"),
        (a_release(a_statement(), a_statement(answered=5)), "statement 2 has 5 answers, 10 are needed"),
        (a_release(a_statement(answered=20, agree="up_to_half")), "statement 1 says up_to_half"),
    ],
    ids=["unknown", "fiction", "question", "too-few", "strange-word"],
)
def test_release_that_no_gate_can_have_let_through_is_refused(sent, document, reason):
    with pytest.raises(WrongRelease, match=reason):
        take_release(as_bytes(document))
    assert not Release.objects.exists()


def test_release_under_the_rules_for_three_is_taken_only_where_the_brief_had_chosen_them(sent):
    for_three = a_release(a_statement(answered=10, agree="around_half"), rules=RULES[3])
    with pytest.raises(WrongRelease, match="under other rules than its brief had fixed"):
        take_release(as_bytes(for_three))
    Preparation.objects.update(colluders=3)
    take_release(as_bytes(for_three))
    assert Release.objects.get().content.colluders == 3
    with pytest.raises(WrongRelease, match="under other rules than its brief had fixed"):
        take_release(as_bytes(a_release()))


def by_opinion(preparation, **changes):
    """What a room of two opinion groups releases; with changes, what no such room can have."""
    groups = (
        ReleasedGroup(group=0, answered=25, agree="broad", disagree="few"),
        ReleasedGroup(group=1, answered=20, agree="few", disagree="broad"),
    )
    compared = (
        ComparedStatement(texts={"en": "Donors listen.", "mk": "Донаторите слушаат."}, question=0, groups=groups),
    )
    given = {"breakdown": breakdown_of(preparation), "compared": compared, "opinion_groups": "found"}
    return a_release(a_statement(), **(given | changes))


@pytest.fixture
def sent_by_opinion(preparation, spool):
    Preparation.objects.update(breakdown="opinion", seats=60)
    preparation.refresh_from_db()
    send_brief(preparation.dialogue, spool)
    return preparation


NO_GROUPS = {"breakdown": None, "compared": ()}


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "Found, each of ten people or more"),
        (NO_GROUPS | {"opinion_groups": "none"}, "Looked for, and none found"),
        (NO_GROUPS | {"opinion_groups": "too_few"}, "Not looked for: fewer than fifty people answered"),
    ],
    ids=["found", "none", "too-few"],
)
def test_release_says_what_became_of_opinion_groups_on_every_page_of_it(sent_by_opinion, at_desk, changes, line):
    take_release(as_bytes(by_opinion(sent_by_opinion, **changes)))
    assert line in at_desk.get(reverse("release_sheet", args=[SLUG])).content.decode()
    for name in ("dialogue", "report"):
        page = at_desk.get(reverse(name, args=[SLUG])).content.decode()
        assert ("No opinion groups" in page) == bool(changes)
        assert ("Opinion group 1" in page and "Opinion group 2" in page) == (not changes)
        assert "Opinion group 3" not in page


@pytest.mark.parametrize(("asked", "told"), [("opinion", None), ("", "none")])
def test_release_by_opinion_is_taken_only_where_the_brief_asked_for_it(sent_by_opinion, asked, told):
    Preparation.objects.update(breakdown=asked)
    with pytest.raises(WrongRelease, match="not broken down as its brief had fixed"):
        take_release(as_bytes(by_opinion(sent_by_opinion, opinion_groups=told, **NO_GROUPS)))


def test_release_by_opinion_groups_of_other_names_is_refused(sent_by_opinion):
    fixed = breakdown_of(sent_by_opinion)
    other = replace(fixed, groups=fixed.groups[::-1])
    with pytest.raises(WrongRelease, match="not broken down as its brief had fixed"):
        take_release(as_bytes(by_opinion(sent_by_opinion, breakdown=other)))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"opinion_groups": None}, "by opinion groups just when some were found"),
        (NO_GROUPS, "by opinion groups just when some were found"),
        ({"statements": "twice"}, "by group and in total"),
    ],
)
def test_no_document_shows_groups_that_were_not_found_or_a_total_beside_them(sent_by_opinion, changes, reason):
    groups = by_opinion(sent_by_opinion)
    if changes == {"statements": "twice"}:
        changes = {"statements": (replace(a_statement(), texts=groups.compared[0].texts),)}
    with pytest.raises(ValueError, match=reason):
        replace(groups, **changes)


def test_release_before_the_brief_was_sent_is_refused(preparation):
    with pytest.raises(WrongRelease, match="no brief was ever sent"):
        take_release(as_bytes(a_release()))


def test_damaged_file_does_not_stop_the_others(sent, spool):
    spool.put(a_release())
    (spool.folder / "release" / "broken.json").write_bytes(b"{")

    assert take_releases(spool) == [SLUG]
    assert [each.name for each in refused_documents(spool)] == ["release.broken"]


def test_refused_file_can_be_put_away(at_desk, sent, spool):
    (spool.folder / "release").mkdir(parents=True)
    (spool.folder / "release" / "broken.json").write_bytes(b"{")
    take_releases(spool)

    at_desk.post(reverse("put_away", args=["release.broken"]))

    assert list((spool.folder / "refused").iterdir()) == []


def test_putting_away_reaches_nothing_else(at_desk, sent, spool):
    spool.put(a_release())

    at_desk.post(reverse("put_away", args=[SLUG]))

    assert spool.path("release", SLUG).exists()


def upload(client, content):
    document = SimpleUploadedFile("release.json", content, content_type="application/json")
    return client.post(reverse("release_from_file"), {"document": document})


def test_release_on_a_stick_is_published(at_desk, sent):
    answer = upload(at_desk, as_bytes(a_release()))

    assert answer["Location"] == reverse("desk_dialogue", args=[SLUG])
    assert Release.objects.get().content == a_release()


@pytest.mark.parametrize(
    "content",
    [b"", b"no json", msgspec.json.encode(msgspec.to_builtins(a_release()) | {"version": 9}), b" " * 4_100_000],
    ids=["empty", "no-json", "other-version", "large"],
)
def test_wrong_release_on_a_stick_gets_an_answer_and_changes_nothing(at_desk, sent, content):
    answer = upload(at_desk, content)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert not Release.objects.exists()


def two_statements(**changes):
    first, second = a_statement(texts={"en": "First."}), a_statement(texts={"en": "Second."})
    return a_release(first, second, **changes), first, second


def test_later_version_that_leaves_something_out_replaces_the_release(sent):
    both, first, _second = two_statements()
    take_release(as_bytes(both))
    take_release(as_bytes(a_release(first, revision=2, ledger="b" * 64)))
    assert [each.texts["en"] for each in Release.objects.get().content.statements] == ["First."]


@pytest.mark.parametrize(
    "later",
    [
        lambda first, second: a_release(second, first, revision=2),
        lambda first, second: a_release(first, second, a_statement(texts={"en": "Third."}), revision=2),
        lambda first, second: a_release(replace(first, agree="few"), revision=2),
        lambda first, second: a_release(first, revision=2, withheld=1),
        lambda first, second: a_release(first, revision=1),
    ],
    ids=["another order", "more", "another band", "another count", "no later version"],
)
def test_later_version_that_does_more_is_refused(sent, later):
    both, first, second = two_statements()
    take_release(as_bytes(both))
    with pytest.raises(WrongRelease, match=r"may only leave statements out|a dialogue is released once"):
        take_release(as_bytes(later(first, second)))
    assert Release.objects.get().content == both


def test_earlier_version_does_not_bring_back_what_was_taken_back(sent):
    both, first, _second = two_statements()
    for document in (both, a_release(first, revision=2)):
        take_release(as_bytes(document))
    with pytest.raises(WrongRelease, match="a dialogue is released once"):
        take_release(as_bytes(both))
    assert len(Release.objects.get().content.statements) == 1


CLAIM = ReleasedClaim(texts={"en": "Small groups need money."}, kind="need", counted=a_statement().ref)


def test_claims_are_taken_with_the_release(sent):
    take_release(as_bytes(a_release(claims=(CLAIM,))))
    assert Release.objects.get().content.claims == (CLAIM,)


def test_a_claim_in_a_language_that_the_room_did_not_have_is_refused(sent):
    claim = ReleasedClaim(texts={"sq": "Grupet e vogla kanë nevojë për para."}, kind="need")
    with pytest.raises(WrongRelease, match="a claim is written in sq"):
        take_release(as_bytes(a_release(claims=(claim,))))


def test_a_later_version_may_leave_out_the_statement_that_counted_a_claim(sent):
    other = a_statement(texts={"en": "Other.", "mk": "Друго."})
    take_release(as_bytes(a_release(a_statement(), other, claims=(CLAIM,))))
    later = a_release(other, claims=(replace(CLAIM, counted=None),), revision=2)
    take_release(as_bytes(later))
    assert Release.objects.get().content == later


@pytest.mark.parametrize("claims", [(), (replace(CLAIM, kind="cause"),), (replace(CLAIM, counted=None),)])
def test_a_later_version_may_not_change_its_claims(sent, claims):
    first = a_release(a_statement(), a_statement(texts={"en": "Other.", "mk": "Друго."}), claims=(CLAIM,))
    take_release(as_bytes(first))
    with pytest.raises(WrongRelease, match="may only leave statements out"):
        take_release(as_bytes(a_release(a_statement(), claims=claims, revision=2)))


def test_the_public_page_shows_what_the_room_confirmed(sent, client):
    take_release(as_bytes(a_release(claims=(replace(CLAIM, topics=("need.funding", "no.such_topic")),))))
    page = client.get(f"/en/dialogues/{SLUG}/")
    ((kind, said_by, shown),) = page.context["confirmed_claims"]
    assert (kind, said_by) == ("Need", "Participants")
    assert [names["en"] for names in shown.topics] == ["Funding and independence"]
    assert shown.counted_by == a_statement().texts
    assert "Small groups need money." in page.content.decode()
