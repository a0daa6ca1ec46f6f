"""Requests per second and queries of pages, against a page that shows nothing, all inside this process."""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.meetings.models import Meeting
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import User
from benchmarks.clocks import goal, side_by_side
from benchmarks.verbs import CODE
from kernel.schema import inside
from tenants.governments.models import Government

TIMES = 15
MOST_QUERIES = 25
PERSON = "union_clerk"
BACKEND = "apps.organizations.door.backends.AccountBackend"


def measured() -> dict[str, Any]:
    """Each page's rate, queries, and how much longer it takes than the bare one."""
    ways = _ways()
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    queries = {name: _queries(get) for name, get in ways.items()}
    taken = side_by_side(TIMES, **ways)
    return {
        name: {
            "requests_per_second": round(1000 / milliseconds, 1),
            "times_the_bare_page": round(milliseconds / taken["bare"], 2),
            "queries": goal(queries[name], most=MOST_QUERIES),
        }
        for name, milliseconds in taken.items()
    }


def _ways() -> dict[str, Callable[[], Any]]:
    government = Government.objects.get(code=CODE)
    signed_in, anybody = (Client(headers={"host": government.host}) for _ in range(2))
    with inside(government), transaction.atomic():
        person = User.objects.get(username=PERSON)
        signed_in.force_login(person, BACKEND)
        meeting = Meeting.objects.get()
        token, _ = issue_token(user=person, at=timezone.now())
    headers = {"authorization": f"Token {token}"}
    return {
        "bare": lambda: _sound(signed_in.get("/bare")),
        "sign_in": lambda: _sound(anybody.get("/sign-in")),
        "desk": lambda: _sound(signed_in.get("/")),
        "meeting": lambda: _sound(signed_in.get(f"/meetings/{meeting.pk}")),
        "followups": lambda: _sound(signed_in.get("/followups")),
        "api_meetings": lambda: _sound(anybody.get("/api/v1/meetings", headers=headers)),
    }


def _sound(answer: Any) -> None:
    if answer.status_code != 200:
        raise RuntimeError(f"{answer.request['PATH_INFO']} answered {answer.status_code}.")


def _queries(get: Callable[[], Any]) -> int:
    get()
    with CaptureQueriesContext(connection) as queries:
        get()
    return len(queries)
