"""The documented example, and a government that can take it."""

import copy
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from apps.organizations.models import Unit
from kernel.schema import inside as inside_of
from tenants.governments.models import Government
from tests.cast import an_office

EXAMPLE = Path("docs/history-import.example.json")
CODE = "150121"


def value():
    return copy.deepcopy(json.loads(EXAMPLE.read_text(encoding="utf-8")))


def run(*words):
    said = StringIO()
    call_command("import_history", *map(str, words), stdout=said)
    return said.getvalue()


@pytest.fixture
def office(db):
    """Both offices, with the units that the example names."""
    place = Government.objects.get(code=CODE)
    with inside_of(place):
        made = an_office(CODE)
        for side, name in (("gov", "土默特左旗人民政府办公室"), ("union", "土默特左旗总工会办公室")):
            Unit.objects.filter(side=side, kind="office").update(name=name)
    return made


@pytest.fixture
def imported(office):
    """The example, imported."""
    return run(EXAMPLE)
