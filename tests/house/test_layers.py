"""Where things lie and what knows what: the part that import contracts cannot see."""

import importlib
import platform
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from tests.house.reading import ROOT, files

CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
CONTRACTS = {contract["id"]: contract for contract in CONFIGURATION["importlinter"]["contracts"]}
OURS = ("apps.", "tenants.", "kernel.", "api", "web", "demonstration")
#: Django and its libraries stand below everything of ours.
OUTSIDE = (-1,)


def layers_of(container: str) -> list[list[str]]:
    """The layers of a package, lowest first; `(kinds)` is a layer that may be missing."""
    contracts = CONFIGURATION["importlinter"]["contracts"]
    found = next(one for one in contracts if one["type"] == "layers" and one.get("containers", [""]) == [container])
    return [[name.strip("() ") for name in siblings.split("|")] for siblings in reversed(found["layers"])]


def containers() -> list[str]:
    """Every package whose inside stands in layers, the whole first."""
    contracts = CONFIGURATION["importlinter"]["contracts"]
    return [one.get("containers", [""])[0] for one in contracts if one["type"] == "layers"]


def place(module: str) -> tuple[int, ...]:
    """How high a module stands: its layer of the whole, then within each package whose inside stands in layers."""
    found: list[int] = []
    parts = module.split(".")
    for depth, name in enumerate(parts):
        container = ".".join(parts[:depth])
        if container not in containers():
            break
        found.append(next(level for level, names in enumerate(layers_of(container)) if name in names))
    return tuple(found)


def height(label: str) -> tuple[int, ...]:
    """How high the app with this label stands."""
    name = apps.get_app_config(label).name
    return place(name) if name.startswith(OURS) else OUTSIDE


def points_up(field: Any) -> bool:
    """Whether a relation leads from a lower app to a higher one, or between two that stand side by side."""
    here, there = field.model._meta.app_label, field.related_model._meta.app_label
    return here != there and height(there) >= height(here)


def relations() -> list[Any]:
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if apps.get_app_config(model._meta.app_label).name.startswith(OURS)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model not in (None, "self")
    ]


@pytest.mark.parametrize("name", ["apps", "api", "tenants", "config", "kernel", "deploy", "web"])
def test_our_names_are_found_in_this_checkout(name: str) -> None:
    module = importlib.import_module(name)
    assert ROOT in Path(str(module.__file__)).resolve().parents


def test_platform_is_still_the_standard_library_s() -> None:
    assert Path(str(platform.__file__)).parent == Path(str(importlib.import_module("os").__file__)).parent
    assert platform.python_implementation() == sys.implementation.name.replace("cpython", "CPython")
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_every_folder_of_ours_stands_in_a_layer() -> None:
    top = {path.parent.name for path in files("*/__init__.py", "platform/*/__init__.py")} - {"tests", "benchmarks"}
    assert top == {name for names in layers_of("") for name in names}
    assert top == set(CONFIGURATION["importlinter"]["root_packages"])


def test_an_app_that_is_not_in_the_order_would_be_missed_by_no_contract() -> None:
    inner = [one for one in CONTRACTS.values() if one["type"] == "layers" and one["id"] != "whole"]
    assert all(contract["exhaustive"] for contract in inner)
    assert all(place(app.name) for app in apps.get_app_configs() if app.name.startswith(OURS))


def test_the_rooms_of_the_procedure_stand_in_layers() -> None:
    assert {"apps.topics", "apps.meetings", "apps.minutes", "apps.followups", "apps.levels"} <= set(containers())
    assert place("apps.meetings.notice.guards") > place("apps.meetings.convening.guards")
    assert place("apps.levels.filings") > place("apps.followups")


def test_foreign_keys_point_down() -> None:
    assert len(relations()) > 40
    assert [str(field) for field in relations() if points_up(field)] == []


def test_a_foreign_key_that_points_up_would_be_found() -> None:
    fields = {str(field): field for field in relations()}
    down = fields["meetings.Resolution.lead_unit"]

    class Up:
        model = apps.get_model("organizations.Unit")
        related_model: type[models.Model] = apps.get_model("meetings.Resolution")

    assert not points_up(down)
    assert points_up(Up)
    Up.model, Up.related_model = apps.get_model("documents.IssuedDocument"), apps.get_model("notifications.Message")
    assert points_up(Up)
