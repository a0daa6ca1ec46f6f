"""Write down the conveners of a meeting (R4.2, R4.4)."""

from datetime import date

from apps.meetings.convening.conveners import conveners_on
from apps.meetings.models import Convener, Meeting
from apps.workrules.parameters import RuleParameters


def name_conveners(meeting: Meeting, rule: RuleParameters, day: date) -> list[Convener]:
    """Write down who fills the slots of a meeting on `day`, in place of whoever was written down before."""
    meeting.conveners.all().delete()
    return Convener.objects.bulk_create(
        Convener(meeting=meeting, slot=slot, holder=holder.user, name=holder.name, title=holder.title)
        for slot, holder in sorted(conveners_on(rule, day).items())
    )
