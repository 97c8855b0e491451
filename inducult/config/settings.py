"""All settings of the product. What an operator may change is read from the environment."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urlsplit

from inducult.common.environment import (
    BadSetting,
    env_bool,
    env_choice,
    env_int,
    env_list,
    env_networks,
    env_path,
    env_str,
)
from inducult.common.languages import OWN_NAMES
from inducult.config.fingerprint import fingerprint

PACKAGE = Path(__file__).resolve().parents[1]
VERSION = version("inducult")

# Where the product keeps what it makes: database, editions, media.
DATA = env_path("INDUCULT_DATA", Path.home() / ".local" / "share" / "inducult")

DEBUG = env_bool("INDUCULT_DEBUG", False)
ALLOWED_HOSTS = env_list("INDUCULT_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
SITE = env_str("INDUCULT_SITE")  # e.g. https://inducult.example; empty: the address asked for


def _secret_key() -> str:
    """The key from the environment, or one that is made once and kept in the data folder."""
    if key := env_str("INDUCULT_SECRET_KEY"):
        return key
    from inducult.config.secret import kept_secret  # noqa: PLC0415 -- only where none is given

    return kept_secret(DATA)


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rules",
    "django_tasks",
    "django_tasks_db",
    "inducult.config",
    "inducult.common",
    "inducult.partnership",
    "inducult.places",
    "inducult.catalogue",
    "inducult.explore",
    "inducult.harvest",
    "inducult.dialogue",
    "inducult.strategy",
    "inducult.opendata",
]

MIDDLEWARE = [
    "inducult.config.watching.naming.RequestNames",
    "django.middleware.security.SecurityMiddleware",
    "inducult.config.security.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "inducult.config.compressing.Compression",
    "inducult.config.caching.Caching",
    "inducult.config.replicas.ReadingFromReplicas",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "inducult.config.language.LanguageOfAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]

ROOT_URLCONF = "inducult.config.urls"
WSGI_APPLICATION = "inducult.config.wsgi.application"
AUTH_USER_MODEL = "partnership.Person"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "register:home"
LOGOUT_REDIRECT_URL = "explore:start"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "rules.permissions.ObjectPermissionBackend",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inducult.common.look.look",
            ],
        },
    },
]


def _database(url: str) -> dict[str, object]:
    """SQLite in the data folder, or the PostgreSQL that DATABASE_URL names.

    Raises BadSetting for any other scheme.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "register.sqlite3",
            "OPTIONS": {
                # Writers queue up instead of failing: measured with four processes, 878 of 1,200
                # deferred transactions failed, none with IMMEDIATE.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise BadSetting("DATABASE_URL must begin with postgresql:// ; leave it out for SQLite.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": env_int("INDUCULT_DB_KEEP_S", 60),
    }


DATABASES = {"default": _database(env_str("DATABASE_URL"))}
if REPLICA := env_str("INDUCULT_DB_REPLICA"):
    DATABASES["replica"] = {
        **_database(REPLICA),
        "OPTIONS": {"connect_timeout": 2},
        "TEST": {"MIRROR": "default"},
    }
    DATABASE_ROUTERS = ["inducult.config.replicas.Replicas"]


def _store(address: str) -> str:
    """The object store that several nodes share. Raises BadSetting."""
    parts = urlsplit(address)
    named = parts.scheme in ("s3+http", "s3+https") and parts.hostname and parts.path.strip("/")
    if address and not (named and parts.username and parts.password):
        raise BadSetting("INDUCULT_STORE must be s3+https://key:secret@host/bucket .")
    return address


STORE = _store(env_str("INDUCULT_STORE"))

LANGUAGE_CODE = "en"
LANGUAGES = list(OWN_NAMES.items())
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["inducult.common.formats"]  # dates that Django writes as nobody there does
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # visitors see the local time of the place, never the server's

