import shutil
from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sofra.door.people.models import Convenor
from sofra.door.programme.models import Edition
from sofra.door.publishing.models import Erratum, Version
from sofra.door.publishing.queries import folder_of, history_with, is_withdrawn, next_number, released_names
from sofra.door.report.writers.all import write_report
from sofra.web.languages import BY_CODE

FACES = tuple(BY_CODE)


@transaction.atomic
def publish(
    edition: Edition, *, changes: str, language: str, corrected: Collection[Erratum] = (), by: Convenor | None
) -> Version:
    """One more version: its files are all there before anybody can ask for one."""
    version = Version(
        edition=edition,
        number=next_number(edition),
        published=timezone.localdate(),
        changes=changes,
        language=language,
        rests_on=sorted(released_names(edition)),
        by=by,
    )
    version.save()
    folder = folder_of(version)
    draft = settings.PUBLISHED / edition.slug / f".{version.number}"
    for left_over in (draft, folder):
        shutil.rmtree(left_over, ignore_errors=True)
    write_report(edition, FACES, draft, history_with(version, frozenset(each.text for each in corrected)))
    edition.errata.open().filter(pk__in=[each.pk for each in corrected]).update(corrected_in=version)
    draft.rename(folder)
    return version


def note_erratum(edition: Edition, *, text: str, language: str) -> Erratum:
    return Erratum.objects.create(edition=edition, text=text, language=language)


def withdraw_what_was_taken_back() -> None:
    """Delete the files of every version in which something stands that a room has taken back since."""
    for edition in Edition.objects.filter(versions__withdrawn=None).distinct():
        there = released_names(edition)
        for version in edition.versions.filter(withdrawn=None):
            if is_withdrawn(version, there):
                _withdraw(version)


@transaction.atomic
def _withdraw(version: Version) -> None:
    version.withdrawn, version.rests_on = timezone.localdate(), []
    version.save(update_fields=["withdrawn", "rests_on"])
    shutil.rmtree(folder_of(version), ignore_errors=True)
