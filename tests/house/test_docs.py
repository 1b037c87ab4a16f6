"""The documents say what is there: settings, commands, links, decisions, states of languages, examples that run."""

import argparse
import ast
import doctest
import re
import tomllib
from pathlib import Path

import polib
import pytest

from sofra.project.commands import _parser

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "sofra"
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
OPERATION = DOCS / "run" / "operation.md"


def read(page):
    return page.read_text(encoding="utf-8")


# ---------------------------------------------------------------- settings and commands


def settings_in_the_code():
    names = {name for file in SOURCE.rglob("*.py") for name in re.findall(r'"(SOFRA_[A-Z_]+)"', read(file))}
    return names | {
        name for script in ("start", "test") for name in re.findall(r"\bSOFRA_[A-Z_]+", read(ROOT / script))
    }


def test_every_setting_is_in_the_table_and_the_table_names_no_other():
    in_the_table = set(re.findall(r"^\| `(SOFRA_[A-Z_]+)`", read(OPERATION), re.MULTILINE))
    assert in_the_table == settings_in_the_code()


def commands(parser=None, name="sofra"):
    """Name and parser of every command that a person can type."""
    parser = parser or _parser()
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for word, command in action.choices.items():
            yield from commands(command, f"{name} {word}")
    if not below:
        yield name, parser


def options(parser):
    """The options that --help shows, without --help itself."""
    return {
        option
        for action in parser._actions
        if action.help != argparse.SUPPRESS
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    }


@pytest.mark.parametrize(("name", "parser"), list(commands()), ids=lambda each: each if isinstance(each, str) else "")
def test_every_command_and_option_is_in_the_table(name, parser):
    row = next((line for line in read(OPERATION).splitlines() if line.startswith(f"| `{name}")), "")
    assert row
    assert sorted(option for option in options(parser) if f"`{option}" not in row) == []


def test_every_stage_of_the_demonstration_is_in_the_table():
    demo = dict(commands())["sofra demo"]
    stages = next(action.choices for action in demo._actions if "--stage" in action.option_strings)
    row = next(line for line in read(OPERATION).splitlines() if line.startswith("| `sofra demo"))
    assert [stage for stage in stages if f"`{stage}`" not in row and f"--stage {stage}" not in row] == []


# ---------------------------------------------------------------- links


def links(page):
    """Targets of links and pictures that are files of ours; code is no link."""
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", read(page), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target for target in targets if not target.startswith(("http://", "https://", "mailto:"))]


def anchors(page):
    """What GitHub and its like make of the headings."""
    headings = re.findall(r"^#+ (.+)$", read(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(page, target):
    path, _, anchor = target.partition("#")
    place = (page.parent / path).resolve() if path else page
    if place.parent == DOCS / "pictures":  # made by tests/browser
        return place.suffix == ".png"
    return place.exists() and (not anchor or anchor in anchors(place))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    assert [target for target in links(page) if not leads_somewhere(page, target)] == []


def test_every_page_can_be_reached_from_the_readme():
    found, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in found:
            found.add(page)
            pages = [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]
            waiting += [each for each in pages if each.suffix == ".md" and each.exists()]
    assert [str(page.relative_to(ROOT)) for page in DOCS.rglob("*.md") if page not in found] == []


def test_every_decision_is_in_the_list_under_its_title():
    listed = dict(re.findall(r"^\d+\. \[(.+)\]\((.+)\)$", read(DOCS / "decisions" / "README.md"), re.MULTILINE))
    titles = {}
    for page in (DOCS / "decisions").glob("[0-9]*.md"):
        number, title = re.match(r"# (\d+) · (.+)\n", read(page)).groups()
        assert page.name.startswith(f"{int(number):02}-")
        titles[title] = page.name
    assert listed == titles


# ---------------------------------------------------------------- the map of the code


def is_defined(dotted):
    """Whether sofra has this module, or this function or class in it."""
    steps = dotted.split(".")
    module = SOURCE.joinpath(*steps)
    if module.is_dir() or module.with_suffix(".py").exists():
        return True
    file = SOURCE.joinpath(*steps[:-1]).with_suffix(".py")
    if not file.exists():
        return False
    named = (ast.FunctionDef, ast.ClassDef)
    return any(isinstance(each, named) and each.name == steps[-1] for each in ast.parse(read(file)).body)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_function_that_is_named_exists(page):
    words = re.findall(r"\b(?:door|floor|hatch|analysis|web|project)(?:\.[A-Za-z_]\w*)+\b", read(page))
    code = [word for word in words if not re.search(r"\.(py|example|md|html|sqlite3|css)\b", word)]
    assert [word for word in code if not is_defined(word)] == []


def test_the_contracts_are_told_word_for_word():
    linter = tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["importlinter"]
    part = read(ROOT / "ARCHITECTURE.md").split("## Who may import what")[1].split("\n## ")[0]
    assert re.findall(r"^\d+\. (.+)$", part, re.MULTILINE) == [each["name"] for each in linter["contracts"]]


def test_every_package_is_explained_in_its_version():
    wanted = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["dependencies"]
    names = {re.match(r"[a-z0-9-]+(\[\w+\])?", each).group() for each in wanted}
    table = re.findall(
        r"^\| ([a-z0-9-]+(?:\[\w+\])?) ([\d.]+) \|", read(DOCS / "decisions" / "07-dependencies.md"), re.M
    )
    lines = re.findall(r"^([a-z0-9-]+)==([\d.]+)", read(ROOT / "requirements.txt"), re.MULTILINE)
    locked = dict(reversed(lines))  # the first of several is for the oldest Python, the one that is measured
    assert dict(table) == {name: locked[name.split("[")[0]] for name in names}


# ---------------------------------------------------------------- languages and methods


def test_the_state_of_every_catalogue_is_told_as_it_is():
    catalogues = sorted((SOURCE / "web" / "locale").glob("*/LC_MESSAGES/django.po"))
    states = {
        str(file.relative_to(SOURCE / "web" / "locale")): polib.pofile(str(file)).metadata["X-Review-State"]
        for file in catalogues
    }
    told = dict(re.findall(r"^\| .+ \| `([\w/]+\.po)` \| (.+) \|$", read(DOCS / "languages.md"), re.MULTILINE))
    assert told == states


@pytest.mark.parametrize("page", sorted((DOCS / "methods").glob("*.md")), ids=lambda page: page.name)
def test_the_examples_of_a_method_run(page):
    result = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert result.failed == 0
    assert result.attempted == read(page).count("\n>>> ")


def test_the_spare_cards_of_the_page_are_those_of_the_code():
    spare = re.search(r"^SPARE_CARDS = .+?(?= *#|$)", read(SOURCE / "floor" / "room" / "actions.py"), re.MULTILINE)
    assert spare.group() in read(DOCS / "methods" / "codes.md")
