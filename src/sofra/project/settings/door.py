"""The door: people, named."""

import os

from sofra.project.settings.common import *  # noqa: F403
from sofra.project.settings.common import DOOR_ADDRESS, STATIC_FILES, TEMPLATE_OPTIONS, database, secret_key

SIDE = "door"
SECRET_KEY = secret_key("door")
ROOT_URLCONF = "sofra.project.urls.door"
DATABASES = {"default": database("door")}
STATIC_ROOT = STATIC_FILES / "door"
AUTH_USER_MODEL = "door.Convenor"

INSTALLED_APPS = [
    "sofra.web",
    "sofra.door",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "sofra.web.middleware.quiet_faults",
    "sofra.web.onion.onion_service",
    "django.middleware.security.SecurityMiddleware",
    "sofra.web.cookies.cookies_of_this_host",
    "sofra.web.headers.closed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sofra.door.people.access.session_that_ends",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            **TEMPLATE_OPTIONS,
            "builtins": [*TEMPLATE_OPTIONS["builtins"], "sofra.door.highlights.tags", "sofra.door.report.tags"],
            "context_processors": [
                *TEMPLATE_OPTIONS["context_processors"],
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "sofra.door.programme.context.site",
            ],
        },
    }
]

SESSION_COOKIE_NAME = "door_session"
# An hour without a request, so that a brief can be written in one go; people.access ends every session after twelve.
SESSION_COOKIE_AGE = 3600
SESSION_SAVE_EVERY_REQUEST = True
CSRF_COOKIE_NAME = "door_csrf"
LANGUAGE_COOKIE_NAME = "door_language"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "sofra.door.people.passwords.WordsOfTheHouse"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "sofra.door.people.access.OneByOne"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/key,60/m/ip"}  # the "ip" is a name that says nothing: OneByOne
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "sofra.door.people.forms.SignInForm",
    "reauthenticate": "sofra.door.people.forms.ReauthenticateForm",
    "change_password": "sofra.door.people.forms.ChangePasswordForm",
}
MFA_ADAPTER = "sofra.door.people.access.SecondFactors"
MFA_FORMS = {
    "authenticate": "sofra.door.people.forms.CodeForm",
    "reauthenticate": "sofra.door.people.forms.CodeAgainForm",
    "activate_totp": "sofra.door.people.forms.AppForm",
    "add_webauthn": "sofra.door.people.forms.PasskeyForm",
    "edit_webauthn": "sofra.door.people.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Sofra"
# WebAuthn refuses plain HTTP but for localhost, where the part-time administrator starts.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DOOR_ADDRESS.startswith("http://localhost")
# An uploaded entry batch holds codes: it is read in memory and never laid down in a temporary file.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
# Without a mail server letters are printed, and nothing is ever sent.
EMAIL_HOST = os.environ.get("SOFRA_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SOFRA_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("SOFRA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SOFRA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("SOFRA_SMTP_PLAIN") != "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SOFRA_SMTP_FROM", EMAIL_HOST_USER)
