"""One rule per day: successors, overlaps refused by name and by the database, repeal, and the facts that follow."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from apps.workrules import refusals
from apps.workrules import services as workrules
from apps.workrules.binding import binding_rule
from apps.workrules.models import WorkRule
from apps.workrules.parameters import REGIONAL_2024
from kernel import clock
from kernel.refusals import Overlapping, Refusal, WrongState
from kernel.schema import inside as inside_of
from tenants.governments.models import Government
from tenants.ledger.models import WorkRule as LedgerRule
from tests.cast import an_office
from tests.road import refused
from tests.workrules.elsewhere import CODE, deviations, issue


def by_clerk(office: Any, on: date) -> dict[str, Any]:
    return {"by": office.people["gov_clerk"], "at": clock.at_hour(on, 9)}


@pytest.mark.rule("R13.1")
@pytest.mark.rule("R13.4")
def test_a_successor_repeals_the_rule_before_it_on_the_day_it_takes_effect(db, inside):
    with inside(CODE):
        office = an_office(CODE)
        first = issue(office, period_years="2")
        second = issue(office, on=date(2026, 5, 4), number="土左政办字〔2026〕2号", notice_lead="2")
        first.refresh_from_db()
        assert (first.state, first.repealed_on, first.replaced_by) == ("repealed", date(2026, 5, 4), second)
        assert binding_rule(day=date(2026, 5, 3)).period_years == 2
        bound = binding_rule(day=date(2026, 5, 4))
        assert (bound.period_years, bound.notice_lead) == (1, 2)
        assert binding_rule(day=date(2025, 12, 31)) == REGIONAL_2024


@pytest.mark.rule("R0.1", "R1.1", "R2.1", "R12.1")
def test_a_rule_keeps_its_whole_document_and_may_be_changed_until_it_is_issued(db, inside):
    given = {
        "status": "trial", "issuer": "party_gov_offices", "addressees": "各苏木乡镇人民政府", "disclosure": "public",
        "openness_note": "此件公开发布", "legal_bases": [{"title": "中华人民共和国工会法", "document_number": None}],
        "base_title": REGIONAL_2024.title, "base_number": REGIONAL_2024.document_number, "preamble": "为健全机制。",
    }  # fmt: skip
    with inside(CODE):
        by = by_clerk(an_office(CODE), date(2026, 1, 5))
        rule = workrules.draft_rule(title="试行规则", **given, deviations=deviations(notice_lead="3"), **by)
        workrules.edit_rule(work_rule_id=rule.pk, title="试行规则（二稿）", **given, deviations=[], **by)
        rule.refresh_from_db()
        assert (rule.title, rule.status, rule.issuer, rule.deviations) == (
            "试行规则（二稿）",
            "trial",
            "party_gov_offices",
            {},
        )
        assert rule.legal_bases == [{"title": "中华人民共和国工会法", "document_number": ""}]
        kept = ("addressees", "openness_note", "disclosure", "preamble")
        assert [getattr(rule, name) for name in kept] == [given[name] for name in kept]
        workrules.issue_rule(work_rule_id=rule.pk, document_number="1号", issued_on=date(2026, 1, 5), **by)
        with refused(WrongState, "R12.1"):
            workrules.edit_rule(work_rule_id=rule.pk, title="改", **by)


@pytest.mark.rule("R13.1")
def test_a_rule_is_repealed_without_successor_not_before_it_took_effect(db, inside):
    with inside(CODE):
        office = an_office(CODE)
        rule, by = issue(office, period_years="2"), by_clerk(office, date(2026, 3, 2))
        with refused(refusals.RepealBeforeEffect, fields=("repealed_on",)):
            workrules.repeal_rule(work_rule_id=rule.pk, repealed_on=date(2026, 1, 4), reason="撤销", **by)
        workrules.repeal_rule(work_rule_id=rule.pk, repealed_on=date(2026, 3, 2), reason="撤销", **by)
        assert binding_rule(day=date(2026, 3, 2)) == REGIONAL_2024
        fact = LedgerRule.objects.get(source_id=rule.pk)
        assert (fact.period_years, fact.in_force_to) == (2, date(2026, 3, 2))


@pytest.mark.rule("R13.1")
def test_a_rule_does_not_reach_into_days_of_a_repealed_one(db, inside):
    with inside(CODE):
        office = an_office(CODE)
        rule = issue(office)
        workrules.repeal_rule(
            work_rule_id=rule.pk, repealed_on=date(2026, 9, 1), reason="撤销", **by_clerk(office, date(2026, 3, 2))
        )
        with refused(refusals.RulesOverlap):
            issue(office, on=date(2026, 4, 1), number="2号")


@pytest.mark.rule("R13.1")
def test_the_database_itself_holds_no_two_rules_of_one_day(db, inside):
    with inside(CODE):
        rule = issue(an_office(CODE))
        twin = WorkRule.objects.get(pk=rule.pk)
        twin.pk, twin._state.adding = WorkRule._meta.pk.get_default(), True
        with pytest.raises(IntegrityError, match="one_rule_per_day"), transaction.atomic():
            twin.save(force_insert=True)


def _race(government: Government, people: list[Any], drafts: list[Any]) -> list[str]:
    """Two clerks issue two drafts in the same moment; what became of each."""
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def issue_one(person: Any, draft: Any) -> None:
        try:
            with inside_of(government):
                start.wait(10)
                given = {"document_number": f"{draft.title}号", "issued_on": date(2026, 1, 5)}
                workrules.issue_rule(work_rule_id=draft.pk, **given, by=person, at=clock.now())
            outcomes.append("issued")
        except Refusal as refusal:
            outcomes.append(refusal.name)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue_one, args=pair) for pair in zip(people, drafts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(outcomes)


@pytest.mark.rule("R13.1")
def test_of_two_rules_issued_in_the_same_moment_one_is_refused(committed_db, government):
    place = government(CODE)
    with inside_of(place):
        office = an_office(CODE)
        by = by_clerk(office, date(2026, 1, 5))
        drafts = [workrules.draft_rule(title=title, **by) for title in ("甲", "乙")]
    people = [office.people["gov_clerk"], office.people["gov_clerk_2"]]
    assert _race(place, people, drafts) in (["Overlapping", "issued"], ["RulesOverlap", "issued"])
    with inside_of(place):
        assert WorkRule.objects.filter(state="issued").count() == 1


@pytest.mark.rule("R13.1")
def test_what_the_guard_does_not_see_the_constraint_refuses_by_name(db, inside, monkeypatch):
    monkeypatch.setattr("apps.workrules.services._replace_predecessor", lambda act, rule: None)
    with inside(CODE):
        office = an_office(CODE)
        issue(office)
        with refused(Overlapping, "R13.1"):
            issue(office, on=date(2026, 2, 2), number="2号")
