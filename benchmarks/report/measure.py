"""How long the four forms of a full report take in all languages: `python -m benchmarks.report.measure`."""

import os
import resource
import tempfile
import time
from pathlib import Path

FIVE = ("en", "de", "sq", "bcms", "mk")


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOFRA_DATA"] = folder
        from sofra.project import side

        side.set_up("door")
        side.bring_up_to_date("door")
        from benchmarks.report.programme import build

        from sofra.door.report.writers.all import write_report

        edition = build()
        out = Path(os.environ.get("OUT", folder)) / "report"
        begun, used = time.monotonic(), _cpu()
        files = write_report(edition, FIVE, out)
        took, cpu = time.monotonic() - begun, _cpu() - used
        largest = max(out.rglob("*.html"), key=lambda path: _weight(path, out))
        weight = _weight(largest, out)
    print(f"{files} files in {took:.1f} s, {cpu:.1f} s of processor, load {os.getloadavg()[0]:.1f}")
    print(f"heaviest page with all it loads: {largest.relative_to(out)}, {weight / 1000:.0f} kB")


def _weight(page, out):
    """With the style sheet and every font that its letters can ask for."""
    kinds = {"latin", "balkan", *(("cyrillic", "signs") if page.parent.name == "mk" else ())}
    fonts = [font for font in (out / "assets" / "fonts").iterdir() if font.stem.rpartition("-")[2] in kinds]
    assets = [out / "assets" / "report.css", out / "assets" / "favicon.svg", *fonts]
    return sum(path.stat().st_size for path in (page, *assets))


def _cpu():
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    main()
