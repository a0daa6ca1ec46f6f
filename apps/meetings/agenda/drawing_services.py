"""Write the agenda that follows from a settled list (R8.2)."""

from apps.meetings.agenda.rules import parts_of
from apps.meetings.models import AgendaItem, Meeting
from apps.topics.models import Topic
from apps.workrules.binding import binding_rule
from kernel.lifecycle.table import Act

REPORT_ON_PRIOR, REPORT_ON_TOPICS, DELIBERATE, DEPLOY = 1, 2, 3, 4


FIXED = {
    REPORT_ON_PRIOR: "通报上次{name}议定事项落实情况",
    REPORT_ON_TOPICS: "通报本次会议议题征集和主要内容",
    DEPLOY: "部署议定事项的落实",
}


def draw_up_agenda(act: Act) -> None:
    """Write the agenda's parts in their fixed order; part three follows the settled list (R8.2)."""
    meeting: Meeting = act.object
    arranged = {row.topic_id: row for row in meeting.agenda.filter(part=DELIBERATE)}
    meeting.agenda.all().delete()
    rule = binding_rule(meeting)
    asked, name = parts_of(rule.agenda_parts), rule.mechanism_name
    fixed = {part: FIXED[part].format(name=name) for part in asked if part in FIXED}
    rows = [AgendaItem(meeting=meeting, part=part, position=1, text=text) for part, text in fixed.items()]
    for position, topic in enumerate(Topic.objects.of_meeting(meeting.pk), start=1):
        before = arranged.get(topic.pk)
        rows.append(
            AgendaItem(
                meeting=meeting,
                part=DELIBERATE,
                position=position,
                text=topic.title,
                topic=topic,
                reporter_id=before.reporter_id if before else topic.proposer_id,
                duration=before.duration if before else None,
            )
        )
    AgendaItem.objects.bulk_create(rows)


def take_off_agenda(act: Act[Topic]) -> None:
    """A topic withdrawn before the notice stands on no agenda any more (R6.9)."""
    AgendaItem.objects.filter(topic=act.object, meeting__held_on=None).delete()
