"""Letters between levels, as the interface shows them: sent, arrived, and what either end told."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from api import openapi
from api.fields import columns, rows
from api.openapi import Schema
from api.resources import Resource, by
from api.views import View, caller_of
from apps.documents.downloads import to_be_saved
from apps.levels.supervision import arrived_services as _arrived_services  # noqa: F401 - registers verbs
from apps.levels.supervision import selectors as supervision
from apps.levels.supervision import sent_services as _sent_services  # noqa: F401 - registers verbs
from apps.levels.supervision.lifecycle import ARRIVED, SENT
from apps.levels.supervision.models import ArrivedState, SentLetter, SentState
from apps.organizations.models import User
from tenants.correspondence.models import Answer, Dispatch, DispatchKind
from tenants.correspondence.selectors import answers_to, sent

ANSWER = columns(
    "correspondence.Answer", "kind", "text", "percentage", "answered_at", "government_name", "by_name", "by_post"
)


def _answers_to_sent(letter: SentLetter, user: User) -> list[Answer]:
    key = letter.dispatch_id
    return answers_to(sent().filter(pk=key)).get(key, []) if key else []


def _answers(letter: Dispatch, user: User) -> list[Answer]:
    return answers_to([letter]).get(letter.pk, [])


SENT_LETTERS = Resource(
    "sent-letters",
    _("发函"),
    "supervision.SentLetter",
    supervision.sent_visible_to,
    columns(
        "supervision.SentLetter",
        "kind", "side", "to_code", "to_name", "title", "text", "due_on", "reason", "item", "topic", "document",
        "dispatch_id", "note", "sent_at", "sent_by", "closed_at", "closed_by",
    ),
    details=(rows("answers", _("办理情况"), ANSWER, _answers_to_sent),),
    filters=(
        by("state", _("状态"), "choice", lambda state: Q(state=state), choices=SentState),
        by("kind", _("类别"), "choice", lambda kind: Q(kind=kind), choices=DispatchKind),
        by("government", _("收文政府代码"), "text", lambda code: Q(to_code=code)),
        by("item", _("议定事项"), "key", lambda key: Q(item=key)),
        by("topic", _("议题"), "key", lambda key: Q(topic=key)),
    ),
    lifecycle=SENT,
    never=("document__docx", "document__pdf", "document__content"),
)  # fmt: skip
DISPATCHES = Resource(
    "dispatches",
    _("来件"),
    "correspondence.Dispatch",
    supervision.dispatches_visible_to,
    columns(
        "correspondence.Dispatch",
        "government", "government_name", "kind", "side", "number", "year", "title", "text", "due_on", "issuer",
        "issued_on", "content_sha256", "pdf_sha256", "sent_at", "by_name", "by_post",
    ),
    details=(rows("answers", _("办理情况"), ANSWER, _answers),),
    filters=(by("kind", _("类别"), "choice", lambda kind: Q(kind=kind), choices=DispatchKind),),
    never=("pdf",),
)  # fmt: skip
ARRIVED_LETTERS = Resource(
    "arrived-letters",
    _("来函"),
    "supervision.ArrivedLetter",
    supervision.arrived_visible_to,
    columns(
        "supervision.ArrivedLetter",
        "dispatch_id", "kind", "side", "from_name", "number", "title", "due_on", "percentage", "words", "received_at",
        "received_by",
    ),
    filters=(
        by("state", _("状态"), "choice", lambda state: Q(state=state), choices=ArrivedState),
        by("kind", _("类别"), "choice", lambda kind: Q(kind=kind), choices=DispatchKind),
        by("dispatch", _("来件"), "key", lambda key: Q(dispatch_id=key)),
    ),
    lifecycle=ARRIVED,
)  # fmt: skip


class File(View):
    """`GET /dispatches/<id>/pdf`: always to be saved, never shown by the browser as a part of this host."""

    def get(self, request: Request, id: str) -> HttpResponse:
        """Return the bytes; ETag is their SHA-256."""
        letter: Any = DISPATCHES.find(caller_of(request), id)
        name = f"{letter.number} {letter.title}.pdf"
        return to_be_saved(bytes(letter.pdf), media="application/pdf", name=name, sha256=letter.pdf_sha256)

    def describe(self, method: str) -> Schema:
        """Describe the download."""
        return openapi.operation(
            "dispatch_pdf",
            _("下载文件"),
            tag="dispatches",
            answers={200: {"type": "string", "format": "binary"}},
            problems=(403, 404),
            parameters=[openapi.in_path("id")],
            media="application/pdf",
        )
