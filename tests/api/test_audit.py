"""The audit chain over the interface: for the audit officer only, at any depth as fast as at the top."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kernel.audit.models import AuditEntry, ChainHead
from tests.api.conftest import TMT

ADDRESSES = ("audit-entries", "audit-verification", "audit-entries/export/csv", "audit-entries/export/xlsx")


@pytest.mark.rule("A10")
def test_the_officer_reads_filters_verifies_and_exports(office: Any, caller: Any, inside: Any) -> None:
    officer = caller("audit_officer")
    with inside(TMT):
        first = AuditEntry.objects.earliest("sequence")
    top = officer.get("audit-entries", page_size="2").json()
    assert [row["sequence"] for row in top["results"]] == [top["count"], top["count"] - 1]
    with CaptureQueriesContext(connection) as near:
        following = officer.get(top["next"].partition("/api/v1/")[2]).json()
    assert following["results"][0]["sequence"] == top["count"] - 2
    with CaptureQueriesContext(connection) as far:
        last = officer.get("audit-entries", before="3").json()
    assert [row["sequence"] for row in last["results"]] == [2, 1]
    assert len(near) == len(far) <= 12
    assert not any("OFFSET" in one["sql"] for one in far)
    assert last["next"] is None
    assert officer.get(last["previous"].partition("/api/v1/")[2]).json()["results"][-1]["sequence"] == 3

    shown = officer.get(f"audit-entries/{first.pk}").json()
    assert shown["digest"] == first.digest
    assert shown["changes"] == first.changes
    assert shown["what_label"] == "开通账号"
    opened = officer.get("audit-entries", what="account.open").json()
    assert opened["count"] == len(opened["results"]) > 0
    assert officer.get("audit-entries", outcome="refused").json()["results"] == []

    assert officer.get("audit-verification").json()["last"] is None
    with inside(TMT):
        head = ChainHead.objects.get()
    said = officer.post("audit-verification").json()
    assert said["last"]["holds"] is True
    assert (said["last"]["entries"], said["last"]["digest"]) == (head.sequence, head.digest)
    assert said["entries"] == head.sequence + 1
    assert officer.get("audit-entries/export/csv", what="account").content.startswith(b"\xef\xbb\xbf")
    assert officer.get("audit-entries", what="audit_chain.export").json()["count"] == 1


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"since": "soon"}, "since"),
        ({"object": "7"}, "object"),
        ({"page_size": "500"}, "page_size"),
        ({"before": "x"}, "before"),
        ({"page": "2"}, "page"),
    ],
)
def test_what_cannot_be_read_is_refused(office: Any, caller: Any, query: dict[str, str], field: str) -> None:
    answer = caller("audit_officer").get("audit-entries", **query)
    assert answer.status_code == 400
    assert field in answer.json()["fields"]


@pytest.mark.rule("A10")
@pytest.mark.parametrize("who", ["system_officer", "security_officer", "gov_leader", "union_clerk", "viewer"])
def test_nobody_else_is_answered(office: Any, caller: Any, inside: Any, who: str) -> None:
    other = caller(who)
    with inside(TMT):
        key = AuditEntry.objects.latest("sequence").pk
    for address in ADDRESSES:
        assert other.get(address).status_code == 403, address
    assert other.post("audit-verification").status_code == 403
    assert other.get(f"audit-entries/{key}").status_code == 404
    with inside(TMT):
        refused = list(AuditEntry.objects.filter(outcome="refused").order_by("sequence"))
    assert [(one.what, one.sentence.partition(":")[0]) for one in refused] == [
        ("request.refuse", "您的角色不能办理这一步。"),
        ("request.refuse", "您的角色不能办理这一步。"),
        ("audit_chain.export", "WrongRole"),
        ("audit_chain.export", "WrongRole"),
        ("audit_chain.verify", "WrongRole"),
    ]
    assert {one.actor_id for one in refused} == {office.people[who].pk}
