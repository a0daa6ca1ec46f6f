"""A government whose own rule deviates from the region, issued by its own office; and a meeting told under it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Any

from apps.meetings.attendance import services as attendance
from apps.meetings.models import Attendance
from apps.meetings.notice import services as notice_services
from apps.workrules import services as workrules
from apps.workrules.models import WorkRule
from kernel import clock
from roads.office import Office
from roads.story import Story
from tests.cast import a_story, an_office
from tests.memory import remembered

Inside = Callable[[str], AbstractContextManager[None]]
CODE, ISSUED = "150121", date(2026, 1, 5)


def deviations(**values: str) -> list[dict[str, str]]:
    """Return what deviates as a clerk types it."""
    return [{"parameter": name, "value": value, "reason": "结合本地实际"} for name, value in values.items()]


def issue(office: Office, *, on: date = ISSUED, number: str = "土左政办字〔2026〕1号", **values: str) -> WorkRule:
    """Draft and issue a rule with these deviations."""

    def issued() -> Any:
        with clock.frozen_at(clock.at_hour(on, 9)):
            by = {"by": office.people["gov_clerk"], "at": clock.now()}
            rule = workrules.draft_rule(title="土默特左旗联席会议工作规则", deviations=deviations(**values), **by)
            return workrules.issue_rule(work_rule_id=rule.pk, document_number=number, issued_on=on, **by)

    rule: WorkRule = remembered(("rule", on, number, tuple(values.items())), issued)
    return rule


@contextmanager
def under(inside: Inside, *, topics: int = 3, **values: str) -> Iterator[Story]:
    """A story in a government under such a rule, not yet begun."""
    with inside(CODE):
        office = an_office(CODE)
        issue(office, **values)
        yield a_story(office, topics=topics)


def screened(story: Story) -> None:
    """Every topic of the round is proposed for the meeting."""
    from apps.topics.screening import services as screening_services

    for topic in story.topics.values():
        screening_services.table_topic(topic_id=topic.pk, **story.someone("union_clerk"))


def invited(story: Story, name: str, title: str, *, unit: str = "土默特左旗人民政府", **more: Any) -> Attendance:
    """Put somebody of the government on the list."""
    given = {"name": name, "title": title, "unit_name": unit, "capacity": "member", "reason": "另行增加", **more}
    row: Attendance = attendance.invite(meeting=story.refresh(), **given, **story.someone("gov_clerk"))
    return row


def notice(story: Story, presider: Attendance, *, by: str = "gov_clerk", **more: Any) -> Any:
    """Issue the notice with this presider."""
    given = {"starts_at": clock.at_hour(story.meeting_on, 9, 30), "venue": "政府第一会议室", "contact": "0471-8150000"}
    return notice_services.issue_notice(
        meeting_id=story.meeting.pk, presider=presider, **given, **more, **story.someone(by)
    )


def chief(story: Story, side: str) -> Attendance:
    """The chief convener of a side on the list."""
    return Attendance.objects.get(meeting=story.meeting, slot=f"chief_convener_{side}")
