"""The settings of a running demonstration, lent to commands that are given beside it: `python manage.py …`.

They lie in the data folder while the demonstration runs, readable by its owner only, and hold the owner role's address
as well, because migrations and provisioning are tried on a demonstration first.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from deploy.datadirectory import data_directory, holder

NAME = "environment.json"
#: Whoever gives one of these means a database of his own.
OWN = ("DATABASE_URL", "LIANXI_MIGRATION_DATABASE_URL", "LIANXI_SECRET_KEY", "LIANXI_DEMO")


@contextmanager
def lent(data: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """Leave what a process of the demonstration needs in its folder until it ends."""
    file = data / NAME
    file.unlink(missing_ok=True)
    ours = {name: value for name, value in environment.items() if name.startswith("LIANXI_") or name == "DATABASE_URL"}
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(ours, out, indent=2)
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


def borrowed(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of the demonstration that runs in LIANXI_DATA; nothing where none runs or own are given.

    What a killed demonstration left is not taken: its folder is not held.
    """
    if any(environment.get(name) for name in OWN):
        return {}
    data = data_directory(environment)
    try:
        if holder(data) is None:
            return {}
        settings: dict[str, str] = json.loads((data / NAME).read_text())
    except OSError:
        return {}
    return settings
