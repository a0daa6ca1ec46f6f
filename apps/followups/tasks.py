"""Every morning, before the offices open: the letters of the ladder that fall due."""

from django.utils.translation import gettext_lazy as _

from apps.followups.letters import services as letter_services
from kernel import clock
from kernel.jobs.definitions import nightly


@nightly(label=_("签发到期的提醒、催办、督办函件"), at="00:30")
def issue_due_letters() -> None:
    """One step per item and day; whatever was issued already stays as it is (R11.7)."""
    letter_services.issue_due_letters(at=clock.now())
