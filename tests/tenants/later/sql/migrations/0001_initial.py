"""The first migration, unchanged."""

from importlib import import_module

Migration = import_module("django.contrib.sessions.migrations.0001_initial").Migration
