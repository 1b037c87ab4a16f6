"""All forms of a report in all languages that are asked for, into a folder."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import django

from sofra.door.programme.models import Edition
from sofra.door.report.content import Report
from sofra.door.report.history import History
from sofra.door.report.material import material_of
from sofra.door.report.outline import NOT_PUBLISHED, compile_material
from sofra.door.report.writers.data import as_data
from sofra.door.report.writers.docx import as_docx
from sofra.door.report.writers.pdf import as_pdf
from sofra.door.report.writers.web import Files, as_site, assets

Codes = Sequence[str]


def write_report(edition: Edition, codes: Codes, folder: Path, kept: History = NOT_PUBLISHED) -> int:
    """Write everything below the folder, and say how many files that were."""
    files = report_files(edition, codes, kept)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


def report_files(edition: Edition, codes: Codes, kept: History = NOT_PUBLISHED) -> Files:
    """Everything in it is refused together, before the first form is written."""
    material = material_of(edition)
    reports = [compile_material(material, code, kept) for code in codes]
    files = {f"assets/{name}": content for name, content in assets().items()}
    for written in _written(reports, codes):
        files |= written
    return files


def _written(reports: Sequence[Report], codes: Codes) -> Iterator[Files]:
    """Each form in each language; side by side on as many processors as there are."""
    tasks = [(form, report, codes) for form in FORMS for report in reports]
    if len(reports) == 1:
        yield from map(_form, tasks)
        return
    # New processes, not copies of this one: a copy of a process with threads can stand still for ever.
    workers = min(os.cpu_count() or 1, len(tasks))
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=django.setup) as side_by_side:
        yield from side_by_side.map(_form, tasks)


def _form(task: tuple[Callable[[Report, Codes], Files], Report, Codes]) -> Files:
    form, report, codes = task
    return {f"{report.code}/{name}": content for name, content in form(report, codes).items()}


def one_file(edition: Edition, codes: Codes, name: str, kept: History) -> bytes | None:
    """A single file, written for whoever looks at it; None where the report has none of this name."""
    folder, _, rest = name.partition("/")
    if folder == "assets":
        return assets().get(rest)
    if folder not in codes:
        return None
    form = {"pdf": _pdf, "docx": _docx}.get(rest.rpartition(".")[2], _site_and_data)
    return form(compile_material(material_of(edition), folder, kept), codes).get(rest)


def _stem(report: Report) -> str:
    return f"report-{report.slug}-{report.code}"


def _pdf(report: Report, _codes: Codes) -> Files:
    return {f"{_stem(report)}.pdf": as_pdf(report)}


def _docx(report: Report, _codes: Codes) -> Files:
    return {f"{_stem(report)}.docx": as_docx(report)}


def _site_and_data(report: Report, codes: Codes) -> Files:
    stem = _stem(report)
    names = {"PDF": f"{stem}.pdf", "DOCX": f"{stem}.docx", "CSV, JSON": "data/README.txt"}
    data = {f"data/{name}": content for name, content in as_data(report).items()}
    return as_site(report, codes, names) | data


FORMS = (_pdf, _docx, _site_and_data)
"""What takes longest comes first, so that no processor waits at the end."""
