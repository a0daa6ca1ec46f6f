"""Every night: does the chain of each government still hold?"""

from django.utils.translation import gettext_lazy as _

from kernel.audit.services import faults
from kernel.jobs.definitions import nightly


class ChainBroken(RuntimeError):
    """An entry is missing or was changed; `verify_audit` names every one."""


@nightly(label=_("核对审计记录链"), at="18:40")
def verify() -> None:
    """Fail with the faults, if there are any."""
    if found := list(faults()):
        raise ChainBroken("; ".join(found[:20]))
