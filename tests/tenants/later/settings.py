"""The settings with the later migrations named by LATER: `sql`, which are replayed, or `python`, which are run."""

import os

from config.settings import *  # noqa: F403 — the same settings in every other respect

MIGRATION_MODULES = {"sessions": f"tests.tenants.later.{os.environ['LATER']}.migrations"}
