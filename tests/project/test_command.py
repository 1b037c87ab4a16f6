import json
import os
import re
import socket
import subprocess
import sys

import httpx
import pytest

from tests.running import free_ports, start_sofra


def sofra(*arguments, data=None):
    environment = os.environ | ({"SOFRA_DATA": str(data)} if data else {})
    command = [sys.executable, "-m", "sofra", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "command", ["start", "serve", "demo", "welcome", "passes", "programme", "hatch", "key", "backup", "restore"]
)
def test_every_command_explains_itself(command):
    answer = sofra(command, "--help")
    assert answer.returncode == 0
    assert "--data FOLDER" in answer.stdout


@pytest.mark.parametrize("arguments", [[], ["sing"], ["serve", "roof"], ["demo", "--stage", "party"], ["hatch"]])
def test_a_mistyped_command_is_told_apart_by_its_exit_code(arguments):
    assert sofra(*arguments).returncode == 2


def test_a_taken_port_is_named_with_a_way_out(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = sofra("start", "--door-port", str(port), "--data", str(tmp_path))
    assert answer.returncode == 1
    assert f"Port {port} is taken" in answer.stderr
    assert f"--door-port {port + 100}" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_stops_the_start_with_a_reason(tmp_path):
    (tmp_path / "door").mkdir()
    (tmp_path / "door" / "door.sqlite3").write_bytes(b"this was a database once" * 400)
    answer = sofra("start", "--data", str(tmp_path), "--door-port", "0", "--floor-port", "0")
    assert answer.returncode == 1
    assert "The database of the door is damaged" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("not json", "is no document of the hatch"),
        ('{"message": "gossip"}', "is no document of the hatch"),
        ('{"message": "brief", "version": 9}', "version"),
        ("[]", "is no document of the hatch"),
    ],
)
def test_a_file_that_is_no_document_is_refused_by_hand_too(tmp_path, content, reason):
    file = tmp_path / "stick.json"
    file.write_text(content)
    answer = sofra("hatch", "--data", str(tmp_path / "data"), "take", str(file))
    assert answer.returncode == 1
    assert reason in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_missing_file_is_named(tmp_path):
    answer = sofra("hatch", "--data", str(tmp_path), "take", str(tmp_path / "none.json"))
    assert (answer.returncode, "cannot be read" in answer.stderr) == (1, True)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    sides = start_sofra(tmp_path_factory.mktemp("data"))
    yield sides
    sides.stop()


def test_both_sides_answer_with_strict_headers(running):
    for address in (running.door + "en/", running.floor):
        answer = httpx.get(address)
        assert answer.status_code == 200
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "data:" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "Server" not in answer.headers


def test_the_sides_have_two_keys_and_two_databases(running):
    keys = {(running.data / side / "secret").read_text() for side in ("door", "floor")}
    assert len(keys) == 2
    assert all(len(key) >= 50 for key in keys)
    assert all((running.data / side / "secret").stat().st_mode & 0o077 == 0 for side in ("door", "floor"))


def test_the_door_does_not_know_the_floor_pages_nor_the_floor_the_desk(running):
    assert httpx.get(running.door + "console/").status_code == 404
    assert httpx.get(running.floor + "desk/").status_code == 404


def test_a_foreign_host_name_is_refused(running):
    assert httpx.get(running.floor, headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("stage", ["brief", "write", "vote", "closed", "released"])
def test_the_demonstration_reaches_each_stage(running, stage):
    built = running.demo(stage)
    with running.open("floor") as floor:
        phase = floor.execute("SELECT phase FROM floor_dialogue WHERE slug = ?", [built["slug"]]).fetchone()[0]
    assert phase == {"brief": "waiting", "write": "write", "vote": "vote"}.get(stage, "closed")
    page = httpx.get(f"{running.door}en/dialogues/{built['slug']}/")
    assert page.status_code == 200
    assert "this dialogue is invented" in page.text


def test_a_start_after_the_first_keeps_everything(tmp_path):
    first = start_sofra(tmp_path)
    built = first.demo("vote")
    first.stop()
    second = start_sofra(tmp_path)
    page = httpx.get(f"{second.door}en/dialogues/{built['slug']}/")
    second.stop()
    assert page.status_code == 200
    assert json.loads((tmp_path / "version.json").read_text())["layout"] == 2


def test_the_first_start_prints_the_key_cards_and_says_where_the_key_lies(tmp_path):
    door, floor = free_ports()
    command = [sys.executable, "-m", "sofra", "start", "--data", str(tmp_path)]
    command += ["--door-port", str(door), "--floor-port", str(floor)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    told = "".join(
        iter(process.stdout.readline, "  To join, scan this or open the floor's address. Ctrl+C ends both sides.\n")
    )
    process.terminate()
    process.wait(timeout=30)
    assert "The key lies beside the data" in told
    assert len(re.findall(r"\b\w{4}(?:-\w{4}){3}\b", told)) == 2


def test_lost_passes_are_replaced_by_whoever_has_the_machine(running):
    built = running.demo("write")
    told = dict(line.split() for line in running.command("passes", built["slug"]).splitlines())
    assert set(told) == {"facilitator", "moderator", "rapporteur", "translator"}
    with httpx.Client(follow_redirects=True, headers={"Origin": running.floor.rstrip("/")}) as client:
        token = client.get(running.floor).text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        answer = client.post(running.floor, data={"code": told["facilitator"], "csrfmiddlewaretoken": token})
    assert answer.url.path == "/console/"


def test_passes_for_an_unknown_dialogue_are_refused(tmp_path):
    answer = sofra("passes", "nowhere", "--data", str(tmp_path))
    assert (answer.returncode, answer.stderr) == (1, "sofra: The floor knows no dialogue nowhere.\n")


def test_a_side_behind_a_proxy_with_tls_accepts_forms_and_secures_its_cookies(tmp_path, monkeypatch):
    monkeypatch.setenv("SOFRA_HTTPS", "1")
    sides = start_sofra(tmp_path)
    try:
        answer = httpx.get(sides.floor)
        assert "Secure" in answer.headers["Set-Cookie"]
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
        token = answer.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        cookie = answer.headers["Set-Cookie"].split(";")[0].strip()
        headers = {"Origin": sides.floor.rstrip("/").replace("http:", "https:"), "Cookie": cookie}
        form = httpx.post(sides.floor, data={"code": "0000-0000", "csrfmiddlewaretoken": token}, headers=headers)
        assert form.status_code == 422
    finally:
        sides.stop()


def test_an_ended_floor_leaves_no_journal(tmp_path):
    sides = start_sofra(tmp_path)
    sides.demo("vote")
    sides.stop()
    journal = tmp_path / "floor" / "floor.sqlite3-wal"
    assert not journal.exists() or journal.stat().st_size == 0
