"""`sofra report`: the report on an edition as static pages, PDF, DOCX and open data."""

import argparse
from pathlib import Path

from sofra.project import side
from sofra.project.data import DataProblem

WHAT = "write the report on an edition: web pages, PDF, DOCX and open data"
EVERY = "all"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--edition", required=True, metavar="EDITION", help="its name in addresses, such as 2020")
    parser.add_argument("--lang", default=EVERY, metavar="CODE", help="one language of the pages (%(default)s)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder it is written into")


def run(asked: argparse.Namespace) -> None:
    side.set_up("door")
    side.bring_up_to_date("door")
    from sofra.door.programme.models import Edition
    from sofra.door.publishing.queries import history_of
    from sofra.door.report.checks import UnprovenReport
    from sofra.door.report.writers.all import write_report
    from sofra.door.report.writers.pdf import UnprintableReport
    from sofra.web.languages import BY_CODE

    edition = Edition.objects.select_related("programme").filter(slug=asked.edition).first()
    if edition is None:
        known = ", ".join(Edition.objects.values_list("slug", flat=True))
        raise DataProblem(f"There is no edition {asked.edition}. There are: {known}.")
    if asked.lang not in {EVERY, *BY_CODE}:
        raise DataProblem(f"There is no language {asked.lang}. There are: {', '.join(BY_CODE)}.")
    codes = list(BY_CODE) if asked.lang == EVERY else [asked.lang]
    try:
        written = write_report(edition, codes, asked.out, history_of(edition))
    except (UnprovenReport, UnprintableReport) as fault:
        raise DataProblem(f"The report was not written. {fault}.") from fault
    except OSError as fault:
        raise DataProblem(
            f"{fault.filename} cannot be written: {fault.strerror}. Choose another folder with --out."
        ) from fault
    print(f"Written: {written} files in {asked.out}")
