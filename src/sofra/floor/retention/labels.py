"""What the page of what is kept calls each kind of thing."""

from django.utils.translation import gettext_lazy as _

from sofra.floor.retention.queries import Thing

THINGS = {
    Thing.CARDS: _("Entry cards, and what leads from a card to a seat"),
    Thing.INBOX: _("Statements that no moderator has let through"),
    Thing.VOTES: _("Votes, each beside the seat it came from"),
    Thing.WORDS: _("What was said, sealed, and the key to it"),
    Thing.WORDINGS: _("The wordings on the table"),
    Thing.CLAIMS: _("Claims that the rapporteurs noted"),
    Thing.DESK: _("Staff passes, and the moderators' log without words"),
}
