"""Sofra in a real Chromium. Every window is watched, and a test that upsets its watch fails."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.person import Person
from tests.browser.watch import Watch
from tests.running import start_sofra

CHROMIUM = "/usr/bin/chromium"
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    if not os.path.exists(CHROMIUM):
        missing = "Chromium is missing. Install it with: sudo apt install chromium"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sofra(tmp_path_factory):
    sides = start_sofra(tmp_path_factory.mktemp("data"))
    yield sides
    sides.stop()


@pytest.fixture(scope="session")
def rooms(sofra):
    """One fictional dialogue at each moment of its life. Tests look at these and change nothing."""
    return {stage: sofra.demo(stage) for stage in ("brief", "write", "vote", "closed", "released")}


@pytest.fixture
def watch(sofra):
    watching = Watch(sofra.door, sofra.floor)
    yield watching
    watching.end()


@pytest.fixture
def somebody(chromium, sofra, watch):
    """A new person with a browser of their own, each time it is called."""
    contexts = []

    def comes(home=sofra.floor, *, language="en", javascript=True, width=360, height=740, cookies=(), **options):
        context = chromium.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            locale=language if language in ("en", "de", "sq", "mk") else "sr",
            **options,
        )
        context.set_default_timeout(10_000)
        context.add_cookies(list(cookies))
        watch.over(context)
        contexts.append(context)
        return Person(context.new_page(), home, language, has_scripts=javascript)

    yield comes
    for context in contexts:
        watch.cookies_of(context)
        context.close()


@pytest.fixture(scope="session")
def album(tmp_path_factory):
    """Where pictures go: into the documentation when SOFRA_PICTURES=1, and else where nobody minds."""
    if os.environ.get("SOFRA_PICTURES") != "1":
        return tmp_path_factory.mktemp("pictures")
    if not shutil.which("pngquant"):
        pytest.fail("To keep the pictures small, install first: sudo apt install pngquant")
    return os.path.join(os.path.dirname(__file__), "..", "..", "docs", "pictures")
