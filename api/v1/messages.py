"""Marking a message as read."""

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi
from api.openapi import Schema
from api.v1.objects import ResourceView
from api.views import caller_of
from apps.notifications.services import mark_read
from kernel import clock


class Read(ResourceView):
    """`POST /messages/<id>/read`; a second time changes nothing."""

    def post(self, request: Request, id: str) -> Response:
        """Note that the message was read."""
        message = self.resource.find(caller_of(request), id)
        mark_read(message_id=message.pk, by=caller_of(request), at=clock.now())
        return self.answer(request, message.pk)

    def describe(self, method: str) -> Schema:
        """Describe it."""
        return openapi.operation(
            "message_mark_read",
            _("标为已读"),
            tag="messages",
            answers={200: openapi.ref("Message")},
            problems=(403, 404),
            parameters=[openapi.in_path("id")],
        )
