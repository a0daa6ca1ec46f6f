"""Facts for tests, each one true to the procedure: what a meeting in a state has behind it, it has dates for."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from kernel.keys import uuid7
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger.facts import (
    AgreedItemFact,
    DueReportFact,
    Fact,
    MeetingFact,
    WorkRuleFact,
    YearExplanationFact,
    YearPlanFact,
)
from tenants.ledger.services import publish_all


def a_rule(**values: Any) -> WorkRuleFact:
    """A rule in force since the regional rule of 2024, once a year."""
    return WorkRuleFact(**{"source_id": uuid7(), "in_force_from": date(2024, 2, 8), **values})


def a_meeting(state: str = "following_up", *, held_on: date = date(2026, 6, 10), **values: Any) -> MeetingFact:
    """An ordinary meeting planned for `held_on`; minutes due after 21 days, issued after 14, concluded after 120."""
    reached: dict[str, Any] = {"planned_on": held_on}
    if state in {"held", "following_up", "closed"}:
        reached |= {"held_on": held_on, "minutes_due_on": held_on + timedelta(days=21)}
    if state in {"following_up", "closed"}:
        reached |= {"minutes_issued_on": held_on + timedelta(days=14)}
    if state == "closed":
        reached |= {"concluded_on": held_on + timedelta(days=120)}
    given = {"source_id": uuid7(), "year": held_on.year, "kind": "ordinary", "state": state, **reached, **values}
    counts = "held_on" in given and given["kind"] == "ordinary"
    return MeetingFact(**{"counts_in": held_on.year if counts else None, **given})


def an_item(state: str = "in_progress", *, due_on: date = date(2026, 9, 30), **values: Any) -> AgreedItemFact:
    """An item of 2026 listed on 24 June and due on `due_on`; closed or terminated on 1 September unless told."""
    ended = {"closed": "closed_on", "terminated": "terminated_on"}
    given = {
        "source_id": uuid7(),
        "meeting_id": uuid7(),
        "year": 2026,
        "state": state,
        "listed_on": date(2026, 6, 24),
        "original_due_on": due_on,
        "due_on": due_on,
        **({ended[state]: date(2026, 9, 1)} if state in ended else {}),
        **values,
    }
    return AgreedItemFact(**given)


def a_due_report(*, due_on: date = date(2026, 9, 24), **values: Any) -> DueReportFact:
    """A report of the lead unit that came in time."""
    given = {"source_id": uuid7(), "agreed_item_id": uuid7(), "year": 2026, "leads": True, "reported_on": due_on}
    return DueReportFact(**{**given, "due_on": due_on, **values})


def a_plan(year: int = 2026, **values: Any) -> YearPlanFact:
    """The meeting of a year in a work plan of February."""
    days = {"issued_on": date(year, 2, 26), "recorded_on": date(year, 3, 12)}
    return YearPlanFact(**{"source_id": uuid7(), "year": year, **days, **values})


def an_explanation(year: int = 2025, **values: Any) -> YearExplanationFact:
    """A year without a meeting, explained in the January after it."""
    given = {"source_id": uuid7(), "year": year, "first_year": year, "cause": "term_change"}
    return YearExplanationFact(**{**given, "confirmed_on": date(year + 1, 1, 12), **values})


@contextmanager
def at_work_in(government: Government) -> Iterator[None]:
    """Inside a government and inside a transaction, where verbs publish."""
    with inside(government), transaction.atomic():
        yield


def state(government: Government, facts: Iterable[Fact]) -> None:
    """Let a government publish facts."""
    with at_work_in(government):
        publish_all(facts)
