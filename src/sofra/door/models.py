"""All tables of the door, chapter by chapter."""

from sofra.door.guests.models import Guest as Guest
from sofra.door.guests.models import GuestList as GuestList
from sofra.door.guests.models import KeepApart as KeepApart
from sofra.door.guests.models import MustBeWith as MustBeWith
from sofra.door.guests.models import Upload as Upload
from sofra.door.highlights.models import Claim as Claim
from sofra.door.highlights.models import Finding as Finding
from sofra.door.highlights.models import Highlight as Highlight
from sofra.door.highlights.models import Output as Output
from sofra.door.issuance.models import Issuance as Issuance
from sofra.door.issuance.models import Ticket as Ticket
from sofra.door.people.models import Convenor as Convenor
from sofra.door.people.models import Welcome as Welcome
from sofra.door.preparation.models import OpeningStatement as OpeningStatement
from sofra.door.preparation.models import Preparation as Preparation
from sofra.door.preparation.models import PreparedQuestion as PreparedQuestion
from sofra.door.programme.models import Country as Country
from sofra.door.programme.models import Dialogue as Dialogue
from sofra.door.programme.models import Edition as Edition
from sofra.door.programme.models import Facet as Facet
from sofra.door.programme.models import Precursor as Precursor
from sofra.door.programme.models import Programme as Programme
from sofra.door.programme.models import Source as Source
from sofra.door.programme.models import Tag as Tag
from sofra.door.releases.models import Release as Release
