"""Only services write: a change that nobody's verb made is a change that nobody recorded."""

import ast

import pytest

from tests.house.reading import Source, dotted, sources

WRITES = {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create"}
#: Where writing belongs. Everything else needs a row in EXCEPTIONS.
WRITERS = ("services.py", "permissions.py", "provisioning.py", "platform/kernel/lifecycle/engine.py")
EXCEPTIONS = {
    "platform/kernel/lifecycle/consent.py": "a consent is written by the mechanism itself",
    "tenants/backups/restoring.py": "puts back exactly what was taken; no act of anybody happens",
    "api/idempotency.py": "answers kept for repeated requests belong to the interface, not to the procedure",
}


def writes(source: Source) -> list[str]:
    """Calls that change rows; told from others of the name by how they are called."""
    return [source.at(call) for call in source.calls() if _is_write(call)]


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    if "super()" in dotted(call.func.value):
        return False
    match call.func.attr:
        case "update":
            return bool(call.keywords) and not call.args
        case "save" | "delete" | "create" | "get_or_create" | "update_or_create":
            return not call.args
        case _:
            return True


def may_write(path: str) -> bool:
    return path.endswith(WRITERS) or path in EXCEPTIONS


def test_only_services_write() -> None:
    assert [at for source in sources() if not may_write(source.path) for at in writes(source)] == []


def test_every_exception_is_still_needed() -> None:
    needed = {source.path for source in sources() if source.path in EXCEPTIONS and writes(source)}
    assert needed == set(EXCEPTIONS)


@pytest.mark.parametrize(
    "line",
    [
        "topic.save()",
        "topic.save(update_fields=['state'])",
        "Topic.objects.filter(pk=1).update(state='x')",
        "rows.update(state='x')",
        "Topic.objects.create(title='x')",
        "Topic.objects.bulk_create([])",
        "topic.delete()",
        "Topic.objects.get_or_create(title='x')",
    ],
)
def test_a_write_in_a_view_is_found(line: str) -> None:
    assert writes(Source("apps/topics/views.py", line)) == ["apps/topics/views.py:1"]
    assert not may_write("apps/topics/views.py")


@pytest.mark.parametrize(
    "line",
    [
        "faults.update({'a': 1})",
        "document.save(stream)",
        "super().save(*args)",
        "cache.delete('key')",
        "actions.create(kind, data)",
    ],
)
def test_what_only_looks_like_a_write_is_left_alone(line: str) -> None:
    assert writes(Source("apps/topics/views.py", line)) == []
