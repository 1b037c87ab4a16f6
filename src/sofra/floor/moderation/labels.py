"""What pages call the kinds of marks, the reasons and the acts."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from sofra.floor.moderation.marks import Piece
from sofra.floor.moderation.models import Act, Reason
from sofra.web.languages import current_language

REASONS = {
    Reason.NAMES_A_PERSON: _("It names a person or points at one"),
    Reason.NOT_THE_QUESTION: _("It is about something else"),
    Reason.SAID_ALREADY: _("It is on the table already"),
    Reason.HARMS: _("It could harm somebody"),
    Reason.UNCLEAR: _("It cannot be understood"),
}

MARKS = {
    "person": _("perhaps a person's name"),
    "email": _("an e-mail address"),
    "phone": _("a telephone number"),
    "iban": _("an account number"),
    "identity_number": _("an identity number"),
    "url": _("a web address"),
    "handle": _("a name from a network"),
    "plate": _("a number plate"),
    "address": _("a postal address"),
    "self": _("says who the author is"),
}

ACTS = {
    Act.ACCEPTED: _("Accepted as it was"),
    Act.REWORDED: _("Worded anew"),
    Act.READ_TWICE: _("Let through by a second reader"),
    Act.HELD: _("Held back"),
    Act.TAKEN_UP: _("Taken up again"),
    Act.RETURNED: _("Returned to the room"),
    Act.DESTROYED: _("Destroyed"),
    Act.WITHDRAWN: _("Taken back by whoever said it"),
    Act.UNREAD: _("Destroyed at the close, not let through"),
}

DONE = {
    "ready": _("The wording is ready for the table."),
    "second": _("Something in it may point at a person. It waits for a second reader with another pass."),
    "saved": _("The draft is kept. You or another moderator can finish it."),
    "held": _("The statement is held back."),
    "returned": _("The words are destroyed. The room sees a note with the reason."),
    "destroyed": _("The words are destroyed."),
    "empty": _("Nothing else waits that you may read."),
}
"""What the next page says about the act before it."""


def shown(pieces: Iterable[Piece]) -> SafeString:
    """The words with their marks: a line under them for eyes, and the kind of the mark for ears."""
    return format_html_join("", "{}", ((_shown(piece),) for piece in pieces))


def _shown(piece: Piece) -> SafeString | str:
    if not piece.kind:
        return piece.text
    here = current_language().tag
    return format_html(
        '<mark>{}<span class="sr-only" lang="{}"> ({})</span></mark>', piece.text, here, MARKS[piece.kind]
    )
