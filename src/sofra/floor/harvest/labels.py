"""What pages say of claims."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sofra.floor.harvest.models import ClaimState
from sofra.floor.harvest.queries import Stays

STATES = {
    ClaimState.NOTED: pgettext_lazy("a claim", "Not read back yet"),
    ClaimState.CONFIRMED: pgettext_lazy("a claim", "Confirmed by the room"),
    ClaimState.STRUCK: pgettext_lazy("a claim", "Struck"),
}
STAYS = {
    Stays.ROOM_TOO_SMALL: _("Fewer than ten people are in this room, so nothing that was noted leaves it."),
    Stays.NOT_READ_BACK: _("The room has not confirmed it."),
    Stays.STRUCK: _("It was struck."),
    Stays.VOICE_TOO_SMALL: _(
        "Fewer than five of this sector were told to be here, so that naming it could point at one."
    ),
    Stays.PLACE_TOO_SMALL: _(
        "Its trend card says where somebody has seen it themselves, and nobody counted how many here live there."
    ),
    Stays.MAY_NAME_SOMEBODY: _("Something in it may point at a person."),
    Stays.SAID_TWICE: _("Another claim says the same."),
}
MENDS = {
    Stays.STRUCK: _("Take it up again"),
    Stays.VOICE_TOO_SMALL: _("Say “participants”"),
    Stays.PLACE_TOO_SMALL: _("Leave the place open"),
    Stays.MAY_NAME_SOMEBODY: _("I have looked: it points at no one person"),
}
"""What one tap at the gate mends. What was not read back is confirmed by the room, on its own page."""
DONE = {
    "noted": _("Noted."),
    "changed": _("Changed."),
    "struck": _("Struck. It can be taken up again until the release."),
    "again": _("Taken up again."),
    "told": _("Kept. Only these sectors can be named."),
    "taken": _("The lines you chose are noted."),
}
