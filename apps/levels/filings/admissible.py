"""Documents to file upward, and copies to receive from below (`Need.among`)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.documents import selectors as documents
from apps.documents.models import IssuedDocument
from apps.levels.filings import selectors
from apps.levels.filings.rules import MAY_LEAVE
from apps.organizations.models import User
from kernel.lifecycle.table import Among, Asking
from tenants.correspondence.models import FiledCopy
from vocabulary.roles import READING_BETWEEN_LEVELS


def _leaving(asking: Asking) -> QuerySet[IssuedDocument]:
    return documents.visible_to(User.behind(asking.by)).filter(filing=None, imported=False, disclosure__in=MAY_LEAVE)


def _legible(asking: Asking) -> QuerySet[FiledCopy]:
    """Return the copies that came from below, and those filed from here, of which a guard says why none is received."""
    return (
        FiledCopy.objects.all()
        if User.behind(asking.by).reading_roles & READING_BETWEEN_LEVELS
        else FiledCopy.objects.none()
    )


def _label(paper: FiledCopy) -> str:
    return f"{paper.government_name} {paper}"


DOCUMENT = Among(_("可见的文件"), lambda asking: documents.visible_to(User.behind(asking.by)), offered=_leaving)
COPY = Among(
    _("下级报送、本级尚未签收的文件"),
    _legible,
    offered=lambda asking: selectors.waiting_here(User.behind(asking.by)),
    label=_label,
)
