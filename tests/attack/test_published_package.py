"""Given only what was published of two years, in six rooms and a region: what does the attacker learn?

Nobody's answer, nobody's own words, and not in which language or script anybody wrote.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import mean, pstdev

import pytest
from django.db import transaction
from django.test import override_settings

from sofra.analysis.release.ledger import judge
from sofra.floor.sealing import keyfile
from sofra.hatch.spool import Spool
from tests.attack.meetings import MEETINGS
from tests.attack.package import forced_answers, marks_of_language, neighbours_alike, runs, told_by
from tests.attack.programme import ASKED_AGAIN, Person, Programme, wording_of

LONG = bool(os.environ.get("SOFRA_LONG"))
SEEDS = range(5 if LONG else 1)
SAID_EACH = 20 if LONG else 5

pytestmark = [pytest.mark.attack, pytest.mark.django_db]


def at_the_door(act, data, spool, *arguments):
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "tests.attack.publishing_door", act, *map(str, (data, spool.folder, *arguments))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr


@contextmanager
def a_floor(folder, blocker):
    """A floor of its own, rolled back at the end, whose key cards are cheap to make."""
    with pytest.MonkeyPatch.context() as patch, blocker.unblock(), override_settings(DATA=folder, HATCH=folder):
        patch.setattr(keyfile, "MEMORY", 8192)
        patch.setattr(keyfile, "PASSES", 1)
        with transaction.atomic():
            yield patch
            transaction.set_rollback(True)


@dataclass
class Package:
    programme: Programme
    documents: list[bytes]
    later: bytes
    """The next version of one release, after somebody took a statement back."""
    pages: dict[str, str]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A door that has sent every brief."""
    folder = tmp_path_factory.mktemp("prepared")
    at_the_door("brief", folder, Spool(folder / "hatch"))
    return folder


@pytest.fixture(scope="module", params=SEEDS)
def published(request, prepared, tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("package") / "copy"
    shutil.copytree(prepared, folder)
    spool = Spool(folder / "hatch")
    with a_floor(folder, django_db_blocker):
        programme = Programme(spool, request.param, SAID_EACH).live_through()
        documents = [path.read_bytes() for path in spool.waiting("release")]
        at_the_door("publish", folder, spool, folder / "out")
        later = programme.take_one_back()
    pages = {path.name: path.read_text(errors="replace") for path in (folder / "out").iterdir()}
    return Package(programme, documents, later, pages)


def test_the_attacker_reads_every_release_and_finds_it_on_the_pages(published):
    """The control: what was published is found, in every face, or the rest would prove nothing."""
    told = set(told_by(published.documents))
    assert {each.dialogue for each in told} == {meeting.slug for meeting in MEETINGS}
    for meeting in MEETINGS:
        pages = [page for page in published.pages.values() if f"/{meeting.slug}/report/" in page.partition("\n")[0]]
        assert len(pages) >= 6
        english = [page for page in pages if page.startswith("/en/")]
        assert len(english) == 2  # the report, and the files of the Polis set
        assert all(each.english in page for page in english for each in told if each.dialogue == meeting.slug)


def test_nobodys_answer_is_forced(published, capsys):
    told = list(told_by(published.documents))
    found = list(forced_answers(told, published.programme.answered))
    with capsys.disabled():
        statements = len({(each.dialogue, each.english) for each in told})
        print(f"\n{statements} statements in {len(told)} groups on {len(published.pages)} pages: {len(found)} forced")
    assert found == []
    assert len(told) > 6 * SAID_EACH


def test_the_same_words_were_asked_of_the_same_people_and_left_once(published):
    """What the last test rests on: the programme does ask again, next year and in the region."""
    again = wording_of(ASKED_AGAIN, Person("MK", 0))["en"]
    where = [each.dialogue for each in told_by(published.documents) if each.english == again]
    assert sorted(where) == sorted(meeting.slug for meeting in MEETINGS if meeting.country and meeting.year == 2026)
    kept = [json.loads(document)["asked_before"] for document in published.documents]
    assert sum(kept) == 2 * len([meeting for meeting in MEETINGS if meeting.slug not in where])


def test_a_later_version_differs_in_no_band(published):
    """Somebody took a statement back: one is missing, and nothing else is different."""
    later = set(told_by([published.later]))
    before = {each for each in told_by(published.documents) if each.dialogue == next(iter(later)).dialogue}
    assert later < before
    assert len({each.english for each in before - later}) == 1


def test_nobodys_own_words_are_in_it(published):
    everything = [*published.pages.values(), *map(bytes.decode, published.documents)]
    found = set().union(*map(runs, everything))
    assert found.isdisjoint(run for words, _ in published.programme.said for run in runs(words))
    keys = set().union(*(re.findall(r"[0-9a-f]{32}", each) for each in everything))
    assert published.programme.keys
    assert keys.isdisjoint(published.programme.keys)


def test_nothing_marks_the_language_in_which_somebody_wrote(published):
    """Neither the order of the languages, nor a script, nor a gap; nor, beyond chance, who stands beside whom."""
    found = list(marks_of_language(published.documents))
    assert len({marks for _, _, marks in found}) == 1
    assert {published.programme.language_of[place, english] for place, english, _ in found} > {"RS", "MK", "AL"}
    regional = [published.programme.language_of[place, english] for place, english, _ in found if "region" in place]
    chance = random.Random(1)
    by_chance = [neighbours_alike(chance.sample(regional, len(regional))) for _ in range(2_000)]
    assert neighbours_alike(regional) <= mean(by_chance) + 4 * max(pstdev(by_chance), 1)


# ---------------------------------------------------------------- the attacker is no straw man


@pytest.fixture(scope="module")
def without_a_ledger(prepared, tmp_path_factory, django_db_setup, django_db_blocker):
    folder = tmp_path_factory.mktemp("careless") / "copy"
    shutil.copytree(prepared, folder)
    spool = Spool(folder / "hatch")
    with a_floor(folder, django_db_blocker) as patch:
        patch.setattr("sofra.floor.release.queries.judge", lambda request, entries: judge(request, []))
        programme = Programme(spool, 0, 1).live_through()
        return programme, [path.read_bytes() for path in spool.waiting("release")]


def test_a_gate_that_forgets_is_caught_by_the_newcomer_in_skopje(without_a_ledger):
    programme, documents = without_a_ledger
    told = [each for each in told_by(documents) if each.dialogue.startswith("attack-mk")]
    found = list(forced_answers(told, programme.answered))
    assert [each for each in found if each.certain and each.answer == "disagree"]


def test_words_that_were_said_and_an_order_that_tells_are_found(published):
    """The same two attacks, on a package into which somebody put a raw statement and the language it came in."""
    words, _ = published.programme.said[0]
    assert runs(words) & runs(f"<li><b>{words}</b></li>")
    document = json.loads(published.documents[0])
    texts = (document["statements"] or document["compared"])[0]["texts"]
    texts["en"] = texts.pop("en")
    doctored = [json.dumps(document).encode(), *published.documents[1:]]
    assert len({marks for _, _, marks in marks_of_language(doctored)}) == 2
