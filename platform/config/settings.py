"""One settings file for every place Lianxi runs; what differs comes from the environment and fails loudly.

Every variable is listed in docs/operations.md. A wrong or missing value stops the start with a sentence that says
how to mend it; nothing here falls back to something unsafe.
"""

from datetime import date, timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

ROOT = Path(__file__).resolve().parent.parent.parent
env = Env()

DEMO: bool = env.bool("LIANXI_DEMO", default=False)
DEBUG: bool = env.bool("LIANXI_DEBUG", default=False)
SECRET_KEY: str = env.str("LIANXI_SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "LIANXI_SECRET_KEY is not set: give a random text of at least 50 characters, and keep it secret. "
        "`make demo` and `make test` make their own."
    )
if DEBUG and not DEMO:
    raise ImproperlyConfigured("LIANXI_DEBUG=true is only allowed together with LIANXI_DEMO=true.")
if len(SECRET_KEY) < 50 and not DEMO:
    raise ImproperlyConfigured("LIANXI_SECRET_KEY is shorter than 50 characters: give a longer random text.")

#: Fixes today's date in demo and tests; unset, the database's clock decides.
TODAY: date | None = env.date("LIANXI_TODAY", default=None)
if TODAY is not None and not DEMO:
    raise ImproperlyConfigured("LIANXI_TODAY fixes today's date and is only allowed with LIANXI_DEMO=true.")

DATA = Path(env.str("LIANXI_DATA", default=str(ROOT / "var")))

# --- hosts: exact names only; each government has its own -------------------------------------------------------
BASE_DOMAIN: str = env.str("LIANXI_BASE_DOMAIN", default="localhost")
PUBLIC_HOSTS: list[str] = env.list("LIANXI_PUBLIC_HOSTS", default=[BASE_DOMAIN, "127.0.0.1"] if DEMO else [BASE_DOMAIN])
ALLOWED_HOSTS = [*PUBLIC_HOSTS, f".{BASE_DOMAIN}", *env.list("LIANXI_EXTRA_HOSTS", default=[])]
USE_X_FORWARDED_HOST = False
HTTPS: bool = env.bool("LIANXI_HTTPS", default=not DEMO)

# --- applications: what stands between governments, and what happens inside one ----------------------------------
SHARED_APPS = [
    "tenants.governments",  # before django_tenants: its commands replace that library's
    "tenants.ledger",
    "tenants.assessment",
    "tenants.commonrules",
    "tenants.correspondence",
    "tenants.backups",
    "kernel.workcalendar",
    "kernel.jobs",
    "procrastinate.contrib.django",
    "django_tenants",
    "django.contrib.contenttypes",  # shared only: per-schema content types are not thread-safe
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
]
TENANT_APPS = [
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "guardian",
    "axes",
    "kernel.audit",
    "kernel.consents",
    "apps.organizations",
    "apps.workrules",
    "apps.documents",
    "apps.notifications",
    "apps.auditing",
    "apps.topics",
    "apps.meetings",
    "apps.minutes",
    "apps.followups",
    "apps.papers",
    "apps.levels.filings",
    "apps.levels.supervision",
    "apps.years",
    "apps.history",
    "apps.workingdays",
    "apps.desk",
    "web",
    "kinds",
    "api",
]
#: The dotted path of what stands beside the sign-in form: a function that returns names for its template.
SIGN_IN_OFFER: str | None = None
if DEMO:
    TENANT_APPS.append("demonstration")
    SIGN_IN_OFFER = "demonstration.door.offer"
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS]
TENANT_MODEL = "governments.Government"
TENANT_DOMAIN_MODEL = "governments.Domain"
DATABASE_ROUTERS = ["kernel.database.routers.LeftOut", "django_tenants.routers.TenantSyncRouter"]
PUBLIC_SCHEMA_URLCONF = "config.public_urls"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "tenants.governments.middleware.GovernmentMiddleware",  # first: everything behind it belongs to one government
    "kernel.reading.ReadOnceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "web.bulkheads.BulkheadMiddleware",  # behind the static files, before everything that asks the database
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.organizations.door.middleware.SessionLimitsMiddleware",
    "apps.organizations.door.recording.RecordingMiddleware",  # inside of what notes the address
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

# --- database: two roles, one engine of our own --------------------------------------------------------------------


