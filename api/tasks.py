"""Every night: forget answers that were kept for a repeated request."""

from django.utils.translation import gettext_lazy as _

from api import idempotency
from kernel.jobs.definitions import nightly


@nightly(label=_("清理过期的重复请求标识"), at="19:00")
def forget_answers() -> None:
    """Answers older than a day."""
    idempotency.forget_expired()
