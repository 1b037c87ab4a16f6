"""Settings with the tables of both sides, for the type checker alone. Nothing ever runs with them."""

from sofra.project.settings.door import *  # noqa: F403
from sofra.project.settings.door import INSTALLED_APPS

INSTALLED_APPS = ["sofra.floor", *INSTALLED_APPS]
