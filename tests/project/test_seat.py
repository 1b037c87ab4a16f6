"""`sofra seat` from outside: files in, answers and exit codes out, and nothing of Django or a data folder."""

import json
import os
import subprocess
import sys
from dataclasses import asdict

import pytest

from sofra.project.commands import main
from tests.analysis.seating.instances import golf, instance

EVENT = instance(5, 40, 5, 3, easy=True, slack=4)


def as_text(event):
    found = {name: value for name, value in asdict(event).items() if name != "lines"}
    return json.dumps(found)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "event.json").write_text(as_text(EVENT))
    return tmp_path


def run(capsys, *words):
    code = main(["seat", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def planned(capsys, files):
    assert run(capsys, files / "event.json", "--plan", files / "plan.json", "--seconds", 1)[0] == 0
    return json.loads((files / "plan.json").read_text())


def test_a_plan_is_written_and_passes_the_check(capsys, files):
    code, out, _ = run(capsys, files / "event.json", "--plan", files / "plan.json", "--seconds", 1)
    assert (code, json.loads(out)["broken_rules"]) == (0, 0)
    code, out, _ = run(capsys, "check", files / "event.json", files / "plan.json")
    assert (code, json.loads(out)) == (0, {"broken_rules": 0, "broken": []})


def test_without_a_file_the_plan_goes_to_the_screen(capsys, files):
    code, out, _ = run(capsys, files / "event.json", "--seconds", 1)
    assert code == 0
    assert [set(seating) for seating in json.loads(out)] == [{table.id for table in EVENT.tables}] * 3


def test_a_broken_plan_is_named_and_ends_with_1(capsys, files):
    plan = planned(capsys, files)
    plan[0]["t0"][0], plan[0]["t1"][0] = plan[0]["t1"][0], plan[0]["t0"][0]
    (files / "plan.json").write_text(json.dumps(plan))
    code, out, _ = run(capsys, "check", files / "event.json", files / "plan.json")
    found = json.loads(out)
    assert code == 1
    assert found["broken_rules"] == len(found["broken"]) > 0
    assert all(each["message"].startswith("Round 1") for each in found["broken"])


def test_no_plan_ends_with_3_and_a_reason(capsys, files):
    names = [person.id for person in EVENT.people[10:16]]
    wrong = {**json.loads(as_text(EVENT)), "apart": [names]}
    (files / "event.json").write_text(json.dumps(wrong))
    code, out, _ = run(capsys, files / "event.json", "--plan", files / "plan.json", "--seconds", 1)
    found = json.loads(out)
    assert code == 3
    assert found["core"] == names
    assert found["message"].startswith("6 people are all to be kept apart")
    assert found["remedies"]
    assert not (files / "plan.json").exists()


def test_bad_input_ends_with_1_and_names_the_line(capsys, files):
    (files / "event.json").write_text(
        '{"rounds": 1,\n"people": [\n{"id": "a", "langs": []}],\n"tables": [{"id": "t", "min": 0, "max": 0}]}'
    )
    code, out, err = run(capsys, files / "event.json")
    assert (code, out) == (1, "")
    assert "line 3, people[0].langs" in err
    assert "line 4, tables[0].max" in err


@pytest.mark.parametrize(
    "words", [["no.json"], ["check", "event.json"], ["event.json", "event.json"], ["check", "event.json", "no.json"]]
)
def test_files_that_are_missing_are_named(capsys, files, words):
    code, out, err = run(capsys, *(files / word if word.endswith("json") else word for word in words))
    assert (code, out) == (1, "")
    assert "no.json cannot be read" in err or "files are needed" in err


def test_a_day_is_replanned(capsys, files):
    plan = planned(capsys, files)
    gone = EVENT.people[20].id
    (files / "changes.json").write_text(json.dumps({"no_shows": [gone]}))
    words = ["replan", files / "event.json", files / "plan.json", files / "changes.json"]
    code, out, _ = run(capsys, *words, "--held", 1, "--plan", files / "new.json", "--seconds", 1)
    found, new = json.loads(out), json.loads((files / "new.json").read_text())
    assert (code, found["broken_rules"]) == (0, 0)
    assert new[0] == plan[0]
    assert gone not in [each for row in new[1].values() for each in row]
    assert found["changed_seats"] <= 0.15 * found["open_seats"]


@pytest.mark.parametrize("held", [4, -1])
def test_more_rounds_than_there_are_cannot_be_over(capsys, files, held):
    planned(capsys, files)
    (files / "changes.json").write_text("{}")
    words = ["replan", files / "event.json", files / "plan.json", files / "changes.json"]
    code, _, err = run(capsys, *words, f"--held={held}")
    assert code == 1
    assert "held" in err


def test_a_seat_is_explained(capsys, files):
    planned(capsys, files)
    code, out, _ = run(capsys, "why", files / "event.json", files / "plan.json", "p0020")
    assert code == 0
    assert [each["round"] for each in json.loads(out)["seats"]] == [1, 2, 3]
    assert run(capsys, "why", files / "event.json", files / "plan.json", "nobody")[0] == 1


def test_a_misspelt_rule_is_named(capsys, files):
    (files / "event.json").write_text(json.dumps({**json.loads(as_text(golf(4, 4, 3))), "aparts": []}))
    _, out, _ = run(capsys, files / "event.json", "--plan", files / "plan.json", "--seconds", 1)
    assert json.loads(out)["left_aside"] == ["aparts"]


def test_it_needs_neither_django_nor_a_data_folder(files):
    """In a process of its own, so that nothing is imported already."""
    code = (
        "import sys; from sofra.project.commands import main;"
        f"main(['seat', {str(files / 'event.json')!r}, '--seconds', '1', '--data', {str(files / 'none')!r}]);"
        "assert not [name for name in sys.modules if name.split('.')[0] in ('django', 'numba')], 'imported'"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=os.environ)
    assert done.returncode == 0, done.stderr
    assert not (files / "none").exists()
