"""Django's settings, from ``Environment``. Importing this writes nothing."""

from pathlib import Path

from django.utils.functional import SimpleLazyObject

from pilotage.config.data import secret_key
from pilotage.config.database import database
from pilotage.config.environment import Environment
from pilotage.config.logs import logging_config

ENVIRONMENT = Environment.read()
DATA = ENVIRONMENT.data
DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key or SimpleLazyObject(lambda: secret_key(DATA))
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.origins)

ROOT_URLCONF = "pilotage.config.urls"
WSGI_APPLICATION = "pilotage.config.wsgi.application"
AUTH_USER_MODEL = "people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "pilotage.areas.audit",
    "pilotage.areas.people",
    "pilotage.areas.programs",
    "pilotage.areas.work",
    "pilotage.areas.schedule",
    "pilotage.areas.risks",
    "pilotage.areas.backlog",
    "pilotage.areas.flow",
    "pilotage.areas.reporting",
    "pilotage.areas.discussion",
    "pilotage.areas.sync",
]
MIDDLEWARE = [
    "pilotage.web.middleware.request_log",
    "pilotage.web.middleware.security_headers",
    "pilotage.api.base.limits.body_limit",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pilotage.api.base.repeats.keep_answers",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]

DATABASES = {"default": database(ENVIRONMENT.database_url, DATA)}
JOBS = {
    "simulate": "pilotage.jobs.tasks.simulate",
    "read_import": "pilotage.jobs.tasks.read_import",
    "apply_import": "pilotage.jobs.tasks.apply_import",
    "renew_flow": "pilotage.jobs.tasks.renew_flow",
    "deliver": "pilotage.jobs.tasks.deliver",
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en-us"
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
]

SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"  # readable by the page's script, which sends it back as X-CSRFToken
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.tls
CSRF_FAILURE_VIEW = "pilotage.web.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.tls else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxy else None
USE_X_FORWARDED_HOST = False
BEHIND_PROXY = ENVIRONMENT.proxy

BODY_MAX_BYTES = DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # larger files go to disk while they arrive
FILE_UPLOAD_TEMP_DIR = None
UPLOAD_MAX_BYTES = ENVIRONMENT.upload_bytes
PROGRAM_TEMPLATES = ENVIRONMENT.templates

SMTP_URL = ENVIRONMENT.smtp_url
NOTIFY_SCHEMES = ENVIRONMENT.notify_schemes
NOTIFY_PRIVATE = ENVIRONMENT.notify_private

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG
_BUILT_UI = Path(__file__).parent.parent / "web" / "dist"
UI_FOLDER = _BUILT_UI
if _BUILT_UI.is_dir():
    WHITENOISE_ROOT = _BUILT_UI
    WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/.+-[0-9A-Za-z_-]{8,}\.[a-z0-9]+$"

LOGGING = logging_config(ENVIRONMENT.log)
LOGGING_CONFIG = "logging.config.dictConfig"
