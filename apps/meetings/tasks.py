"""What the alert timetable says, every evening and once (R4.9); and days counted anew when working days change."""

from django.utils.translation import gettext_lazy as _

from apps.meetings.alerts import alerts_on
from apps.meetings.recounting.services import recount_days
from apps.notifications.services import warn_once
from kernel import clock
from kernel.jobs.definitions import in_government, nightly


@nightly(label=_("提醒会议安排时限"), at="14:30")
def warn() -> None:
    """Tell both offices of every alert that stands and of which they have not heard; 22:30 in Shanghai."""
    now = clock.now()
    for alert in alerts_on(clock.day_of(now)):
        warn_once(name=f"{alert.year}:{alert.name}", text=alert.sentence, at=now)


@in_government(label=_("按新的工作日历重算期限"))
def recount() -> None:
    """Count anew the days that rest on working days, after these became others."""
    recount_days(clock.now())
