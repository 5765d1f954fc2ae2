"""All of Plumbline's settings. Every option that an operator may set is in options.py, with its default.

Production (PLUMBLINE_ENV=production) refuses to start without a secret key, hosts, a database and a broker.
"""

import os
import secrets
import sys
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from deploy.options import env
from deploy.schedule import BEAT
from deploy.schema import ENUM_NAMES

BASE_DIR = Path(__file__).resolve().parent.parent

# Calibration's matrices are small: one thread is faster than several that fight for the cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

PRODUCTION = env("PLUMBLINE_ENV") == "production"
TESTING = "pytest" in sys.modules
if TESTING:
    # Apart from the demonstration's engines, so that its worker never takes a task of a test.
    os.environ.setdefault("PLUMBLINE_DATA", str(BASE_DIR / ".local" / "tests"))
DEBUG = False


def _required(name: str) -> str:
    value: str = env(name)
    if PRODUCTION and not value:
        raise ImproperlyConfigured(f"{name} is not set; PLUMBLINE_ENV=production does not start without it.")
    return value


def _local_secret_key() -> str:
    """A key of this folder's own, made once, so that sessions outlive a restart of the demonstration."""
    from deploy.engines import data_folder

    path = data_folder() / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _required("SECRET_KEY") or _local_secret_key()
_required("ALLOWED_HOSTS")
ALLOWED_HOSTS = env("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
PUBLIC_URL = env("PUBLIC_URL").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []

# --- engines: outside servers where named, else our own embedded ones ---
if _required("DATABASE_URL"):
    DATABASES = {"default": env.db_url_config(env("DATABASE_URL"))}
else:
    from deploy.engines import database_settings

    DATABASES = {"default": database_settings()}
# A request waits out a short restart of the database; when it stays away, people are told soon. An attempt to
# connect ends soon too: its pauses double, so that a long one would sleep on when the database is back.
# Pages have a thread each; two more read for open streams, and two open new ones.
WEB_THREADS = env("WEB_THREADS")
_POOL = {"min_size": 0, "max_size": WEB_THREADS + 4, "timeout": 4, "reconnect_timeout": 4}
DATABASES["default"]["OPTIONS"] = {"pool": _POOL} if not TESTING else {}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = not TESTING
DATABASES["default"]["ATOMIC_REQUESTS"] = False

if _required("REDIS_URL"):
    CACHE_URL = CELERY_BROKER_URL = env("REDIS_URL")
else:
    from deploy.engines import broker_url, cache_url

    CACHE_URL, CELERY_BROKER_URL = cache_url(), broker_url()
    if TESTING:  # each process of a parallel test run has a cache and a broker of its own
        _index = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
        CELERY_BROKER_URL = CELERY_BROKER_URL.replace("virtual_host=0", f"virtual_host={3 + 2 * _index}")
        CACHE_URL = CACHE_URL.replace("db=1", f"db={4 + 2 * _index}")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": "plumbline",
    }
}

# --- Django ---
INSTALLED_APPS = [
    "accounts",
    "questionbank",
    "interviews",
    "scoring",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_filters",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.ground.compressing.CompressPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.ground.signed_out.SignedOutMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.ground.middleware.RefusalMiddleware",
    "accounts.ground.middleware.OrganizationMiddleware",
]
ROOT_URLCONF = "deploy.urls"
WSGI_APPLICATION = "deploy.wsgi.application"
STREAM_BEAT_SECONDS = env("STREAM_BEAT_SECONDS")
_LOADERS: list[Any] = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                ("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _LOADERS)])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "deploy.navigation.navigation",
            ],
            "builtins": ["template_partials.templatetags.partials", "django.templatetags.static"],
        },
    }
]
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Nothing is collected in tests: finders serve the sources, and WhiteNoise wants a folder that exists.
STATIC_ROOT = env("STATIC_ROOT") or str(BASE_DIR / ("static" if TESTING else ".local/static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION  # compressing takes half a minute, which a first start of the demonstration has not
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = [
    "accounts.ground.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
UPLOAD_LIMIT = env("UPLOAD_LIMIT_MB") * 1024 * 1024
AUTOSAVES_A_MINUTE = env("AUTOSAVES_A_MINUTE")  # of one person in one process
IMPORT_AT_ONCE = env("IMPORT_AT_ONCE_KB") * 1024  # a larger document is read in the background
EMAIL_CONFIG = env.email_url("EMAIL_URL")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("EMAIL_FROM")
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not hold a worker

# --- who ---
AUTH_USER_MODEL = "accounts.User"
if TESTING:  # hundreds of people are made in a test run; none of their passwords guards anything
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTHENTICATION_BACKENDS = ["accounts.backend.MemberBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # membership comes by invitation, which proves the address
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "login": "60/m/ip"}
ACCOUNT_PREVENT_ENUMERATION = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION

# --- hardening ---
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True
if env("TRUST_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- API ---
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    # Closed by default: a view that does not say who may come in lets nobody in.
    "DEFAULT_PERMISSION_CLASSES": ["accounts.ground.api_defaults.Closed"],
    "DEFAULT_PAGINATION_CLASS": "accounts.ground.api_defaults.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.ground.parsing.Json"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.ground.api_defaults.UserRate"],
    "DEFAULT_THROTTLE_RATES": {"user": env("API_RATE")},
    "EXCEPTION_HANDLER": "accounts.ground.api_defaults.answer_error",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Plumbline",
    "DESCRIPTION": "Structured interviews: question bank, loops, live scoring, debrief, calibration.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SCHEMA_PATH_PREFIX": r"/api/v1(/o/\{org\})?",  # so that groups are named after what is in them
    "ENUM_NAME_OVERRIDES": ENUM_NAMES,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- Celery ---
# A task is acknowledged when it is done; one whose worker died comes back after the visibility timeout.
# Every task is idempotent, so coming back twice is harmless.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env("TASK_RETURN_SECONDS"),
    # Looked for every few seconds; by default it would be every hundred.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "queue_order_strategy": "priority",  # the lowest first, see enqueue.py
    "priority_steps": [0, 3, 6, 9],
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_TIME_LIMIT = max(900, env("CALIBRATION_SECONDS") + 60)
CELERY_WORKER_MAX_MEMORY_PER_CHILD = env("WORKER_MEMORY_MB") * 1024
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = BEAT

CALIBRATION_INCREMENT_FROM = env("CALIBRATION_INCREMENT_FROM")
CALIBRATION_TOLERANCE = env("CALIBRATION_TOLERANCE")
CALIBRATION_SECONDS = env("CALIBRATION_SECONDS")
CALIBRATION_MEMORY_MB = env("CALIBRATION_MEMORY_MB")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
