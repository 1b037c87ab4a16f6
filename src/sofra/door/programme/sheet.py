"""A YAML file that still knows its lines, so that a fault can name the line, the place and the reason.

Faults are for the person who wrote the file and are worded in English, as the file is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

Step = str | int
Shape = TypeVar("Shape", bound=msgspec.Struct)
LARGEST_FILE = 4_000_000

ONE_OF = {
    "sources": "source", "countries": "country", "precursors": "precursor", "editions": "edition", "events": "event",
    "highlights": "highlight", "claims": "claim", "outputs": "output", "findings_public": "finding",
    "facets": "facet", "items": "item",
}  # fmt: skip
PLAIN_REASONS = (
    (r"Object contains unknown field `(.+)`", r"unknown field '\1'"),
    (r"Object missing required field `(.+)`", r"the field '\1' is missing"),
    (r"Expected `(.+)`, got `(.+)`", r"expected \1, found \2"),
    (r"Invalid enum value (.+)", r"\1 is not one of the words that are known here"),
    (r"Expected `array` of length >= 1", "at least one is needed"),
    (r"Expected `str` of length >= 1", "the text is empty"),
    (r"Expected `str` matching regex .+", "this is not written in the form that is expected here"),
)
PLAIN_WORDS = {
    r"\bstr\b": "text", r"\bint\b": "a whole number", r"\bfloat\b": "a number", r"\bbool\b": "true or false",
    r"\barray\b": "a list", r"\bobject\b": "fields with values", r"\bnull\b": "nothing", r" \| ": " or ",
}  # fmt: skip


class ProgrammeFault(ValueError):
    """A programme that cannot be loaded: which file, which line, where in it, and why."""

    def __init__(self, file: str, line: int, place: str, reason: str) -> None:
        self.file, self.line, self.place, self.reason = file, line, place, reason
        super().__init__(f"{file}, line {line}: {place}{': ' if place else ''}{reason}")


class PlainLoader(yaml.CSafeLoader):
    """Reads 2020-12-14 as the text it is, so that 2020-11 and 2020-12-14 are of one kind."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Sheet:
    name: str
    root: yaml.Node
    content: object

    def fault(self, path: tuple[Step, ...], reason: str) -> ProgrammeFault:
        node, place = _walk(self.root, path)
        return ProgrammeFault(self.name, node.start_mark.line + 1, place, reason)

    def read_as(self, shape: type[Shape]) -> Shape:
        """The content in this shape, or the first fault in it."""
        try:
            return msgspec.convert(self.content, shape)
        except msgspec.ValidationError as error:
            raise self._fault_of(str(error)) from error

    def _fault_of(self, message: str) -> ProgrammeFault:
        reason, _, where = message.partition(" - at `")
        path = tuple(_steps(where))
        node, place = _walk(self.root, path)
        unknown = re.fullmatch(PLAIN_REASONS[0][0], reason)
        if unknown:
            node = _key(node, unknown.group(1)) or node
        return ProgrammeFault(self.name, node.start_mark.line + 1, place, _in_plain_words(reason))


def read_sheet(path: Path) -> Sheet:
    text = _text(path)
    try:
        loader = PlainLoader(text)
        root = loader.get_single_node()
        if root is None:
            raise ProgrammeFault(path.name, 1, "", "the file is empty")
        _refuse_double_keys(path.name, root)
        return Sheet(path.name, root, loader.construct_document(root))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ProgrammeFault(path.name, line, "", f"not readable as YAML: {error.problem}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ProgrammeFault(path.name, line, "", "a character that no text may hold") from error


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ProgrammeFault(path.name, 1, "", f"the file cannot be opened: {error.strerror}") from error
    if len(content) > LARGEST_FILE:
        raise ProgrammeFault(path.name, 1, "", f"{len(content)} bytes, at most {LARGEST_FILE} are read")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProgrammeFault(path.name, line, "", "not written in UTF-8") from error


def _refuse_double_keys(name: str, node: yaml.Node) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise ProgrammeFault(name, key.start_mark.line + 1, "", "the name of a field is a list, not a word")
            if key.value in seen:
                raise ProgrammeFault(name, key.start_mark.line + 1, "", f"the field '{key.value}' stands here twice")
            seen.add(key.value)
            _refuse_double_keys(name, value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_double_keys(name, value)


def _steps(where: str) -> Iterator[Step]:
    """The steps of a path as msgspec writes it: ``$.highlights[3].claims[0].kind``."""
    for name, number in re.findall(r"\.([^.\[\]`]+)|\[(\d+)\]", where):
        yield name or int(number)


def _walk(node: yaml.Node, path: tuple[Step, ...]) -> tuple[yaml.Node, str]:
    """The node at the end of a path, or the last one there is, and the way to it in plain words."""
    words: list[str] = []
    for step in path:
        below = _entry(node, step) if isinstance(step, int) else _value(node, step)
        if below is None:
            break
        node = below
        _say_step(words, node, step)
    return node, ", ".join(words)


def _say_step(words: list[str], node: yaml.Node, step: Step) -> None:
    if isinstance(step, str):
        words.append(step)
        return
    name = _value(node, "id") or _value(node, "code")
    if name is None:
        words.append(f"entry {step + 1}")
    else:
        words[-1] = f"{ONE_OF.get(words[-1], words[-1])} {name.value}"


def _entry(node: yaml.Node, number: int) -> yaml.Node | None:
    inside = node.value if isinstance(node, yaml.SequenceNode) else []
    return inside[number] if number < len(inside) else None


def _value(node: yaml.Node, name: str) -> yaml.Node | None:
    inside = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for key, value in inside if key.value == name), None)


def _key(node: yaml.Node, name: str) -> yaml.Node | None:
    inside = node.value if isinstance(node, yaml.MappingNode) else []
    return next((key for key, _value in inside if key.value == name), None)


def _in_plain_words(reason: str) -> str:
    for technical, plain in PLAIN_REASONS:
        if re.fullmatch(technical, reason):
            reason = re.sub(technical, plain, reason)
            break
    if reason.startswith("expected "):
        for technical, plain in PLAIN_WORDS.items():
            reason = re.sub(technical, plain, reason)
    return reason
