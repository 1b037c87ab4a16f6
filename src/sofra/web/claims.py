"""What both sides call a claim's kind, whose voice it is, and what is on a trend card."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sofra.hatch.claims import Direction, Kind, Known, Place, SaidBy

KINDS = {
    Kind.TREND: pgettext_lazy("kind of claim", "Trend"),
    Kind.CHALLENGE: pgettext_lazy("kind of claim", "Challenge"),
    Kind.CAUSE: pgettext_lazy("kind of claim", "Cause"),
    Kind.IMPACT: pgettext_lazy("kind of claim", "Impact"),
    Kind.RESPONSE: pgettext_lazy("kind of claim", "Response"),
    Kind.OPPORTUNITY: pgettext_lazy("kind of claim", "Opportunity"),
    Kind.NEED: pgettext_lazy("kind of claim", "Need"),
    Kind.OFFER: pgettext_lazy("kind of claim", "Offer of help"),
    Kind.ENTRY_POINT: pgettext_lazy("kind of claim", "Entry point"),
    Kind.PROPOSAL: pgettext_lazy("kind of claim", "Recommendation"),
    Kind.NEXT_STEP: pgettext_lazy("kind of claim", "Next step"),
    Kind.SENTIMENT: pgettext_lazy("kind of claim", "Mood"),
    Kind.CONTEXT: pgettext_lazy("kind of claim", "Context"),
    Kind.DISAGREEMENT: pgettext_lazy("kind of claim", "Disagreement"),
}
SAID_BY = {
    SaidBy.PARTICIPANTS: pgettext_lazy("whose voice", "Participants"),
    SaidBy.CIVIL_SOCIETY: pgettext_lazy("whose voice", "Civil society"),
    SaidBy.MEDIA: pgettext_lazy("whose voice", "Media"),
    SaidBy.ACADEMIA: pgettext_lazy("whose voice", "Academia"),
    SaidBy.GOVERNMENT: pgettext_lazy("whose voice", "Government"),
    SaidBy.DONOR: pgettext_lazy("whose voice", "Donors and international organisations"),
}
DIRECTIONS = {
    Direction.GROWING: pgettext_lazy("a trend", "Growing"),
    Direction.SAME: pgettext_lazy("a trend", "The same"),
    Direction.SHRINKING: pgettext_lazy("a trend", "Shrinking"),
    Direction.UNCLEAR: pgettext_lazy("a trend", "Not clear"),
}
PLACES = {
    Place.COUNTRY: _("The whole country"),
    Place.CAPITAL: _("The capital"),
    Place.TOWNS: _("Other towns"),
    Place.COUNTRYSIDE: _("The countryside"),
    Place.BORDERS: _("Near the borders"),
    Place.ABROAD: _("Across borders"),
}
KNOWN = {
    Known.SEEN: _("We have seen it ourselves"),
    Known.TOLD: _("We were told"),
    Known.DOCUMENTED: _("It is documented"),
}
