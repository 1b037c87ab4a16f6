"""All tables of the floor, chapter by chapter."""

from sofra.floor.harvest.models import Claim as Claim
from sofra.floor.harvest.models import EarlierText as EarlierText
from sofra.floor.harvest.models import TrendCard as TrendCard
from sofra.floor.moderation.models import Draft as Draft
from sofra.floor.moderation.models import FirstReading as FirstReading
from sofra.floor.moderation.models import Hold as Hold
from sofra.floor.moderation.models import LoggedAct as LoggedAct
from sofra.floor.moderation.models import Returned as Returned
from sofra.floor.moderation.models import Taken as Taken
from sofra.floor.moderation.models import Wording as Wording
from sofra.floor.release.models import LedgerEntry as LedgerEntry
from sofra.floor.release.models import Released as Released
from sofra.floor.release.models import ReleasePlan as ReleasePlan
from sofra.floor.room.models import Card as Card
from sofra.floor.room.models import Dialogue as Dialogue
from sofra.floor.room.models import Question as Question
from sofra.floor.room.models import StaffPass as StaffPass
from sofra.floor.room.models import Voice as Voice
from sofra.floor.sealing.models import Seal as Seal
from sofra.floor.statements.models import Statement as Statement
from sofra.floor.translations.models import Translation as Translation
from sofra.floor.votes.models import Vote as Vote
