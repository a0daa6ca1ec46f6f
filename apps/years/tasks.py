"""Every evening: years that stand without a meeting or a plan, to both offices, once."""

from django.utils.translation import gettext_lazy as _

from apps.notifications.services import warn_once
from apps.years.alerts import alerts_on
from kernel import clock
from kernel.jobs.definitions import nightly


@nightly(label=_("提醒年度事项"), at="14:35")
def warn() -> None:
    """Tell both offices of every year that waits and of which they have not heard; 22:35 in Shanghai."""
    now = clock.now()
    for alert in alerts_on(clock.day_of(now)):
        warn_once(name=f"{alert.year}:{alert.name}", text=alert.sentence, at=now)
