"""Reads about what was filed upward and what came from below."""

from django.db.models import QuerySet

from apps.documents import selectors as documents
from apps.levels.filings.models import Filing, Receipt
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right
from kernel import clock
from tenants.correspondence import selectors as correspondence
from tenants.correspondence.models import FiledCopy
from vocabulary.roles import PROCESSING, READING_BETWEEN_LEVELS


@by_right
def filings_visible_to(user: User) -> QuerySet[Filing]:
    """Return what this government filed upward: whoever reads its documents may know."""
    rows = Filing.objects.select_related("document", "filed_by").defer(
        "document__docx", "document__pdf", "document__content"
    )
    return rows.filter(document__in=documents.visible_to(user).values("pk"))


@by_right
def copies_visible_to(user: User) -> QuerySet[FiledCopy]:
    """Return the copies that governments below filed, without their bytes."""
    rows = correspondence.inbox()
    return rows if user.reading_roles & READING_BETWEEN_LEVELS else rows.none()


def waiting_here(user: User) -> list[FiledCopy]:
    """Return the copies that came and were not received yet, the longest waiting first, for those who receive them."""
    if not user.role_names & PROCESSING:
        return []
    today = clock.today()
    rows = correspondence.unreceived(correspondence.perhaps_filed_to_here(today)).order_by("filed_at", "id")
    return [one for one in rows if correspondence.is_filed_to_here(one, today)]


@by_right
def receipts_visible_to(user: User) -> QuerySet[Receipt]:
    """Return what was received here."""
    rows = Receipt.objects.select_related("received_by")
    return rows if user.reading_roles & READING_BETWEEN_LEVELS else rows.none()
