"""What browsers load from others is what the lists say, and can be built anew."""

import os
import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDORED = ROOT / "src" / "sofra" / "web" / "static" / "vendor"
BUILD = ROOT / "src" / "sofra" / "web" / "vendor" / "build.sh"
ROW = re.compile(r"^\| `([\w./]+)` \|.*`([0-9a-f]{64})` \|$", re.MULTILINE)


def hash_of(file):
    return sha256(file.read_bytes()).hexdigest()


def test_every_vendored_script_has_the_hash_of_the_list():
    listed = dict(ROW.findall((VENDORED / "README.md").read_text()))
    scripts = {str(file.relative_to(VENDORED)): hash_of(file) for file in VENDORED.rglob("*.js")}
    assert listed == scripts


def test_document_tells_the_hash_that_the_build_prints():
    told = (ROOT / "docs" / "run" / "vendored.md").read_text()
    assert f"{hash_of(VENDORED / 'passes' / 'passes.min.js')}  passes.min.js" in told


def test_packages_are_pinned_by_hash_and_name_no_host():
    lock = (BUILD.parent / "package-lock.json").read_text()
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')
    assert "http" not in lock


@pytest.mark.skipif(os.environ.get("SOFRA_LONG") != "1", reason="fetches packages: in the long form")
@pytest.mark.skipif(not shutil.which("npm"), reason="npm builds it")
def test_script_of_the_passes_is_built_anew_to_the_byte(tmp_path):
    subprocess.run(["sh", str(BUILD), str(tmp_path)], check=True, capture_output=True)
    assert (tmp_path / "passes.min.js").read_bytes() == (VENDORED / "passes" / "passes.min.js").read_bytes()