# The address of static files changes with their content, so they may be cached for ever and
# modules can import each other by relative path.
STATIC_URL = f"/static/{fingerprint(PACKAGE / 'static', always=DEBUG)}/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 31_536_000
WHITENOISE_IMMUTABLE_FILE_TEST = r".*"

# Files that people send: what is too long is thrown away while it comes.
FILE_UPLOAD_HANDLERS = [
    "inducult.common.uploading.Bounded",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HTTPS = env_bool("INDUCULT_HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_HTTPS
SECURE_SSL_REDIRECT = SECURE_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(health|ready|metrics)$"]  # asked from beside, without a proxy
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # the embed page alone lifts this

# Accounts: by invitation only, signed in by e-mail address, with passkeys and one-time codes.
ACCOUNT_ADAPTER = "inducult.partnership.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "inducult.partnership.accounts.shown_name"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "InduCult: "
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "InduCult"
# Browsers hold http://localhost for a secure origin; the library has to be told.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env_bool("INDUCULT_HTTPS", False)
USERSESSIONS_TRACK_ACTIVITY = True
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Letters: shown on the console until a mail server is named.
MAIL_SERVER = env_str("INDUCULT_MAIL")  # smtp://name:password@host:587?tls
EMAIL_BACKEND = (
    "django.core.mail.backends." + ("smtp" if MAIL_SERVER else "console") + ".EmailBackend"
)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env_str("INDUCULT_MAIL_FROM", "inducult@localhost")


def _mail_server(url: str) -> dict[str, object]:
    """Host, port, name, password and kind of encryption; smtps:// or ?tls. Raises BadSetting."""
    parts = urlsplit(url)
    if url and parts.scheme not in ("smtp", "smtps"):
        raise BadSetting("INDUCULT_MAIL must begin with smtp:// or smtps:// .")
    return {
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.query == "tls",
    }


globals().update(_mail_server(MAIL_SERVER))
EMAIL_TIMEOUT = 20

# Work behind the pages is kept in the database; `inducult serve` starts the worker.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# A richer basemap of the operator's own: a MapLibre style (JSON) or a PMTiles archive that stands
# under the product's own address; empty: the basemap that is built from Natural Earth.
BASEMAP = env_str("INDUCULT_BASEMAP")

# Whether sources may be fetched from the network; a named file is read in any case.
FETCHING = env_bool("INDUCULT_FETCHING", False)

# A service that drafts translations, `libretranslate:https://…` or `deepl:https://…`; empty: none.
TRANSLATOR_KEY = env_str("INDUCULT_TRANSLATOR_KEY")


def _translator(told: str) -> str:
    """Kind and address of the service. Raises BadSetting."""
    kind, _colon, address = told.partition(":")
    if told and (kind not in ("libretranslate", "deepl") or not urlsplit(address).hostname):
        raise BadSetting(
            "INDUCULT_TRANSLATOR must be libretranslate: or deepl: and a web address behind it."
        )
    return told


TRANSLATOR = _translator(env_str("INDUCULT_TRANSLATOR"))

# Room for downloads that were made; the oldest go when it is full.
DOWNLOADS_MB = env_int("INDUCULT_DOWNLOADS_MB", 4096, least=1)
# Most places whose triples are kept to be asked by SPARQL; an edition with more has no such door.
SPARQL_PLACES = env_int("INDUCULT_SPARQL_PLACES", 50_000, least=0)

# Lines that each web process keeps open for pages that are looked at; then they ask now and then.
LIVE_LINES = env_int("INDUCULT_LIVE_LINES", 4000, least=0)

# Who may read the figures of the running server; empty: nobody.
METRICS = env_networks("INDUCULT_METRICS")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "inducult.config.watching.logs.Plain",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "inducult.config.watching.logs.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env_choice("INDUCULT_LOG_FORMAT", ("plain", "json")),
        }
    },
    "root": {"handlers": ["console"], "level": env_str("INDUCULT_LOG", "WARNING")},
}

TESTING = "pytest" in sys.modules
