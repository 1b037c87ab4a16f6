"""All tables of the door, chapter by chapter."""

from sofra.door.people.models import Convenor as Convenor
