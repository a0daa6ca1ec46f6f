"""A row in each government that tells which process wrote it."""

import os
from typing import Any

from django.db import migrations
from django.utils import timezone


def sign(apps: Any, editor: Any) -> None:
    """Leave the number of this process."""
    rows = apps.get_model("sessions", "Session").objects
    rows.create(session_key=str(os.getpid()), session_data="", expire_date=timezone.now())


class Migration(migrations.Migration):
    """Python, which nothing can write down as SQL."""

    dependencies = [("sessions", "0001_initial")]
    operations = [migrations.RunPython(sign, migrations.RunPython.noop)]
