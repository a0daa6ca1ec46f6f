"""Every night: forget what has expired, and compare what units hold with what they are entitled to."""

import logging

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts.token_services import forget_expired as services_forget_expired
from apps.organizations.units import permissions
from kernel.jobs.definitions import nightly

logger = logging.getLogger(__name__)


@nightly(label=_("清理过期会话和令牌"), at="18:50")
def forget_expired() -> None:
    """Sessions and API tokens that nobody can use any more."""
    services_forget_expired(at=timezone.now())


@nightly(label=_("核对单位的办理权限"), at="18:58")
def mend_permissions() -> None:
    """What units hold must follow from the objects; a difference is a fault of some verb: mended, and logged."""
    found = permissions.misgrants()
    for one in found:
        logger.warning("%s", one)
    permissions.mend(found)
