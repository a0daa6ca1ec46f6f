"""The OpenAPI document: written from the tables, checked in, and never behind."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

CHECKED_IN = Path(settings.ROOT) / "docs" / "reference" / "openapi.yaml"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    file = tmp_path_factory.mktemp("openapi") / "openapi.yaml"
    with translation.override("zh-hans"):
        call_command("spectacular", file=str(file), fail_on_warn=True, validate=True)
    return file.read_text()


def test_the_document_checked_in_is_the_one_the_tables_give(fresh):
    assert CHECKED_IN.read_text() == fresh, "run: manage.py spectacular --file docs/reference/openapi.yaml"


def test_every_reference_names_something_and_every_named_schema_is_used(fresh):
    document = yaml.safe_load(fresh)
    named = {
        f"#/components/{kind}/{name}" for kind in ("schemas", "responses") for name in document["components"][kind]
    }
    used = set(_references(document))
    assert used <= named
    unused = {name for name in named - used if "/schemas/" in name}
    assert unused == set()


def _references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_what_is_answered_is_what_is_described(fresh, walked, caller):
    document = yaml.safe_load(fresh)
    schemas = document["components"]["schemas"]
    story = walked("following_up")
    shown = caller("union_clerk").get(f"meetings/{story.meeting.pk}").json()
    described = {**schemas["Meeting"]["properties"], **schemas["MeetingDetail"]["allOf"][1]["properties"]}
    assert set(described) == set(shown)
    for name, schema in described.items():
        _fits(shown[name], schema, schemas, name)


def _fits(value, schema, schemas, where):
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    elif "allOf" in schema:
        return None if value is None and schema.get("nullable") else _fits(value, schema["allOf"][0], schemas, where)
    if value is None:
        assert schema.get("nullable"), where
        return None
    kinds = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    assert isinstance(value, kinds[schema["type"]]), where
    assert "enum" not in schema or value in schema["enum"], where
    if isinstance(value, list):
        for row in value:
            _fits(row, schema["items"], schemas, where)
    if isinstance(value, dict):
        assert set(value) == set(schema["properties"]), where
        for name, inner in schema["properties"].items():
            _fits(value[name], inner, schemas, f"{where}.{name}")
    return None


def test_the_document_and_its_page_are_served_where_the_setting_says_so(db, caller):
    page, schema = caller().get("docs"), caller().get("schema")
    assert (page.status_code, schema.status_code) == (200, 200)
    assert b"openapi: 3" in schema.content
    text = page.content.decode()
    assert "<style" not in text
    assert text.count("<script src=") == text.count("<script") == 3
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    script = caller().get("docs", script="")
    assert script["Content-Type"] == "application/javascript"
    assert b"/api/v1/schema" in script.content
