"""What the acceptance cases share: a rule as it is typed, a meeting bound to it, and what is then said."""

from datetime import date
from typing import Any

from apps.documents.models import IssuedDocument
from apps.meetings.cautions import of_meeting
from apps.meetings.models import Meeting
from apps.meetings.topic_list import services as topic_list_services
from apps.workrules import services as workrules
from apps.workrules.binding import binding_rule
from apps.workrules.guards import contradict, deviations_of
from apps.workrules.models import WorkRule
from apps.workrules.parameters import REGIONAL_2024, RuleParameters, with_deviations
from apps.workrules.snapshots import to_snapshot
from kernel import clock
from roads.story import Story
from tests.workrules.elsewhere import CODE, deviations, issue, screened

PLAN = {"kind": "ordinary", "planned_on": date(2026, 10, 16), "request_text": "例会"}
EXTRA = {**PLAN, "kind": "extraordinary", "ground": "major", "ground_text": "突发情况需及时研究"}
MEMBERS = [f"第{number}成员单位" for number in range(1, 33)]


def typed(**values: str) -> RuleParameters:
    """Return the parameters of a rule with these deviations, read and checked as when it is drafted."""
    stored = deviations_of(deviations(**values))
    contradict(stored)
    return with_deviations(REGIONAL_2024, stored)


def bound(story: Story, **values: str) -> Meeting:
    """Let the office issue such a rule, and the meeting stand from here on under what is in force then."""
    issued_now(story, **values)
    Meeting.objects.filter(pk=story.meeting.pk).update(rule=to_snapshot(binding_rule(day=clock.today())))
    return story.refresh()


def issued_now(story: Story, **values: str) -> WorkRule:
    """Let the government issue such a rule today; one that it issued earlier today it takes back first."""
    today = clock.today()
    for former in WorkRule.objects.filter(state="issued", effective_on=today):
        taken_back = {"repealed_on": today, "reason": "另行制定"}
        workrules.repeal_rule(work_rule_id=former.pk, **taken_back, **story.someone("gov_clerk"))
    number = f"土左政办字〔{today.year}〕{WorkRule.objects.count() + 1}号"
    return issue(story.office, on=today, number=number, **values)


def cautions(story: Story) -> list[str]:
    return [one.name for one in of_meeting(story.refresh(), today=clock.today())]


def page(client_of: Any, story: Story, address: str, who: str = "gov_clerk") -> str:
    client = client_of(CODE)
    client.force_login(story.office.people[who])
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def said(document: IssuedDocument) -> str:
    return str(document.content)


def settled(story: Story) -> None:
    screened(story)
    for name in ("union_clerk", "gov_clerk"):
        topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone(name))
