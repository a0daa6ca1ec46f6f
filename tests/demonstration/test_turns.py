"""The demonstration shows every state of every lifecycle and every action at least once, all told through the verbs."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import override_settings

from apps.documents import rendering
from demonstration import plan, seeding
from demonstration.seeding import Telling
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from kernel.lifecycle.table import LIFECYCLES
from kernel.schema import inside
from roads.calendars import STAGES
from roads.turns.registry import TURNS
from tenants.governments.models import Government
from tenants.ledger import reconciliation
from tests.cast import PASSWORD
from tests.demonstration.test_seeding import CODES, TODAY
from tests.lifecycles.moments import side_road

HERE = "150202"
#: Stages that leave something in a state that no turn leaves it in.
ONLY_HERE = {"drafted", "requested", "minutes_drafted", "union_review", "approved", "checked", "closed"}
SHOWN = sorted(
    {code for code, role in plan.ROLES.items() if role.turns or role.extraordinary}
    | set(
        {role.stage: code for code, role in plan.ROLES.items() if role.stage in ONLY_HERE and not role.turns}.values()
    )
    | plan.RULES_CHANGED.keys()
    | plan.YEARS_TOLD.keys()
)
#: What people sign and hand over outside the year of a meeting; and what passes between the levels (see test_between).
OUTSIDE_THE_YEAR = {
    "delegation", "handover", "officer_mandate", "paper_approval", "post", "receipt", "sent_letter", "arrived_letter",
    "account", "unit",
    "history_import",
}  # fmt: skip
#: Acts that only a rule of one's own asks for, or a rule that a higher level issued for those below: the governments of
#: the demonstration follow the region's; and what offices do to a list after the notice.
NOT_TOLD = {
    "meeting.settle_by_leader", "meeting.check_list", "topic.complete", "publicity_item.publish_alone",
    "work_rule.adopt", "work_rule.issue_for_lower", "work_rule.receive", "meeting.amend_list", "topic.change_round",
    "filing.file_on_issue", "filing.file",
    # Leaders of the demonstration are not asked to preside, and its conveners stay in post.
    "meeting.answer_invitation", "attendance.succeed",
}  # fmt: skip


def tables():
    return {name: one for name, one in LIFECYCLES.items() if name not in OUTSIDE_THE_YEAR}


def shown_here():
    """The states that objects stand in, and the actions that were taken."""
    states = {
        (name, row.state)
        for name, lifecycle in tables().items()
        for row in apps.get_model(lifecycle.model).objects.all()
    }
    return states, set(AuditEntry.objects.exclude(outcome="refused").values_list("what", flat=True))


def contradictions():
    moments = list(AuditEntry.objects.order_by("sequence").values_list("recorded_at", flat=True))
    return [*reconciliation.differences(), *faults(), *(["moments"] if moments != sorted(moments) else [])]


@pytest.fixture(scope="module")
def shown(django_db_setup, django_db_blocker, pytestconfig):
    """All states and actions that the governments of the plan show, each told here in turn and undone.

    By day every fifth is recounted, by night each. Nobody reads their papers: these stay blank.
    """
    thorough = pytestconfig.getoption("--long")
    states, actions, wrong = set(), set(), {}
    with django_db_blocker.unblock(), override_settings(TODAY=TODAY):
        connection.set_schema_to_public()
        government = Government.objects.get(code=HERE)
        for number, code in enumerate(SHOWN):
            with pytest.MonkeyPatch.context() as patch, side_road():
                _as_if(patch, code)
                patch.setattr(rendering, "render_docx", lambda _document, **_how: b"docx")
                patch.setattr(rendering, "render_pdf", lambda _document, **_how: b"pdf")
                seeding.tell(government, Telling(TODAY, PASSWORD.hash(), 0, frozenset()))
                with inside(government):
                    here = shown_here()
                    wrong[code] = contradictions() if thorough or number % 5 == 0 else []
            states |= here[0]
            actions |= here[1]
        connection.set_schema_to_public()
    return states, actions, wrong


def _as_if(patch, code):
    """Let the government tell what the plan has for another one."""
    chapters = plan.chapters_of(code, TODAY)
    patch.setattr(plan, "chapters_of", lambda _code, _today: chapters)
    changed = {HERE: plan.RULES_CHANGED[code]} if code in plan.RULES_CHANGED else {}
    patch.setattr(plan, "RULES_CHANGED", changed)
    patch.setattr(plan, "YEARS_TOLD", {HERE: plan.YEARS_TOLD[code]} if code in plan.YEARS_TOLD else {})


def test_the_demonstration_reaches_every_state_of_every_lifecycle(shown):
    wanted = {(name, state) for name, lifecycle in tables().items() for state in lifecycle.states.values}
    assert wanted - shown[0] == set()


def test_the_demonstration_takes_every_action_at_least_once(shown):
    wanted = {f"{name}.{row.name}" for name, lifecycle in tables().items() for row in lifecycle.actions}
    assert wanted - shown[1] <= NOT_TOLD


def test_what_is_shown_contradicts_neither_ledger_nor_chain_nor_calendar(shown):
    assert {code: found for code, found in shown[2].items() if found} == {}


def test_every_turn_is_taken_and_fits_its_stage():
    roles = [*plan.ROLES.values(), *plan.FOLLOWS.values()]
    assert {name for role in roles for name in role.turns} == set(TURNS)
    for role in roles:
        for name in role.turns:
            assert all(STAGES.index(stage) <= STAGES.index(role.stage) for stage, _act in TURNS[name]), (role, name)


def test_about_a_third_of_the_governments_shows_something_of_its_own():
    assert set(CODES) > {*plan.ROLES, *plan.RULES_CHANGED}
    assert not {*plan.ROLES, *plan.RULES_CHANGED} & {*plan.WITHOUT_RULE, *plan.UNTOUCHED, plan.MODEL}
    assert {role.stage for role in plan.ROLES.values()} == set(STAGES)
