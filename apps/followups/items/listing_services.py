"""The list comes into being with the issue of the minutes: one row per resolution, its units entitled and told."""

from apps.followups import permissions as may
from apps.followups import rules
from apps.followups.facts import publish_due_reports_of
from apps.followups.items import guards
from apps.followups.lifecycle import ITEM, PART
from apps.followups.models import AgreedItem, Milestone, SupportingPart
from apps.meetings.models import Meeting, Resolution, ResolutionPart
from apps.meetings.session.selectors import resolutions_of
from apps.minutes.models import Minutes
from apps.organizations.models import Unit
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act


def activate_list(act: Act[Minutes]) -> None:
    """Make one row per resolution, with its units told and entitled, when the minutes are issued (R9.8, R11.1).

    A correction changes words, never what was resolved: the list is there already.
    """
    if act.object.corrects_id:
        return
    guards.activation_is_possible(act)
    for resolution in resolutions_of(act.object.meeting_id):
        _list_item(act, resolution)


def _list_item(issued: Act, resolution: Resolution) -> None:
    meeting: Meeting = issued.object.meeting
    with acting(ITEM, "list", by=issued.by, at=issued.at) as act:
        item: AgreedItem = create(
            act,
            AgreedItem(
                resolution=resolution,
                meeting=meeting,
                year=meeting.year,
                number=rules.item_number(year=meeting.year, ordinal=meeting.ordinal, position=resolution.position),
                text=resolution.text,
                lead_unit=resolution.lead_unit,
                responsible_person=resolution.responsible_person,
                listed_on=act.today,
                original_due_on=resolution.due_on,
                due_on=resolution.due_on,
            ),
        )
        Milestone.objects.bulk_create(
            Milestone(item=item, text=step.text, due_on=step.due_on) for step in resolution.milestones.all()
        )
    may.give_to_lead(item)
    own = {row.unit_id: row for row in resolution.parts.all()}
    for unit in resolution.supporting_units.all():
        with acting(PART, "list", by=issued.by, at=issued.at) as listed:
            part: SupportingPart = create(listed, _part(item, unit, own.get(unit.pk)))
        may.give_to_supporting(part)
    publish_due_reports_of(item)


def _part(item: AgreedItem, unit: Unit, own: ResolutionPart | None) -> SupportingPart:
    """Return a supporting unit's part: as the meeting gave it, or to help until the item's own deadline."""
    text, due_on = (own.text, own.due_on) if own else ("", item.due_on)
    return SupportingPart(item=item, unit=unit, text=text, due_on=due_on)
