"""What to think of about a press item before it goes out (Art. 10)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.meetings.models import Meeting
from apps.minutes.models import PublicityItem, PublicityState
from apps.workrules.binding import binding_rule
from kernel.lifecycle.cautions import Caution
from vocabulary.personal_data import Found, found_in
from vocabulary.personal_words import look_twice

ART_10 = gettext_lazy("第十条")


def of_meeting(meeting: Meeting, *, today: date) -> list[Caution]:
    """Return what a meeting's press work lacks: the item that the rule wants within so many days (R10.3)."""
    days, issued = binding_rule(meeting).publicity_days, meeting.minutes_issued_on
    if days is None or issued is None or meeting.imported or today <= issued + timedelta(days=days):
        return []
    if PublicityItem.objects.filter(meeting=meeting, state=PublicityState.PUBLISHED).exists():
        return []
    due = (issued + timedelta(days=days)).isoformat()
    return [
        Caution("PublicityOverdue", "R10.3", ART_10, _("宣传报道应于 %(day)s 前发布，至今尚未发布。") % {"day": due})
    ]


def of_publicity(item: PublicityItem) -> list[Caution]:
    """Return what speaks against publishing: it may tell of a person, or is not the meeting's one main release."""
    if item.state != PublicityState.DRAFT:
        return []
    told = [Caution("MayTellOfAPerson", "R10.2", ART_10, look_twice(found))] if (found := _maybe(item)) else []
    others = PublicityItem.objects.filter(meeting=item.meeting_id, state=PublicityState.PUBLISHED).exclude(pk=item.pk)
    if others.exists():
        words = _("本次会议已有发布的宣传报道；一次会议原则上只发一篇主稿。")
        told.append(Caution("SecondRelease", "R10.3", ART_10, words))
    return told


def _maybe(item: PublicityItem) -> list[Found]:
    return [*found_in(item.title), *found_in(item.text)]
