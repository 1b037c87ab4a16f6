"""The static pages of a report, opened from a folder without any server: usable by all, narrow and wide."""

import os
import subprocess
import sys

import pytest

from tests.browser.looks import barriers, sticks_out


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    environment = os.environ | {"SOFRA_DATA": str(tmp_path_factory.mktemp("data"))}
    command = [sys.executable, "-m", "sofra", "report", "--edition", "2020", "--lang", "mk", "--out", out]
    subprocess.run(command, env=environment, check=True, timeout=300)
    return out / "mk"


def test_every_page_is_for_everybody(chromium, site):
    window = chromium.new_context(reduced_motion="reduce").new_page()
    found = {}
    for path in sorted(site.glob("*.html")):
        window.goto(path.as_uri())
        for width in (1280, 360):
            window.set_viewport_size({"width": width, "height": 740})
            window.emulate_media(color_scheme="light")
            found[f"{path.name} {width}"] = barriers(window) + sticks_out(window)
        window.emulate_media(color_scheme="dark")
        found[f"{path.name} dark"] = barriers(window, only=["color-contrast"])
    window.context.close()
    assert {"index.html 360", "countries.html 360", "evidence.html 360", "method.html dark"} <= set(found)
    assert {where: what for where, what in found.items() if what} == {}
