"""Reads about issued documents. The bytes are never part of a list."""

import uuid

from django.db.models import QuerySet

from apps.documents.models import DocumentKind, IssuedDocument
from apps.organizations.models import User
from apps.organizations.roles import Side


def visible_to(user: User) -> QuerySet[IssuedDocument]:
    """Return what was issued, without its files; officers of the system read no documents."""
    documents = IssuedDocument.objects.defer("docx", "pdf", "content")
    return documents.none() if user.side == Side.NONE else documents


def of_subject(user: User, subject_id: uuid.UUID, kind: DocumentKind | None = None) -> QuerySet[IssuedDocument]:
    """Return the documents about one thing, latest first."""
    found = visible_to(user).filter(subject_id=subject_id)
    return found.filter(kind=kind) if kind else found
