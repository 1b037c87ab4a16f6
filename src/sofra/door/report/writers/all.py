"""All forms of a report in all languages that are asked for, into a folder."""

from collections.abc import Sequence
from pathlib import Path

from sofra.door.programme.models import Edition
from sofra.door.report.content import Report
from sofra.door.report.material import material_of
from sofra.door.report.outline import compile_material
from sofra.door.report.writers.data import as_data
from sofra.door.report.writers.docx import as_docx
from sofra.door.report.writers.pdf import as_pdf
from sofra.door.report.writers.web import Files, as_site, assets


def write_report(edition: Edition, codes: Sequence[str], folder: Path) -> int:
    """Write everything below the folder, and say how many files that were."""
    files = report_files(edition, codes)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(files)


def report_files(edition: Edition, codes: Sequence[str]) -> Files:
    material = material_of(edition)
    files = {f"assets/{name}": content for name, content in assets().items()}
    for code in codes:
        report = compile_material(material, code)
        files |= {f"{code}/{name}": content for name, content in forms_of(report, codes).items()}
    return files


def forms_of(report: Report, codes: Sequence[str]) -> Files:
    stem = f"report-{report.slug}-{report.code}"
    names = {"PDF": f"{stem}.pdf", "DOCX": f"{stem}.docx", "CSV, JSON": "data/README.txt"}
    data = {f"data/{name}": content for name, content in as_data(report).items()}
    return as_site(report, codes, names) | {f"{stem}.pdf": as_pdf(report), f"{stem}.docx": as_docx(report)} | data
