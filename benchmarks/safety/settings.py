"""The floor's settings with the database of one variant."""

import os

from benchmarks.safety.variants import POSTGRESQL, VARIANTS

from sofra.project.settings.floor import *  # noqa: F403
from sofra.project.settings.floor import DATABASES

VARIANT = VARIANTS[os.environ["VARIANT"]]
if VARIANT.engine != POSTGRESQL:
    DATABASES["default"]["ENGINE"] = VARIANT.engine
    if not VARIANT.secure_delete:
        options = DATABASES["default"]["OPTIONS"]
        options["init_command"] = options["init_command"].replace("secure_delete=ON", "secure_delete=OFF")
