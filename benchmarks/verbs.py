"""What ledger and audit chain cost a verb. Both are taken off here and nowhere else."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from typing import Any
from unittest.mock import patch

from django.contrib.auth.hashers import make_password
from django.db import transaction

from apps.meetings.convening.services import accept_meeting
from benchmarks.clocks import goal, side_by_side
from demonstration.accounts import DEMO_PASSWORD
from demonstration.offices import set_up_demo_office
from kernel.schema import inside
from roads.story import Story
from tenants.governments.models import Government

CODE = "150121"
TIMES = 40
MEETING_ON = date(2026, 6, 12)
MOST_SHARE = 0.25
PARTS = {
    "ledger": "apps.meetings.facts.publish_fact",
    "audit": "kernel.audit.services.append",
}


class _Back(Exception):
    pass


@contextmanager
def an_office() -> Iterator[Story]:
    """Both sides' people of one government, and a meeting that was requested."""
    government = Government.objects.get(code=CODE)
    with inside(government):
        office = set_up_demo_office(government, has_children=False, password_hash=make_password(DEMO_PASSWORD))
        yield Story(office, MEETING_ON, office.texts.topics[:6]).walk("requested")


def measured(story: Story) -> dict[str, Any]:
    """`accept`, done and rolled back, with everything and without each part."""
    ways: dict[str, Callable[[], None]] = {
        "whole_ms": lambda: _accept(story),
        "without_ledger_ms": lambda: _accept(story, "ledger"),
        "without_audit_ms": lambda: _accept(story, "audit"),
        "without_both_ms": lambda: _accept(story, "ledger", "audit"),
    }
    taken = side_by_side(TIMES, **ways)
    story.walk("in_progress")
    share = (taken["whole_ms"] - taken["without_both_ms"]) / taken["whole_ms"]
    return {
        "verb": "meetings.accept, in a transaction that is rolled back: the commit's own cost is not in it",
        **taken,
        "share_of_ledger_and_audit": goal(share, most=MOST_SHARE),
    }


def _accept(story: Story, *without: str) -> None:
    with ExitStack() as off:
        for part in without:
            off.enter_context(patch(PARTS[part]))
        try:
            with transaction.atomic(), story.on(story.day_of("accepted")):
                accept_meeting(meeting_id=story.meeting.pk, **story.someone("gov_leader"))
                raise _Back
        except _Back:
            return
