"""What every form of a report says about itself: whether it is published, and how far it has come in its language."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from sofra.door.report.content import Report, State, Text
from sofra.door.report.saying import say

UNCOUNTED = _("the source’s word, nobody counted")


def notice_of(report: Report) -> Iterator[Text]:
    """In the language that is active; nothing where it is published and all is approved."""
    if report.version is None:
        yield say(_("Not published: this is what the report would be now."))
    states = [text.state for text in report.texts]
    missing = states.count(State.MISSING) + states.count(State.STALE)
    if missing or State.DRAFT in states:
        yield say(_("This report is a draft: no native speaker has read it in this language yet."))
    if missing:
        words = ngettext_lazy(
            "%(number)d text has no translation and stands in English.",
            "%(number)d texts have no translation and stand in English.",
            "number",
        )
        yield say(words, number=missing)
