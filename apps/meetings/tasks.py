"""Every evening: what the alert timetable says today, to both offices, once (R4.9)."""

from django.utils.translation import gettext_lazy as _

from apps.meetings.alerts import alerts_on
from apps.notifications.services import warn_once
from kernel import clock
from kernel.jobs.definitions import nightly


@nightly(label=_("提醒会议安排时限"), at="14:30")
def warn() -> None:
    """Tell both offices of every alert that stands and of which they have not heard; 22:30 in Shanghai."""
    now = clock.now()
    for alert in alerts_on(clock.day_of(now)):
        warn_once(name=f"{alert.year}:{alert.name}", text=alert.sentence, at=now)
