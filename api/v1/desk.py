"""What waits for the person who asks."""

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi
from api.actions import described
from api.fields import BASICS
from api.openapi import MOMENT, TEXT, Schema
from api.resources import OF_MODEL
from api.views import View, caller_of
from apps.desk.selectors import waiting_for

#: Null where the act brings the object into being: nothing is there yet.
NULLABLE_KEY = {**BASICS["key"], "nullable": True}


class Desk(View):
    """`GET /desk`: every object on which something is expected of the caller now, the longest waiting first."""

    def get(self, request: Request) -> Response:
        """Return the to-dos."""
        rows = [
            {
                "kind": todo.kind,
                "resource": OF_MODEL[todo.object._meta.label].path,
                "id": todo.id if todo.is_there else None,
                "title": todo.title,
                "state": todo.state,
                "state_label": todo.state_label,
                "since": todo.since,
                "actions": [described(row) for row in todo.actions],
            }
            for todo in waiting_for(caller_of(request))
        ]
        return Response({"count": len(rows), "next": None, "previous": None, "results": rows})

    def describe(self, method: str) -> Schema:
        """Describe the to-dos."""
        row = openapi.record(
            kind=TEXT, resource=TEXT, id=NULLABLE_KEY, title=TEXT, state=TEXT, state_label=TEXT, since=MOMENT,
            actions=openapi.many(openapi.ref("Action")),
        )  # fmt: skip
        return openapi.operation("desk", _("待办"), tag="desk", answers={200: openapi.page_of(row)}, problems=(403,))
