"""What both sides have in common. Everything that tells them apart is in `door` and `floor`."""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from sofra.project.database import postgresql
from sofra.web.languages import LANGUAGES as SOFRA_LANGUAGES
from sofra.web.languages import make_known_to_django

make_known_to_django()

SOURCE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("SOFRA_DATA", SOURCE.parents[1] / "data")).resolve()
STATIC_FILES = DATA / "static"

DOOR_ADDRESS = os.environ.get("SOFRA_DOOR_ADDRESS", "http://localhost:8000/")
FLOOR_ADDRESS = os.environ.get("SOFRA_FLOOR_ADDRESS", "http://127.0.0.1:8001/")
ONIONS = {"door": os.environ.get("SOFRA_DOOR_ONION", ""), "floor": os.environ.get("SOFRA_FLOOR_ONION", "")}
"""Host names of the two onion services, where there are any."""
SERVERS = {"door": os.environ.get("SOFRA_DOOR_DATABASE"), "floor": os.environ.get("SOFRA_FLOOR_DATABASE")}
"""Addresses of PostgreSQL databases, where a side does not lie in a file."""
HATCH = DATA / "hatch"
PUBLISHED = DATA / "published"

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *os.environ.get("SOFRA_HOSTS", "").split()]
ALLOWED_HOSTS += [onion for onion in ONIONS.values() if onion]
USE_X_FORWARDED_HOST = False


def secret_key(side: str) -> str:
    """The key of this side, made at its first start and readable by its owner alone."""
    place = DATA / side / "secret"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch(mode=0o600)
        place.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return place.read_text(encoding="ascii")


def database(side: str) -> dict[str, object]:
    if address := SERVERS[side]:
        return postgresql.from_address(address, side)
    return {
        "ENGINE": f"sofra.project.database.{side}",
        "NAME": DATA / side / f"{side}.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            " PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF;",
        },
    }


USE_TZ = True
TIME_ZONE = "Europe/Belgrade"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [(language.code, language.own_name) for language in SOFRA_LANGUAGES]
LOCALE_PATHS = [SOURCE / "web" / "locale"]
FORMAT_MODULE_PATH = ["sofra.web.formats"]
LANGUAGE_COOKIE_AGE = None

STATIC_URL = "/static/"
STATIC_ROOT = STATIC_FILES
STATICFILES_DIRS: list[Path] = []
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

_HTTPS = os.environ.get("SOFRA_HTTPS") == "1"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
# web.cookies closes every cookie the same way, whoever sets it.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "sofra.web.views.form_expired"
# web.headers sends both, with the others of a page.
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = None

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        # Text never becomes markup in a script. The one policy there is lets htmx parse our own pages.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],
    }
}

# No access log, no request data, no addresses: one plain line for each fault, on standard error.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Names a path or a host that a visitor typed; faults are told by web.middleware without either.
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FORM_RENDERER = "sofra.web.forms.Renderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []

TEMPLATE_OPTIONS = {
    "context_processors": [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "sofra.web.context.page",
    ],
    "libraries": {"sofra": "sofra.web.templatetags.sofra"},
    "builtins": ["django.templatetags.i18n", "django.templatetags.static", "sofra.web.templatetags.sofra"],
}
