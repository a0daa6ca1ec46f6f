"""Every night: is every issued document and stored file still what it was?"""

from django.utils.translation import gettext_lazy as _

from apps.documents.faults import faults
from kernel.jobs.definitions import nightly


class DocumentsDiffer(RuntimeError):
    """What is kept no longer fits its hash; `verify_documents` names every one."""


@nightly(label=_("核对文件与其哈希值"), at="19:10")
def verify() -> None:
    """Fail with the faults, if there are any."""
    if found := list(faults()):
        raise DocumentsDiffer("; ".join(map(str, found[:20])))
