"""What waits for the person who asks."""

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi
from api.actions import described
from api.openapi import FLAG, MOMENT, TEXT, Schema
from api.resources import resource_of
from api.schemas import BASICS
from api.views import View, caller_of
from apps.waiting.todos import waiting_for
from kernel.workcalendar.rules import rests_on_unpublished

#: Null where the act brings the object into being: nothing is there yet.
NULLABLE_KEY = {**BASICS["key"], "nullable": True}


class Desk(View):
    """`GET /desk`: every object on which something is expected of the caller now, the longest waiting first."""

    def get(self, request: Request) -> Response:
        """Return the to-dos."""
        rows = [
            {
                "kind": todo.kind,
                "resource": resource_of(todo.object._meta.label).path,
                "id": todo.id if todo.is_there else None,
                "title": todo.title,
                "state": todo.state,
                "state_label": todo.state_label,
                "since": todo.since,
                "due_on": todo.until,
                "provisional": rests_on_unpublished(todo.until),
                "actions": [described(row) for row in todo.actions],
            }
            for todo in waiting_for(caller_of(request))
        ]
        return Response({"count": len(rows), "next": None, "previous": None, "results": rows})

    def describe(self, method: str) -> Schema:
        """Describe the to-dos."""
        row = openapi.record(
            kind=TEXT, resource=TEXT, id=NULLABLE_KEY, title=TEXT, state=TEXT, state_label=TEXT, since=MOMENT,
            due_on={**BASICS["date"], "nullable": True}, provisional=FLAG,
            actions=openapi.many(openapi.ref("Action")),
        )  # fmt: skip
        return openapi.operation("desk", _("待办"), tag="desk", answers={200: openapi.page_of(row)}, problems=(403,))
