"""The door of the programme that is attacked, in a process of its own: `python -m tests.attack.publishing_door`.

`brief DATA SPOOL` prepares every dialogue and lays the briefs into the hatch. `publish DATA SPOOL OUT` takes the
releases and saves every page that a stranger finds, with its headers, in all six faces.
"""

import os
import re
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from sofra.project import side
from tests.attack.meetings import LANGUAGES, MEETINGS, YEARS


def brief(spool):
    from sofra.door.preparation.actions import prepare, send_brief
    from sofra.door.programme.actions import create_edition, create_programme

    names = dict.fromkeys(LANGUAGES, "Attack")
    programme = create_programme(slug="attack", name=names, convenor="Nobody")
    editions = {year: create_edition(programme, slug=f"attack-{year}", year=year) for year in YEARS}
    for meeting in MEETINGS:
        dialogue = a_dialogue(editions[meeting.year], meeting)
        questions = [dict.fromkeys(LANGUAGES, "What hinders us?")]
        prepare(
            dialogue,
            languages=LANGUAGES,
            questions=questions,
            seats=meeting.seats,
            breakdown=meeting.breakdown,
        )
        send_brief(dialogue, spool)


def a_dialogue(edition, meeting):
    from sofra.door.programme.actions import create_dialogue
    from sofra.door.programme.models import Country

    country = Country.objects.get(code=meeting.country) if meeting.country else None
    day = date(meeting.year, 10, 7)
    return create_dialogue(
        edition,
        slug=meeting.slug,
        title=dict.fromkeys(LANGUAGES, meeting.slug),
        city=country.capital if country else "Tirana",
        country=country,
        level="national" if country else "regional",
        format="hybrid",
        date_from=day,
        date_to=day,
    )


def publish(spool, out):
    from sofra.door.releases.actions import take_releases

    assert len(take_releases(spool)) == len(MEETINGS)
    Path(out).mkdir()
    for number, (path, answer) in enumerate(sorted(found_by_a_stranger().items())):
        body = answer.getvalue() if not answer.streaming else b"".join(answer.streaming_content)
        if answer["Content-Type"] == "application/zip":
            body = unpacked(body)
        head = "".join(f"{name}: {value}\n" for name, value in answer.items())
        Path(out, f"{number:04}").write_bytes(f"{path}\n{head}\n".encode() + body)


def unpacked(archive):
    """Each file of it with its name, as a stranger reads it."""
    with ZipFile(BytesIO(archive)) as files:
        return b"\n".join(name.encode() + b"\n" + files.read(name) for name in files.namelist())


def found_by_a_stranger():
    """Every page of this programme to which links lead from the first page, without an account."""
    from django.conf import settings
    from django.test import Client
    from django.test.utils import override_settings, setup_test_environment

    setup_test_environment()
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    found, ahead = {}, [f"/{code}/" for code, _ in settings.LANGUAGES]
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}):
        stranger = Client()
        while ahead:
            path = ahead.pop()
            if path not in found:
                found[path] = answer = stranger.get(path)
                page = b"" if answer.streaming else answer.content
                links = re.findall(r'href="(/[^"#]*)', page.decode("utf-8", errors="replace"))
                ahead += [link for link in links if "attack" in link]
    return {path: answer for path, answer in found.items() if answer.status_code == 200}


def main(act, data, spool, *arguments):
    os.environ["SOFRA_DATA"] = data
    side.set_up("door")
    side.bring_up_to_date("door")
    from sofra.hatch.spool import Spool

    {"brief": brief, "publish": publish}[act](Spool(Path(spool)), *arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
