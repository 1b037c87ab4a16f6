import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sofra.hatch.brief import Breakdown, Brief
from sofra.hatch.entry import EntryBatch
from sofra.hatch.release import ComparedStatement, Release, ReleasedClaim, ReleasedGroup, ReleasedStatement, TrendCard
from sofra.hatch.spool import LARGEST_DOCUMENT, RefusedDocument, Spool, as_bytes, read_document


def a_brief(**changes):
    given_ = {
        "dialogue": "lipova",
        "title": {"en": "Lipova", "mk": "Липова"},
        "languages": ("en", "mk"),
        "rule": {"en": "Rule.", "mk": "Правило."},
        "questions": ({"en": "What?", "mk": "Што?"},),
        "seats": 20,
    }
    return Brief(**(given_ | changes))


STATEMENT = ReleasedStatement(texts={"en": "Words."}, question=0, answered=10, agree="broad", disagree="few")
RELEASE = Release(dialogue="lipova", fictional=True, statements=(STATEMENT,), withheld=2, ledger="0" * 64)
BATCH = EntryBatch(dialogue="lipova", address="http://127.0.0.1:8001/", participants=("K4M7PX20",))


@pytest.mark.parametrize("document", [a_brief(), BATCH, RELEASE])
def test_a_document_is_read_back_as_it_was_written(document):
    assert read_document(as_bytes(document), type(document)) == document


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (b'"version": 1', b'"version": 2', r"\$\.version"),
        (b'"lipova"', b'"Lipova!"', r"\$\.dialogue"),
        (b'"seats": 20', b'"seats": 0', r"\$\.seats"),
        (b'"seats": 20', b'"seats": 20, "guests": ["Ana"]', "unknown field `guests`"),
        (b'"message": "brief"', b'"message": "release"', "release"),
        ("Правило.".encode(), b"", r"\$\.rule"),
        (b'"en": "What?",', b"", "question 1 is not written in en"),
    ],
)
def test_a_faulty_brief_is_refused_with_the_place(before, after, reason):
    content = as_bytes(a_brief()).replace(before, after)
    assert content != as_bytes(a_brief())
    with pytest.raises(RefusedDocument, match=reason):
        read_document(content, Brief)


@pytest.mark.parametrize("count", [b"12", b"-5", b"10.5"])
def test_a_release_cannot_carry_a_count(count):
    content = as_bytes(RELEASE).replace(b'"answered": 10', b'"answered": ' + count)
    with pytest.raises(RefusedDocument, match="answered"):
        read_document(content, Release)


def test_a_huge_document_is_refused_before_it_is_read():
    with pytest.raises(RefusedDocument, match="at most"):
        read_document(b" " * (LARGEST_DOCUMENT + 1), Brief)


@given(st.binary(max_size=400))
def test_whatever_lies_in_the_hatch_is_refused_and_never_crashes(content):
    with pytest.raises(RefusedDocument):
        read_document(content, Release)


def test_a_spool_keeps_unprinted_codes_when_more_arrive(tmp_path):
    spool = Spool(tmp_path)
    spool.put(BATCH)
    spool.put(EntryBatch(dialogue="lipova", address=BATCH.address, participants=("00000000",)))
    batch = read_document(spool.path("entry", "lipova").read_bytes(), EntryBatch)
    assert batch.participants == ("K4M7PX20", "00000000")


def test_a_second_brief_replaces_one_that_nobody_took(tmp_path):
    spool = Spool(tmp_path)
    spool.put(a_brief(seats=20))
    spool.put(a_brief(seats=30))
    assert read_document(spool.path("brief", "lipova").read_bytes(), Brief).seats == 30


def test_a_refused_document_is_set_aside_whole_with_its_reason(tmp_path):
    spool = Spool(tmp_path)
    path = spool.put(RELEASE)
    content = path.read_bytes()
    spool.refuse(path, "no such dialogue")
    assert (tmp_path / "refused" / "release.lipova.json").read_bytes() == content
    assert (tmp_path / "refused" / "release.lipova.reason.txt").read_text() == "no such dialogue\n"
    assert list(spool.waiting("release")) == []


GROUPS = Breakdown(by="sector", groups=({"en": "Media", "mk": "Медиуми"}, {"en": "Academia", "mk": "Академија"}))


def compared(group):
    result = ReleasedGroup(group=group, answered=10, agree="broad", disagree="few")
    return ComparedStatement(texts={"en": "Words."}, question=0, groups=(result,))


def test_groups_for_which_there_are_too_few_seats_are_not_asked_about():
    with pytest.raises(ValueError, match="19 seats are too few for 2 groups of 10"):
        a_brief(breakdown=GROUPS, seats=19)
    assert a_brief(breakdown=GROUPS, seats=20).breakdown == GROUPS


def test_a_group_is_named_in_every_language_of_the_room():
    nameless = Breakdown(by="sector", groups=({"en": "Media", "mk": "Медиуми"}, {"en": "Academia"}))
    with pytest.raises(ValueError, match="group 2 is not written in mk"):
        a_brief(breakdown=nameless)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"statements": (STATEMENT,), "compared": (compared(0),), "breakdown": GROUPS}, "totals beside groups"),
        ({"statements": (STATEMENT,), "breakdown": GROUPS}, "totals beside groups"),
        ({"compared": (compared(2),), "breakdown": GROUPS}, "does not name"),
        ({"compared": (compared(0),)}, "does not name"),
    ],
)
def test_a_release_holds_groups_or_totals_never_both(changes, reason):
    given_ = {"dialogue": "lipova", "fictional": True, "statements": (), "withheld": 0, "ledger": "0" * 64}
    with pytest.raises(ValueError, match=reason):
        Release(**(given_ | changes))


CLAIM = ReleasedClaim(texts={"en": "Small groups need money."}, kind="need")


def test_a_release_carries_claims_there_and_back():
    card = TrendCard(direction="growing", place="borders", known=("told",), works="Peers.")
    trend = ReleasedClaim(texts={"en": "Loans grow."}, kind="trend", counted=STATEMENT.ref, trend=card)
    release = replace(RELEASE, claims=(CLAIM, trend))
    assert read_document(as_bytes(release), Release) == release


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (b'"need"', b'"gossip"', r"\$\.claims\[0\]\.kind"),
        (b'"participants"', b'"the mayor"', r"\$\.claims\[0\]\.said_by"),
        (b'"counted": null', b'"counted": "' + b"0" * 16 + b'"', "a statement that is not in the release"),
        (b'"trend": null', b'"trend": {"direction": "growing"}', "only a trend has a trend card"),
        (b'"topics": []', b'"topics": ["Lipova!"]', r"\$\.claims\[0\]\.topics"),
        (b'"said_by"', b'"speaker": "Ana", "said_by"', "unknown field `speaker`"),
    ],
)
def test_a_faulty_claim_is_refused_with_the_place(before, after, reason):
    content = as_bytes(replace(RELEASE, claims=(CLAIM,)))
    assert before in content
    with pytest.raises(RefusedDocument, match=reason):
        read_document(content.replace(before, after, 1), Release)


def test_one_claim_is_not_released_twice():
    content = as_bytes(replace(RELEASE, claims=(CLAIM,))).decode()
    claim = content[content.index('"claims": [') + 11 : content.rindex("]")]
    with pytest.raises(RefusedDocument, match="a claim stands in it twice"):
        read_document(content.replace(claim, f"{claim.rstrip()}, {claim.strip()}").encode(), Release)
