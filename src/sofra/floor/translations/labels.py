"""What pages call how far a translation is."""

from django.utils.translation import gettext_lazy as _

from sofra.floor.translations.queries import Standing

STANDINGS = {
    Standing.MISSING: _("not translated"),
    Standing.STALE: _("stale: the wording has changed"),
    Standing.DRAFT: _("draft"),
    Standing.CHECKED: _("checked"),
    Standing.APPROVED: _("approved"),
    Standing.REVIEWED: _("reviewed by a moderator"),
}

TOLD = {
    Standing.MISSING: _("It is not translated into your language yet."),
    Standing.STALE: _("An older translation: the wording has changed since."),
    Standing.DRAFT: _("A draft translation: nobody else has read it yet."),
    Standing.CHECKED: _("A translation that a translator has checked."),
    Standing.APPROVED: _("A translation that two translators have read."),
}
"""What a participant reads below a translation."""

DONE = {
    "draft": _("The draft is kept. It is shown as a draft."),
    "checked": _("The translation is done. Another pass can approve it."),
    "approved": _("The translation is approved."),
    "reworded": _("The wording is changed. Its translations are stale until somebody has looked at them."),
}
