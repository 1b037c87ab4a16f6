from sofra.web.formats.bcms.formats import *  # noqa: F403  the same language in its other script
