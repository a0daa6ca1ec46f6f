"""The product's settings, with one bare page to compare the others with, and static files without a manifest."""

from config.settings import *  # noqa: F403 — the same settings in every other respect

ROOT_URLCONF = "benchmarks.bare"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
