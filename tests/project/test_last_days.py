"""Retention without anybody's help: a floor that runs lets go of what has come to its last day."""

import subprocess
import sys

import httpx

from tests.running import start_sofra, until

MAKE_IT_YESTERDAY = """
from datetime import date, timedelta
from sofra.project.side import set_up
set_up("floor")
from sofra.floor.room.models import Dialogue
Dialogue.objects.update(words_until=date.today() - timedelta(days=1))
"""


def test_a_running_floor_lets_go_by_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("SOFRA_DATA", str(tmp_path))
    sides = start_sofra(tmp_path)
    slug = sides.demo("closed")["slug"]
    key_file = next(path for path in tmp_path.rglob(slug) if path.is_file())
    sides.stop()
    subprocess.run([sys.executable, "-c", MAKE_IT_YESTERDAY], check=True, timeout=60)
    sides = start_sofra(tmp_path)
    try:
        page = until(lambda: kept(sides, slug))
        assert page.count(">gone<") == 7
        assert not key_file.exists()
    finally:
        sides.stop()


def kept(sides, slug):
    """The page of what is kept, once nothing is kept until later."""
    page = httpx.get(f"{sides.floor}kept/{slug}/").text
    return page if "at the latest" not in page else None
