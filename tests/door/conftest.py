"""A desk to test at: a convenor who is in, a prepared rehearsal, and a hatch of its own."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from sofra.door.people.models import Convenor
from sofra.door.preparation.actions import prepare
from sofra.door.programme.actions import create_dialogue, create_edition, create_programme
from sofra.hatch.entry import EntryBatch
from sofra.hatch.release import Release, ReleasedStatement
from sofra.hatch.spool import Spool
from tests.pages import unpacked_static_files  # noqa: F401  used by every test here

CODES = ("AB12CD34", "EF56GH78", "JK9MNP0Q")
SLUG = "lipova-2027"
LEDGER = "1" * 64
PASSWORD = "many seats one table"


@pytest.fixture(autouse=True)
def no_tries_so_far():
    cache.clear()


@pytest.fixture(autouse=True)
def in_english():
    """The test client leaves the language of its last page active."""
    with translation.override("en"):
        yield


@pytest.fixture
def spool(tmp_path, settings):
    settings.HATCH = tmp_path / "hatch"
    return Spool(settings.HATCH)


@pytest.fixture(scope="session")
def hashed():
    """Hashing is slow on purpose, so the tests do it once."""
    return make_password(PASSWORD)


@pytest.fixture
def newcomer(db, hashed):
    """Has an account and no second factor yet."""
    return Convenor.objects.create(name="Mira", email="mira@example.org", password=hashed)


@pytest.fixture
def convenor(db, hashed):
    somebody = Convenor.objects.create(name="Ana", email="ana@example.org", password=hashed)
    Authenticator.objects.create(user=somebody, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    return somebody


@pytest.fixture
def at_desk(convenor, spool):
    client = Client()
    client.force_login(convenor)
    return client


@pytest.fixture
def dialogue(db):
    """A rehearsal in a fictional town, not prepared yet."""
    programme = create_programme(slug="rehearsal", name={"en": "Rehearsal"}, convenor="Nobody", fictional=True)
    edition = create_edition(programme, slug="rehearsal-2027", year=2027)
    day = date(2027, 10, 7)
    return create_dialogue(
        edition,
        slug=SLUG,
        title={"en": "What helps", "mk": "Што помага"},
        city="Lipova",
        country=None,
        level="national",
        format="hybrid",
        date_from=day,
        date_to=day,
    )


@pytest.fixture
def preparation(dialogue):
    return prepare(
        dialogue,
        languages=["en", "mk"],
        rule={"en": "Be kind.", "mk": "Бидете љубезни."},
        questions=[{"en": "What hinders?", "mk": "Што пречи?"}, {"en": "What helps?", "mk": "Што помага?"}],
        opening_statements=[{"en": "Money comes and goes.", "mk": "Парите доаѓаат и си одат."}],
        seats=12,
    )


def a_batch(**changes):
    given = {
        "dialogue": SLUG,
        "address": "http://127.0.0.1:8001/",
        "participants": CODES[:1],
        "facilitators": CODES[1:2],
        "moderators": CODES[2:],
    }
    return EntryBatch(**(given | changes))


def a_statement(**changes):
    given = {
        "texts": {"en": "Small grants help.", "mk": "Малите грантови помагаат."},
        "question": 0,
        "answered": 15,
        "agree": "broad",
        "disagree": "few",
    }
    return ReleasedStatement(**(given | changes))


def a_release(*statements, **changes):
    given = {
        "dialogue": SLUG,
        "fictional": True,
        "statements": statements or (a_statement(),),
        "withheld": 0,
        "ledger": LEDGER,
    }
    return Release(**(given | changes))
