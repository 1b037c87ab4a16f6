"""The floor: speech, nameless. No accounts, no sessions, no content types, no log of anything."""

from sofra.project.settings.common import *  # noqa: F403
from sofra.project.settings.common import STATIC_FILES, TEMPLATE_OPTIONS, database, secret_key

SIDE = "floor"
SECRET_KEY = secret_key("floor")
ROOT_URLCONF = "sofra.project.urls.floor"
DATABASES = {"default": database("floor")}
STATIC_ROOT = STATIC_FILES / "floor"

INSTALLED_APPS = ["sofra.web", "sofra.floor", "django.contrib.staticfiles"]

MIDDLEWARE = [
    "sofra.web.sizes.one_of_few_sizes",
    "sofra.web.middleware.quiet_faults",
    "sofra.web.onion.onion_service",
    "django.middleware.security.SecurityMiddleware",
    "sofra.web.cookies.cookies_of_this_host",
    "sofra.web.headers.closed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
]

TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": TEMPLATE_OPTIONS}
]

CSRF_COOKIE_NAME = "floor_csrf"
LANGUAGE_COOKIE_NAME = "floor_language"
DATA_UPLOAD_MAX_MEMORY_SIZE = 64_000