def _database(url: str, name: str) -> dict[str, object]:
    """Read a PostgreSQL address; a socket directory stands in the query as `?host=/path`."""
    from urllib.parse import parse_qs, unquote, urlsplit

    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://role:password@host:port/database.")
    options = parse_qs(parts.query)
    return {
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options["host"][0] if "host" in options else (parts.hostname or ""),
        "PORT": str(parts.port or (options["port"][0] if "port" in options else "")),
    }


if not env.str("DATABASE_URL", default=""):
    raise ImproperlyConfigured(
        "DATABASE_URL is not set: give postgresql://role:password@host:port/database of the runtime role, "
        "or start with `make demo`, which brings its own PostgreSQL."
    )
DATABASES = {
    "default": {
        "ENGINE": "kernel.database",
        **_database(env.str("DATABASE_URL"), "DATABASE_URL"),
        "CONN_MAX_AGE": env.int("LIANXI_CONN_MAX_AGE", default=10),
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        # A network that swallows everything is noticed by the client, too: see kernel.database.limits.
        "OPTIONS": {
            "application_name": "lianxi",
            "connect_timeout": 5,
            "tcp_user_timeout": 10_000,
            "keepalives": 1,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
        },
    }
}
#: Owner role: needed by migrations and provisioning only. None in a web worker of production.
MIGRATION_DATABASE: dict[str, object] | None = (
    _database(env.str("LIANXI_MIGRATION_DATABASE_URL"), "LIANXI_MIGRATION_DATABASE_URL")
    if env.str("LIANXI_MIGRATION_DATABASE_URL", default="")
    else None
)

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    }
}

# --- people and sessions ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organizations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "apps.organizations.door.backends.AccountBackend",
]
GUARDIAN_ANONYMOUS_USER_NAME = None
ANONYMOUS_USER_NAME = None
GUARDIAN_RAISE_403 = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/sign-in"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "apps.organizations.door.views.locked_out"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_IDLE = timedelta(minutes=env.int("LIANXI_SESSION_IDLE_MINUTES", default=30))
SESSION_ABSOLUTE = timedelta(hours=env.int("LIANXI_SESSION_HOURS", default=12))
API_TOKEN_LIFETIME = timedelta(hours=env.int("LIANXI_TOKEN_HOURS", default=12))
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "web.errors.forbidden"

# --- printing -----------------------------------------------------------------------------------------------------
#: A folder with an office's licensed faces (方正小标宋, 仿宋_GB2312, 楷体_GB2312), read before the free ones.
FONT_DIRECTORY: Path | None = env.path("LIANXI_FONTS", default=None)

# --- files that people upload -------------------------------------------------------------------------------------
LARGEST_FILE: int = env.int("LIANXI_LARGEST_FILE_MB", default=50) * 2**20
#: What all stored files of one government may take together.
FILES_QUOTA: int = env.int("LIANXI_FILES_QUOTA_MB", default=2048) * 2**20
FILE_UPLOAD_HANDLERS = [
    "files.inspection.receiving.CutAtLargestFile",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "files.inspection.receiving.OnDisk",
]

# --- security headers ---------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- language, time, pages ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "apps.desk.context.government",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("LIANXI_STATIC_ROOT", default=str(DATA / "static")))
STATICFILES_DIRS = [
    ROOT / "static",
    ("tabler/css", ROOT / "node_modules/@tabler/core/dist/css"),
    ("tabler/img", ROOT / "node_modules/@tabler/core/dist/img"),
    ("htmx", ROOT / "node_modules/htmx.org/dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
#: Source maps are for developers' tools: compressing them took longer than everything else together.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "jpg", "jpeg", "png", "gif", "webp", "gz", "br", "woff", "woff2", "zip")

# --- API ----------------------------------------------------------------------------------------------------------
API_SCHEMA_PAGES: bool = env.bool("LIANXI_API_SCHEMA", default=DEMO)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsing.Json"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.parsing.OneLanguage",
    "DEFAULT_PAGINATION_CLASS": "api.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "api.schema.ViewSchema",
    "EXCEPTION_HANDLER": "api.errors.problem_response",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Lianxi 联席",
    "DESCRIPTION": "政府与工会联席会议：每一步由同一动作完成，网页与接口一致。",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": ["api.schema.add_components"],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# --- log ----------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"mask_feeds": {"()": "config.logs.MaskFeeds"}, "quiet": {"()": "config.logs.Quiet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["quiet", "mask_feeds"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = [
    "guardian.W001",
    "axes.W006",
]  # W001: its backend asks tables that are left out. W006: names are locked, not addresses: an office shares one
