"""What the interface refuses to read and gives out is in the audit chain (A10)."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from api.v1.urls import urlpatterns as interface
from apps.organizations.door import recording
from kernel.audit.models import AuditEntry
from tests.organizations.test_recording import written

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A10")]
Inside = Callable[[str], AbstractContextManager[None]]


def test_every_read_of_the_interface_that_answers_403_leaves_one_entry(
    office: Any, caller: Any, inside: Inside
) -> None:
    caller, refused = caller("union_unit"), 0
    for one in interface:
        route = str(one.pattern)
        if "<" in route or route.startswith("schema"):
            continue
        if caller.get(route).status_code == 403:
            refused += 1
            with inside("150121"):
                last = AuditEntry.objects.filter(outcome="refused").latest("sequence")
            assert last.changes.get("path", f"/api/v1/{route}") == f"/api/v1/{route}"
    assert refused >= 3
    assert len(written(inside, recording.REQUEST)) >= 3
    with inside("150121"):
        assert AuditEntry.objects.filter(outcome="refused").count() == refused


def test_a_refused_act_is_written_down_once(office: Any, caller: Any, inside: Inside) -> None:
    answer = caller("viewer").post("topics", {"title": "x"})

    assert answer.status_code in {400, 403}
    with inside("150121"):
        assert AuditEntry.objects.filter(outcome="refused").count() == 1


def test_what_is_exported_is_on_record(walked: Any, caller: Any, inside: Inside) -> None:
    assert caller("union_clerk").get("agreed-items/export/xlsx").status_code == 200

    [exported] = written(inside, "follow_up_list.export")
    assert exported.changes["form"] == "xlsx"
