"""Requests generated from the OpenAPI document: none breaks anything, and nobody is answered who has not signed in."""

import json
import random
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.conf import settings

DOCUMENT = yaml.safe_load((settings.ROOT / "docs" / "reference" / "openapi.yaml").read_text())
ODD: tuple[Any, ...] = (
    "", " ", "\u0000", "\ud83d", "一" * 3000, "2026-02-30", "=1+1", -1, 10**30, True, None, [], {}, [None],
)  # fmt: skip
ROUNDS, LONG = 1, 12


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation: method, address, description."""
    for path, methods in DOCUMENT["paths"].items():
        yield from ((method, path, said) for method, said in methods.items() if method in {"get", "post", "delete"})


class Chance:
    """Values by a schema; one in four is none that the schema allows."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 — the same chance each time

    def value(self, schema: dict[str, Any], depth: int = 0) -> Any:
        """Return one."""
        if self.random.random() < 0.25:
            return self.random.choice(ODD)
        if "$ref" in schema:
            return self.value(DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]], depth)
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        return self._of_type(schema, depth)

    def _of_type(self, schema: dict[str, Any], depth: int) -> Any:
        kind = schema.get("type")
        if kind == "object":
            return {name: self.value(inner, depth + 1) for name, inner in schema.get("properties", {}).items()}
        if kind == "array":
            return (
                [self.value(schema["items"], depth + 1) for _ in range(self.random.randrange(3))] if depth < 4 else []
            )
        if kind in {"integer", "number"}:
            return self.random.choice([0, 1, 7, 2026, 200])
        if kind == "boolean":
            return self.random.random() < 0.5
        forms = {"uuid": str(uuid.uuid4()), "date": "2030-01-07", "date-time": "2030-01-07T09:00:00+08:00"}
        return forms.get(schema.get("format", ""), self.random.choice(["高温劳动保护", "x", "2030"]))

    def body(self, said: dict[str, Any]) -> str | None:
        """Return what is sent, as JSON; None where nothing is."""
        content = said.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        return None if schema is None else json.dumps(self.value(schema))

    def query(self, said: dict[str, Any]) -> dict[str, Any]:
        """Return some of the parameters."""
        asked = [one for one in said.get("parameters", []) if one["in"] == "query" and self.random.random() < 0.4]
        return {one["name"]: self.value(one["schema"]) for one in asked}


def send(client: Any, method: str, path: str, said: dict[str, Any], chance: Chance, headers: dict[str, str]) -> Any:
    """Send one generated request."""
    while "{" in path:
        before, _, rest = path.partition("{")
        path = before + chance.random.choice([str(uuid.uuid4()), "x", "1"]) + rest.partition("}")[2]
    query = {name: str(value).replace("\ud83d", "?") for name, value in chance.query(said).items()}
    if method == "get":
        return client.get(path, query, headers=headers)
    data = chance.body(said) if method == "post" else ""
    return client.generic(method.upper(), path, data or "", content_type="application/json", headers=headers)


def broken(caller: Any, who: str | None, rounds: int) -> list[str]:
    """Every answer that is a fault, or that nobody should have had."""
    someone, found = caller(who), []
    someone.client.raise_request_exception = False
    headers = {"Authorization": f"Token {someone.token}"} if someone.token else {}
    for seed in range(rounds):
        chance = Chance(seed)
        for method, path, said in operations():
            if who and (path.endswith(("/password", "/tokens/current", "/tokens"))):
                continue
            answer = send(someone.client, method, path, said, chance, headers)
            if answer.status_code >= 500 or (who is None and said["security"] and answer.status_code != 401):
                found.append(f"{method} {path}: {answer.status_code}")
            if answer.status_code >= 400 and answer["Content-Type"] != "application/problem+json":
                found.append(f"{method} {path}: {answer['Content-Type']}")
    return found


@pytest.mark.rule("A19")
@pytest.mark.parametrize("who", ["union_clerk", "gov_leader", None])
def test_no_generated_request_breaks_anything(walked: Any, caller: Any, who: str | None, request: Any) -> None:
    walked("settled")
    assert len(list(operations())) > 200
    assert broken(caller, who, LONG if request.config.option.long else ROUNDS) == []


@pytest.mark.control("A19")
def test_a_view_that_breaks_or_answers_everybody_is_found(office: Any, caller: Any, monkeypatch: Any) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("api.v1.desk.Desk.get", fail)
    assert broken(caller, "union_clerk", 1) == ["get /api/v1/desk: 500"]
    monkeypatch.setattr("api.v1.desk.Desk.permission_classes", [])
    assert broken(caller, None, 1) == ["get /api/v1/desk: 500"]
