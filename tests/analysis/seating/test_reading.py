"""Bad input is named by line and field, all of it at once."""

import json

import pytest

from sofra.analysis.seating.reading import BadInput, read_instance, read_plan, unknown_keys


def text(**changed):
    whole = {
        "rounds": 2,
        "languages": ["en", "mk"],
        "people": [{"id": "p1", "langs": ["en"]}, {"id": "p2", "langs": ["mk", "en"]}],
        "tables": [{"id": "t1", "kind": "room", "min": 1, "max": 4}],
    }
    return "{\n" + ",\n".join(f'"{key}": {lines(value)}' for key, value in {**whole, **changed}.items()) + "\n}"


def lines(value):
    return (
        "[\n" + ",\n".join(json.dumps(each) for each in value) + "\n]" if isinstance(value, list) else json.dumps(value)
    )


HYBRID = {"id": "t", "kind": "hybrid", "min": 1, "max": 4, "online_min": 3, "online_max": 2}


def faults_of(wrong):
    with pytest.raises(BadInput) as caught:
        read_instance(wrong)
    return [(fault.line, fault.where, fault.reason) for fault in caught.value.faults]


def test_a_good_text_is_read_with_lines():
    found = read_instance(text(apart=[["p1", "p2"]]))
    assert [person.langs for person in found.people] == [("en",), ("mk", "en")]
    assert found.lines["people[1]"] == 9
    assert text(apart=[["p1", "p2"]]).splitlines()[found.lines["apart[0]"] - 1] == '["p1", "p2"]'


@pytest.mark.parametrize(
    ("changed", "where", "part"),
    [
        ({"people": [{"id": "p1", "langs": ["en"]}, {"id": "p1", "langs": ["en"]}]}, "people[1].id", "there already"),
        ({"people": [{"id": "p1", "langs": []}]}, "people[0].langs", "no language"),
        ({"people": [{"id": "p1", "langs": ["xx"]}]}, "people[0].langs", "xx is not among"),
        ({"people": [{"id": " ", "langs": ["en"]}]}, "people[0].id", "an id is needed"),
        ({"people": [{"id": "p1"}]}, "people[0]", "langs"),
        ({"people": [{"id": 7, "langs": ["en"]}]}, "people[0]", "Expected `str`"),
        ({"people": [{"id": "p1", "langs": ["en"], "mode": "moon"}]}, "people[0]", "moon"),
        ({"people": [{"id": "p1", "langs": ["en"], "fixed_table": "t9"}]}, "people[0].fixed_table", 'no table "t9"'),
        ({"people": []}, "people", "at least one"),
        ({"people": {}}, "people", "a list is needed"),
        ({"tables": [{"id": "t1", "min": 0, "max": 0}]}, "tables[0].max", "0 seats"),
        ({"tables": [{"id": "t1", "min": 1, "max": 10**30}]}, "tables[0].max", "at most 3000"),
        ({"tables": [{"id": "t1", "min": 5, "max": 4}]}, "tables[0].min", "at least 5 and at most 4"),
        ({"tables": [{"id": "t1", "min": 1, "max": 4}] * 2}, "tables[1].id", "there already"),
        ({"tables": [HYBRID]}, "tables[0].online_min", "at least 3"),
        ({"apart": [["p1", "p9"]]}, "apart[0]", 'nobody "p9"'),
        ({"apart": [["p1", "p1"]]}, "apart[0]", "named twice"),
        ({"together": [["p1"]]}, "together[0]", "at least two"),
        ({"wish_to_meet": "p1"}, "wish_to_meet", "no list"),
        ({"interpretation": [{"table": "t1", "langs": ["en"]}]}, "interpretation[0].langs", "two languages"),
        ({"interpretation": [{"table": "t7", "langs": ["en", "mk"]}]}, "interpretation[0].table", 'no table "t7"'),
        ({"languages": [["en"]]}, "languages[0]", "Expected `str`"),
        ({"languages": "en"}, "languages", "no list"),
        ({"rounds": 0}, "rounds", "whole number"),
        ({"rounds": True}, "rounds", "whole number"),
        ({"rounds": "3"}, "rounds", "whole number"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_line_and_field(changed, where, part):
    wrong = text(**changed)
    found = [each for each in faults_of(wrong) if each[1] == where]
    assert len(found) == 1
    line, _, reason = found[0]
    assert part in reason
    entry = where.split("[")[0]
    assert line >= 1 + next(n for n, each in enumerate(wrong.splitlines()) if each.startswith(f'"{entry}"'))


def test_every_fault_is_named_at_once():
    wrong = text(
        people=[{"id": "p1", "langs": []}, {"id": "p1", "langs": ["xx"]}], tables=[{"id": "t", "min": 0, "max": 0}]
    )
    assert len(faults_of(wrong)) == 4


@pytest.mark.parametrize("wrong", ["", "[]", "null", "{", '{"a": }', "[" * 100_000, '"x"', '{"rounds": 1} x'])
def test_a_text_that_is_no_object_is_refused(wrong):
    assert faults_of(wrong)[0][0] >= 1


def test_a_syntax_fault_is_named_by_line():
    assert faults_of('{\n"rounds": 1,\n"people": [,]\n}')[0][0] == 3


def test_unknown_keys_are_named():
    assert unknown_keys(text(aparts=[], name="x")) == ("aparts",)


@pytest.mark.parametrize("wrong", ["", "{}", '[{"t1": "p1"}]', "[[]]", "[1]", '[{"t1": [1]}]'])
def test_a_text_that_is_no_plan_is_refused(wrong):
    with pytest.raises(BadInput):
        read_plan(wrong)


def test_a_plan_is_read():
    assert read_plan('[{"t1": ["p1", "p2"]}]') == ({"t1": ("p1", "p2")},)
