"""`reconcile_ledger` finds every way in which the ledger can be wrong, says it, and mends it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kernel.keys import uuid7
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger import reconciliation, registry
from tenants.ledger.facts import AgreedItemFact, Fact, MeetingFact, WorkRuleFact
from tenants.ledger.models import AgreedItem, Meeting, WorkRule
from tests.tenants.ledger_facts import a_meeting, a_rule, an_item, state

pytestmark = pytest.mark.django_db
So = Callable[..., None]


@pytest.fixture
def so(monkeypatch: pytest.MonkeyPatch) -> So:
    """Say what is so in the government at hand, in place of what the apps would say."""

    def say(*facts: Fact) -> None:
        for kind in registry.kinds():
            true = [fact for fact in facts if type(fact) is kind]
            monkeypatch.setitem(registry._builders, kind, lambda true=true: iter(true))

    say()
    return say


def reconcile(**options: object) -> str:
    out = StringIO()
    call_command("reconcile_ledger", stdout=out, **options)
    return out.getvalue()


def test_a_ledger_that_agrees_is_said_to_agree(banner: Government, so: So) -> None:
    facts = [a_rule(), a_meeting(), an_item()]
    state(banner, facts)
    so(*facts)

    assert "1 governments: the ledger agrees" in reconcile(government=banner.code)


def test_a_missing_an_extra_and_a_changed_fact_are_each_found(banner: Government, so: So) -> None:
    missing, extra, changed = a_rule(), a_meeting(), an_item()
    state(banner, [extra, changed])
    so(missing, replace(changed, due_on=date(2026, 12, 31), extensions=1))

    with inside(banner):
        found = {one.kind: (one.source_id, one.what, one.columns) for one in reconciliation.differences()}

    assert found == {
        "workrule": (missing.source_id, "missing", {}),
        "meeting": (extra.source_id, "extra", {}),
        "agreeditem": (
            changed.source_id,
            "changed",
            {"due_on": (date(2026, 9, 30), date(2026, 12, 31)), "extensions": (0, 1)},
        ),
    }


def test_differences_are_printed_and_exit_with_one(banner: Government, so: So) -> None:
    fact = a_meeting("requested")
    state(banner, [fact])
    so(replace(fact, state="accepted"))
    out = StringIO()

    with pytest.raises(CommandError, match="1 differences") as refused:
        call_command("reconcile_ledger", government=banner.code, stdout=out)

    assert refused.value.returncode == 1
    assert out.getvalue().strip() == (
        f"{banner.code} meeting {fact.source_id} changed (state: requested should be accepted)"
    )


def test_reconciling_alone_changes_nothing(banner: Government, so: So) -> None:
    state(banner, [a_meeting()])
    so()
    with pytest.raises(CommandError):
        reconcile(government=banner.code)
    with inside(banner):
        assert Meeting.objects.count() == 1


def test_repair_mends_a_missing_an_extra_and_a_changed_fact(banner: Government, so: So) -> None:
    missing, extra, changed, right = a_rule(), a_meeting(), an_item(), an_item()
    state(banner, [extra, changed, right])
    so(missing, right, replace(changed, extensions=2))

    with pytest.raises(CommandError, match="3 differences: repaired"):
        reconcile(government=banner.code, repair=True)

    assert "agrees" in reconcile(government=banner.code)
    with inside(banner):
        assert WorkRule.objects.get().source_id == missing.source_id
        assert not Meeting.objects.exists()
        assert AgreedItem.objects.get(source_id=changed.source_id).extensions == 2


def test_a_machine_is_answered_in_json(banner: Government, so: So) -> None:
    fact = an_item()
    state(banner, [fact])
    so(replace(fact, state="reported"))
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("reconcile_ledger", government=banner.code, json=True, stdout=out)

    [difference] = json.loads(out.getvalue())["differences"]

    assert difference == {
        "government": banner.code,
        "kind": "agreeditem",
        "source_id": str(fact.source_id),
        "what": "changed",
        "columns": {"state": ["in_progress", "reported"]},
    }


def test_every_standing_government_is_asked_inside_its_own_schema(so: So, monkeypatch, region: Government) -> None:
    asked: list[str] = []

    def note() -> list[Fact]:
        from kernel.schema import current_schema

        asked.append(current_schema() or "nowhere")
        return []

    monkeypatch.setitem(registry._builders, MeetingFact, note)
    reconcile()

    assert asked == list(Government.objects.standing().order_by("path").values_list("schema_name", flat=True))
    assert region.schema_name in asked


def test_only_what_a_second_look_finds_again_is_a_difference(banner: Government, so: So, monkeypatch) -> None:
    fact = a_meeting("requested")
    state(banner, [fact])
    answers = iter([[], [fact]])
    monkeypatch.setitem(registry._builders, MeetingFact, lambda: next(answers))

    with inside(banner):
        assert reconciliation.differences() == []


def test_an_unknown_government_is_refused() -> None:
    with pytest.raises(CommandError, match="no government with the code 999999"):
        reconcile(government="999999")


def test_a_kind_that_no_app_builds_is_refused(banner: Government, so: So, monkeypatch) -> None:
    monkeypatch.delitem(registry._builders, AgreedItemFact)
    with pytest.raises(registry.NobodyKnows, match="AgreedItemFact"):
        reconcile(government=banner.code)


def test_two_apps_cannot_claim_the_same_kind(so: So) -> None:
    with pytest.raises(registry.AlreadyRegistered):
        registry.register(WorkRuleFact, list)


def test_a_registered_builder_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_builders", {})
    fact = WorkRuleFact(source_id=uuid7(), in_force_from=date(2024, 2, 8))

    registry.register(WorkRuleFact, lambda: [fact])

    assert registry.all_facts(WorkRuleFact) == [fact]
