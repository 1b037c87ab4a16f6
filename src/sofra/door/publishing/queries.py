from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from sofra.door.programme.models import Edition
from sofra.door.publishing.models import Version
from sofra.door.releases.models import Release
from sofra.door.report.history import Correction, History, Past


@dataclass(frozen=True)
class Published:
    version: Version
    is_withdrawn: bool


def released_names(edition: Edition) -> frozenset[str]:
    """Everything that rooms of this edition have released and not taken back, by name and without words."""
    kept = Release.objects.filter(dialogue__edition=edition).select_related("dialogue")
    pieces = (
        (each.dialogue.slug, piece.ref) for each in kept for piece in (*each.content.everything, *each.content.claims)
    )
    return frozenset(f"{slug} {ref}" for slug, ref in pieces)


def is_withdrawn(version: Version, there: frozenset[str]) -> bool:
    return version.withdrawn is not None or not there.issuperset(version.rests_on)


def versions_of(edition: Edition) -> tuple[Published, ...]:
    """The newest first."""
    there = released_names(edition)
    return tuple(Published(each, is_withdrawn(each, there)) for each in edition.versions.all())


def next_number(edition: Edition) -> int:
    newest = edition.versions.first()
    return newest.number + 1 if newest else 1


def history_of(edition: Edition) -> History:
    """What a report written now says of its versions: it is none of them yet."""
    return History(
        number=None,
        versions=tuple(_past(each.version, each.is_withdrawn) for each in reversed(versions_of(edition))),
        corrections=tuple(
            Correction(each.text, each.language, each.noted, each.corrected_in.number if each.corrected_in else None)
            for each in edition.errata.select_related("corrected_in")
        ),
    )


def history_with(version: Version, corrected: frozenset[str]) -> History:
    """The same for a version that is about to be published, and that corrects these mistakes."""
    before = history_of(version.edition)
    corrections = tuple(
        replace(each, corrected_in=version.number) if each.corrected_in is None and each.text in corrected else each
        for each in before.corrections
    )
    return History(version.number, (*before.versions, _past(version, False)), corrections)


def _past(version: Version, withdrawn: bool) -> Past:
    return Past(version.number, version.published, version.changes, version.language, withdrawn)


def folder_of(version: Version) -> Path:
    place: Path = settings.PUBLISHED / version.edition.slug / str(version.number)
    return place


def file_of(version: Version, name: str) -> Path | None:
    """One file of a version; None where there is none of this name."""
    folder = folder_of(version).resolve()
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder) and path.is_file() else None
