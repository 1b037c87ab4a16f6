"""`sofra language …`: what Sofra makes of words, as JSON lines, without a data folder and without Django."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sofra.project.data import DataProblem

WHAT = "detect, transliterate, group, compare, tag, mark and search statements: JSON lines in, JSON lines out"
MODEL_HELP = "builtin, lexical, folder:PATH or the address of an OpenAI-compatible server (%(default)s)"

Row = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    jobs = parser.add_subparsers(metavar="WHAT", required=True)
    for name, (job, told) in _JOBS.items():
        one = jobs.add_parser(name, help=told, description=f"{told}. Reads one JSON object a line.")
        one.add_argument("file", nargs="?", type=Path, help="file to read; standard input if you name none")
        one.set_defaults(job=job)
        if job is _transliterate:
            one.add_argument("--to", choices=("latin", "cyrillic"), required=True, help="the script to write")
        if job in (_themes, _duplicates, _tag, _search):
            one.add_argument("--model", default="builtin", help=MODEL_HELP)
        if job in (_themes, _tag):
            one.add_argument(
                "--taxonomy", type=Path, help="YAML file of tags; Sofra's twenty-five themes if you name none"
            )
        if job is _themes:
            one.add_argument(
                "--number", type=int, help="how many themes; as many as there seem to be if you say nothing"
            )
        if job is _search:
            one.add_argument("--query", required=True, help="what to look for")
            one.add_argument("--language", help="the language of the query; guessed if you say nothing")
        if job in (_search, _tag):
            one.add_argument(
                "--best", type=int, default=10 if job is _search else 3, help="how many answers (%(default)s)"
            )


def run(asked: argparse.Namespace) -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for row in asked.job(asked, list(_read(asked.file))):
        print(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode(), flush=True)


def _read(file: Path | None) -> Iterator[Row]:
    for number, line in enumerate(_lines(file), start=1):
        if line.strip():
            yield _row(line, number)


def _lines(file: Path | None) -> Iterable[str]:
    if file is None:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        return sys.stdin
    try:
        return file.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as fault:
        raise DataProblem(f"{file} cannot be read: {fault.strerror}.") from fault


def _row(line: str, number: int) -> Row:
    try:
        row = json.loads(line)
    except ValueError as fault:
        raise DataProblem(f"Line {number} is no JSON.") from fault
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise DataProblem(f"Line {number} is no object with a “text”.")
    return row


def _name(row: Mapping[str, Any], number: int) -> Any:
    return row.get("id", number)


def _languages(rows: Sequence[Row]) -> list[str]:
    """The language that each row names in `lang`, or else the one that is detected."""
    from sofra.analysis.language.detection import detect

    return [str(row["lang"]) if row.get("lang") else detect(row["text"]).language for row in rows]


def _detect(_: argparse.Namespace, rows: Sequence[Row]) -> Iterator[Row]:
    from sofra.analysis.language.detection import detect

    for number, row in enumerate(rows):
        found = detect(row["text"])
        yield {
            "id": _name(row, number),
            "lang": found.language or None,
            "script": found.script or None,
            "confidence": round(found.confidence, 4),
            "reason": found.reason or None,
        }


def _transliterate(asked: argparse.Namespace, rows: Sequence[Row]) -> Iterator[Row]:
    from sofra.analysis.language.script import to_cyrillic, to_latin

    write = to_cyrillic if asked.to == "cyrillic" else to_latin
    for number, row in enumerate(rows):
        yield {"id": _name(row, number), "text": write(row["text"])}


def _marks(_: argparse.Namespace, rows: Sequence[Row]) -> Iterator[Row]:
    from sofra.analysis.language.marks import find_marks

    for number, row in enumerate(rows):
        marks = [
            {"start": mark.start, "end": mark.end, "kind": mark.kind, "text": row["text"][mark.start : mark.end]}
            for mark in find_marks(row["text"])
        ]
        yield {"id": _name(row, number), "marks": marks}


def _embedder(setting: str) -> Any:
    from sofra.analysis.language.embedding import choose_embedder

    embedder = choose_embedder(setting)
    if embedder.trouble:
        print(f"sofra: {embedder.trouble}", file=sys.stderr)
    return embedder


def _tagger(asked: argparse.Namespace) -> Any:
    from sofra.analysis.language.tags import NoTags, Tagger, shipped_themes, tags_of

    tags = tags_of(_taxonomy(asked.taxonomy)) if asked.taxonomy else shipped_themes()
    try:
        return Tagger(_embedder(asked.model), tags)
    except NoTags as fault:
        raise DataProblem(f"The taxonomy cannot be used: {fault}.") from fault


def _taxonomy(file: Path) -> Mapping[str, Any]:
    import yaml

    try:
        taxonomy = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as fault:
        raise DataProblem(f"{file} is no taxonomy in YAML.") from fault
    if not isinstance(taxonomy, dict):
        raise DataProblem(f"{file} is no taxonomy in YAML.")
    return taxonomy


def _tag(asked: argparse.Namespace, rows: Sequence[Row]) -> Iterator[Row]:
    found = _tagger(asked).suggest([row["text"] for row in rows], _languages(rows), asked.best) if rows else []
    for number, (row, suggestions) in enumerate(zip(rows, found, strict=True)):
        tags = [{"tag": each.tag, "score": each.score, "sure": each.sure} for each in suggestions]
        yield {"id": _name(row, number), "tags": tags}


def _themes(asked: argparse.Namespace, rows: Sequence[Row]) -> Iterator[Row]:
    from sofra.analysis.language.themes import propose

    if not rows:
        return
    tagger, texts, languages = _tagger(asked), [row["text"] for row in rows], _languages(rows)
    vectors = tagger.embedder.encode(texts, languages)
    for number, found in enumerate(propose(tagger, texts, languages, vectors, asked.number)):
        yield {
            "theme": number,
            "members": [_name(rows[place], place) for place in found.theme.members],
            "nearest": [_name(rows[place], place) for place in found.theme.nearest],
            "tag": found.tag,
            "words": {language: list(words) for language, words in found.theme.words.items()},
            "model": found.model,
        }


def _duplicates(asked: argparse.Namespace, rows: Sequence[Row]) -> Iterator[Row]:
    from sofra.analysis.language.duplicates import find_duplicates

    texts, languages = [row["text"] for row in rows], _languages(rows)
    vectors = _embedder(asked.model).encode(texts, languages)
    for pair in find_duplicates(texts, languages, vectors):
        yield {
            "one": _name(rows[pair.one], pair.one),
            "other": _name(rows[pair.other], pair.other),
            "likeness": pair.likeness,
            "same_words": pair.same_words,
        }


def _search(asked: argparse.Namespace, rows: Sequence[Row]) -> Iterator[Row]:
    from sofra.analysis.language.search import Index

    language = asked.language or _languages([{"text": asked.query}])[0]
    index = Index(_embedder(asked.model), [row["text"] for row in rows], _languages(rows))
    for hit in index.search(asked.query, language, asked.best):
        yield {"id": _name(rows[hit.place], hit.place), "score": hit.score}


_JOBS = {
    "detect": (_detect, "propose the language and the script of each text"),
    "transliterate": (_transliterate, "write Bosnian-Montenegrin-Serbian in the other script"),
    "themes": (_themes, "group texts of several languages into themes"),
    "duplicates": (_duplicates, "propose pairs of texts that may say the same"),
    "tag": (_tag, "propose tags for each text"),
    "marks": (_marks, "mark names, contacts and numbers in each text"),
    "search": (_search, "find texts in any language"),
}
