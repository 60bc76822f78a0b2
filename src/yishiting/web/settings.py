"""Django's settings. What an operator may choose is declared in `environment.variables`."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from yishiting.web.database.configuration import configured_databases
from yishiting.web.database.reading import READING_ROUTER
from yishiting.web.environment import variables
from yishiting.web.environment.keys import kept_key
from yishiting.web.environment.kinds import DatabaseAddress
from yishiting.web.environment.variables import Environment, SettingError

WEB = Path(__file__).resolve().parent
_ENVIRONMENT = Environment(os.environ)
_ENVIRONMENT.refuse_unknown()

# -- What the operator chose ------------------------------------------------------------------------------------------

DATA = _ENVIRONMENT.read(variables.DATA)
INSECURE_LAN = _ENVIRONMENT.read(variables.INSECURE_LAN)
WITH_SAMPLE = _ENVIRONMENT.read(variables.SAMPLE)
TRUSTED_PROXIES = _ENVIRONMENT.read(variables.TRUSTED_PROXIES)
THREADS = _ENVIRONMENT.read(variables.THREADS)
NEWCOMERS_PER_HOUR = _ENVIRONMENT.read(variables.NEWCOMERS_PER_HOUR)
COMMENTS_PER_PERSON = _ENVIRONMENT.read(variables.COMMENTS_PER_PERSON)
COMMENTS_PER_NETWORK = _ENVIRONMENT.read(variables.COMMENTS_PER_NETWORK)
COMMENTS_PER_ASSEMBLY = _ENVIRONMENT.read(variables.COMMENTS_PER_ASSEMBLY)
MAX_UPLOAD_BYTES = _ENVIRONMENT.read(variables.MAX_UPLOAD_MB) * 1_000_000
REQUEST_LOG = _ENVIRONMENT.read(variables.REQUEST_LOG)

_PUBLIC = _ENVIRONMENT.read(variables.PUBLIC_URL)
PUBLIC_URL = _PUBLIC.origin  # every link that leaves a page (mail, QR codes, exports) begins with it

# Without a kept key, as in a type check or a migration, this process has its own; serving asks for the kept one.
SECRET_KEY = _ENVIRONMENT.read(variables.SECRET_KEY) or kept_key(DATA) or secrets.token_urlsafe(48)

if not (_PUBLIC.is_secure or _PUBLIC.is_loopback or INSECURE_LAN):
    raise SettingError(
        f"PUBLIC_URL must begin with https:// off this machine, got {PUBLIC_URL}; for a hall without TLS there is "
        "--insecure-lan, with open participants only"
    )

# -- The project ------------------------------------------------------------------------------------------------------

DEBUG = False
# Forms are drawn by templates/django/forms, wherever they come from.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

ROOT_URLCONF = "yishiting.web.urls"
WSGI_APPLICATION = "yishiting.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "yishiting.web.people",
    "yishiting.web.programme",
    "yishiting.web.deliberation",
    "yishiting.web.press",
    "yishiting.web.exhibition",
    "yishiting.web.comments",
    "yishiting.web.front",
    "yishiting.web.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "yishiting.web.serving.health.HealthMiddleware",
    "yishiting.web.serving.public_address.PublicAddressMiddleware",
    "yishiting.web.serving.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "yishiting.web.serving.browser_features.BrowserFeaturesMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yishiting.web.serving.body_limit.BodyLimitMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "yishiting.web.database.reading.ReadingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yishiting.web.permissions.middleware.ActorMiddleware",
    "yishiting.web.permissions.middleware.DenyByDefaultMiddleware",
    "yishiting.web.people.crowding.CrowdingMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "yishiting.web.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "yishiting.web.templatetags.content",
                "yishiting.web.templatetags.figures",
                "yishiting.web.templatetags.joining",
                "yishiting.web.templatetags.paper",
            ],
        },
    }
]

# What the worker does beside the server, and what the first start adds: dotted names, see serving/duty.py and
# serving/first_start.py.
DUTIES: tuple[str, ...] = (
    "yishiting.web.deliberation.analysis.duties.LIVE_RESULTS",
    "yishiting.web.deliberation.analysis.duties.PUBLISHING",
    "yishiting.web.deliberation.schedule.SCHEDULE",
    "yishiting.web.people.forgetting.FORGETTING",
    "yishiting.web.comments.forgetting.FORGETTING",
    "yishiting.web.people.sending.SENDING",
    "yishiting.web.programme.telling.TELLING",
    "yishiting.web.front.duties.INDEXING",
    "yishiting.web.press.mailing.MAILING",
)
FIRST_START: tuple[str, ...] = (
    "yishiting.web.first_start.make_assembly_ready",
    "yishiting.web.first_start.let_organiser_in",
)

# -- Database ---------------------------------------------------------------------------------------------------------

DATABASES = configured_databases(
    _ENVIRONMENT.read(variables.DATABASE_URL) or DatabaseAddress("sqlite", str(DATA / "yishiting.sqlite3"))
)
DATABASE_ROUTERS = [READING_ROUTER]

# -- Addresses, cookies, headers --------------------------------------------------------------------------------------

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"] if _PUBLIC.is_loopback else [_PUBLIC.host]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _PUBLIC.scheme

SESSION_COOKIE_AGE = _ENVIRONMENT.read(variables.SESSION_DAYS) * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _PUBLIC.is_secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _PUBLIC.is_secure else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # data: for the QR code of authenticator apps
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_PERMISSIONS = 0o600

# -- People -----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_ADAPTER = "yishiting.web.people.adapter.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True  # YISHITING_SESSION_DAYS decides; nobody is asked
# A link would let whoever owns a mistyped address confirm it, and have the account; a code is of use only to whoever
# also has the browser that asked. An hour, because without a mail server somebody at the desk passes the code on.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 3600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 3
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "/account/"
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before an address is added, removed or made the main one
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of a changed password, a new passkey
_SIGNING_IN = "yishiting.web.people.forms.signing_in."
ACCOUNT_FORMS = {
    "signup": "yishiting.web.people.forms.signup.SignUpForm",
    "login": _SIGNING_IN + "LoginForm",
    "add_email": _SIGNING_IN + "AddEmailForm",
    "confirm_email_verification_code": _SIGNING_IN + "ConfirmAddressForm",
    "change_password": _SIGNING_IN + "ChangePasswordForm",
    "set_password": _SIGNING_IN + "SetPasswordForm",
    "reset_password": _SIGNING_IN + "ResetPasswordForm",
    "reset_password_from_key": _SIGNING_IN + "ResetPasswordKeyForm",
    "reauthenticate": _SIGNING_IN + "ReauthenticateForm",
}
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": _VALIDATION + "UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
]
MFA_ADAPTER = "yishiting.web.people.adapter.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "yishiting.web.people.forms.passkey.PasskeyForm",
    "edit_webauthn": "yishiting.web.people.forms.passkey.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _PUBLIC.is_loopback  # browsers treat http://localhost as secure, and so do we

# -- Mail -------------------------------------------------------------------------------------------------------------

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if _ENVIRONMENT.is_set(variables.EMAIL_HOST)
    else "yishiting.web.people.outbox.OutboxBackend"
)
EMAIL_HOST = _ENVIRONMENT.read(variables.EMAIL_HOST)
EMAIL_PORT = _ENVIRONMENT.read(variables.EMAIL_PORT)
EMAIL_HOST_USER = _ENVIRONMENT.read(variables.EMAIL_USER)
EMAIL_HOST_PASSWORD = _ENVIRONMENT.read(variables.EMAIL_PASSWORD)
EMAIL_USE_TLS = _ENVIRONMENT.read(variables.EMAIL_SECURITY) == "starttls"
EMAIL_USE_SSL = _ENVIRONMENT.read(variables.EMAIL_SECURITY) == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _ENVIRONMENT.read(variables.EMAIL_FROM) or f"chamber@{_PUBLIC.host}"
if EMAIL_HOST and not _ENVIRONMENT.is_set(variables.EMAIL_FROM):
    raise SettingError("YISHITING_EMAIL_FROM must be set when YISHITING_EMAIL_HOST is")

# -- Limits of attempts -----------------------------------------------------------------------------------------------

# By network address they are wide enough for a hall whose delegates sign in at the same moment; guessing is held up by
# the count for each account.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "signup": "300/m/ip",
    "reset_password": "100/m/ip,5/m/key",
    "reset_password_from_key": "100/m/ip",
}
# allauth counts failed sign-ins in the cache. In a table they outlive a restart and hold for all server processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cached",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# -- Languages and files ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [WEB / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [WEB / "static", ("report", WEB.parent / "report" / "static")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # an address without its hash could not be cached for ever

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"hides_keys": {"()": "yishiting.web.serving.request_log.HidesKeys"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["hides_keys"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # every address that somebody guessed would be a line
        "django.security.csrf": {"level": "ERROR"},  # the same for every form without its key
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # and for every foreign host name
        "waitress.queue": {"level": "ERROR"},  # the same for every moment with more requests than threads
        "yishiting": {"level": "INFO"},
    },
}
