from django.http import Http404
from django.shortcuts import get_object_or_404

from sofra.door.programme.models import Dialogue
from sofra.door.report.queries import Report, compile_report


def dialogue_from(slug: str) -> Dialogue:
    dialogues = Dialogue.objects.select_related("edition__programme", "country", "preparation", "release")
    return get_object_or_404(dialogues, slug=slug)


def report_from(slug: str) -> Report:
    """The report of this dialogue; 404 as long as nothing was released."""
    report = compile_report(dialogue_from(slug))
    if report is None:
        raise Http404(slug)
    return report
