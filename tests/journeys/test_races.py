"""Several people at once, each on a connection of his or her own, with real commits (A12, A13)."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction

from apps.documents import file_services
from apps.documents.models import NumberSequence
from apps.documents.services import next_serial
from apps.meetings.convening import services as convening_services
from apps.meetings.models import Meeting
from apps.meetings.topic_list import services as topic_list_services
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes
from apps.organizations.accounts.opening_services import open_account
from apps.organizations.accounts.rights_services import take_role
from apps.organizations.models import User
from apps.topics.lifecycle import TOPIC
from apps.topics.models import RoundEntry, Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.screening import services as screening_services
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from kernel.lifecycle import engine
from kernel.lifecycle.engine import take
from kernel.refusals import Refusal
from kernel.schema import inside
from roads.story import Story
from tenants.governments.models import Government
from tests.cast import a_story, an_office
from tests.documents.made_files import pdf

pytestmark = pytest.mark.usefixtures("committed_db")
LOST = {"WrongState", "StaleVersion"}
UNION = "heat_outdoor"


@pytest.fixture
def banner() -> Government:
    return Government.objects.get(code="150121")


def told(banner: Government, stage: str) -> Story:
    """A story that has come so far, committed."""
    with inside(banner):
        return a_story(an_office()).walk(stage)


def all_at_once(banner: Government, day: Any, acts: list[Callable[[], Any]]) -> list[str]:
    """Start every act at the same moment; return how each ended."""
    barrier, ends = threading.Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        try:
            with inside(banner), clock.frozen_at(clock.at_hour(day, 10)):
                connection.ensure_connection()
                barrier.wait(timeout=20)
                try:
                    act()
                    ends[number] = "done"
                except Refusal as refusal:
                    ends[number] = refusal.name
                except OperationalError as fault:
                    ends[number] = f"unhandled: {fault}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return ends


def accept(story: Story, times: int) -> list[Callable[[], Any]]:
    by = story.office.people["gov_leader"]
    return [lambda: convening_services.accept_meeting(meeting_id=story.meeting.pk, by=by, at=clock.now())] * times


@pytest.mark.rule("A12")
def test_of_eight_who_accept_a_meeting_one_succeeds(banner):
    story = told(banner, "requested")
    before = story.meeting.version + 1
    ends = all_at_once(banner, story.day_of("accepted"), accept(story, 8))

    assert sorted(ends) == ["WrongState"] * 7 + ["done"]
    with inside(banner):
        assert Meeting.objects.get().version == before + 1
        done = AuditEntry.objects.filter(what="meeting.accept")
        assert sorted(done.values_list("outcome", flat=True)) == ["done"] + ["refused"] * 7
        assert list(faults()) == []


@pytest.fixture
def _without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would happen if the engine only looked, and took its time."""
    look_without_locking(monkeypatch)


def look_without_locking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Positive control of what the engine's lock prevents: it only looks, and takes its time."""

    def looked_up(lifecycle: Any, object_id: Any) -> Any:
        found = apps.get_model(lifecycle.model)._default_manager.get(pk=object_id)
        time.sleep(0.3)
        return found

    monkeypatch.setattr(engine, "_locked", looked_up)


@pytest.mark.control("A12")
@pytest.mark.rule("A12")
@pytest.mark.usefixtures("_without_the_lock")
def test_without_the_lock_several_would_succeed(banner):
    story = told(banner, "requested")

    assert all_at_once(banner, story.day_of("accepted"), accept(story, 4)).count("done") > 1


@pytest.mark.rule("A12")
def test_of_two_clerks_who_return_and_aggregate_a_topic_one_succeeds(banner):
    story = told(banner, "proposed")
    key = story.topics[UNION].pk
    first, second = (story.office.people[name] for name in ("union_clerk", "union_clerk_2"))
    ends = all_at_once(
        banner,
        story.day_of("aggregated"),
        [
            lambda: proposing_services.return_topic(topic_id=key, reason="请补充", by=first, at=clock.now()),
            lambda: take(TOPIC, "aggregate", topic_id=key, by=second, at=clock.now()),
        ],
    )
    assert sorted(ends) == ["WrongState", "done"]
    with inside(banner):
        placed = RoundEntry.objects.filter(topic=key).count()
        assert (Topic.objects.get(pk=key).state, placed) in {("returned", 0), ("aggregated", 1)}


@pytest.mark.rule("A12")
def test_no_list_is_settled_while_somebody_changes_it(banner):
    """Settling closes the round; screening and late topics of the same moment come before it or are refused."""
    story = told(banner, "prepared")
    people, keys = story.office.people, [topic.pk for topic in story.topics.values()]
    day = story.day_of("settled")
    with inside(banner), story.on(day):
        for key in keys:
            screening_services.table_topic(topic_id=key, **story.someone("union_clerk"))
        topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
    settle = {"meeting_id": story.meeting.pk, "by": people["gov_clerk"]}
    other = people["union_clerk_2"]
    ends = all_at_once(
        banner,
        day,
        [
            lambda: topic_list_services.settle_list(at=clock.now(), **settle),
            *[
                lambda key=key: screening_services.defer_topic(topic_id=key, reason="再议", by=other, at=clock.now())
                for key in reversed(keys)
            ],
        ],
    )
    assert set(ends) <= {"done", "WrongState", "NotInRound", "AlreadyConsented", "NothingTabled"}
    with inside(banner):
        if Meeting.objects.get().state == "settled":
            found = RoundEntry.objects.values_list("screening", "topic__state")
            assert all(screening == state for screening, state in found)
        assert list(faults()) == []


@pytest.mark.rule("A13")
def test_minutes_approved_and_returned_at_once_end_in_a_legal_state(banner, monkeypatch):
    story = told(banner, "gov_review")
    leader, clerk = story.office.people["gov_leader"], story.office.people["gov_clerk"]
    key, day = story.minutes.pk, story.day_of("approved")
    seen = set()
    acts = [
        lambda: take(MINUTES, "approve_for_government", minutes_id=key, by=leader, at=clock.now()),
        lambda: minutes.return_minutes(minutes_id=key, reason="请核对", by=clerk, at=clock.now()),
    ]
    for _round in range(20):
        ends = all_at_once(banner, day, acts)
        with inside(banner):
            state = str(Minutes.objects.get().state)
            assert sorted(ends) in (["WrongState", "done"], ["StillApproved", "done"])
            assert state in {"approved", "returned"}
            assert len(set(Minutes.objects.get().approvals.values_list("sha256", flat=True))) == 1
            seen.add(state)
            Minutes.objects.update(state="gov_review")
    assert seen <= {"approved", "returned"}
    with inside(banner):
        assert list(faults()) == []
    look_without_locking(monkeypatch)
    assert all_at_once(banner, day, acts) == ["done", "done"], "without the lock both would be done"


def four_numbers(banner: Government, take: Callable[[], int]) -> list[int]:
    numbers: list[int] = []

    def once() -> None:
        with transaction.atomic():
            number = take()
            time.sleep(0.1)
            numbers.append(number)

    today = clock.today()
    assert all_at_once(banner, today, [once] * 4) == ["done"] * 4
    return sorted(numbers)


@pytest.mark.rule("R9.4")
def test_numbers_taken_at_once_have_no_gap_and_no_duplicate(banner):
    with inside(banner), pytest.raises(ZeroDivisionError), transaction.atomic():
        _given_back = next_serial("土左联纪", 2026) / 0

    assert four_numbers(banner, lambda: next_serial("土左联纪", 2026)) == [1, 2, 3, 4]
    assert len(set(four_numbers(banner, careless))) < 4, "without the lock a number would be given twice"


@pytest.mark.rule("A12")
def test_two_files_stored_at_once_never_share_the_last_room(banner, settings, monkeypatch):
    with inside(banner):
        clerk = an_office().people["gov_clerk"]
    settings.FILES_QUOTA = len(pdf()) + len(pdf()) // 2

    def store() -> None:
        file_services.store_file(name="附件.pdf", content=pdf(), by=clerk, at=clock.now())

    assert sorted(all_at_once(banner, clock.today(), [store] * 2)) == ["StorageFull", "done"]
    settings.FILES_QUOTA += len(pdf())
    monkeypatch.setattr(file_services, "hold_series", lambda series: None)
    write = file_services._write
    monkeypatch.setattr(file_services, "_write", lambda *given, **more: (time.sleep(0.3), write(*given, **more)))
    ends = all_at_once(banner, clock.today(), [store] * 2)
    assert ends == ["done", "done"], "without the lock both would have found the same room"


def careless() -> int:
    """Take a number without locking its series."""
    row = NumberSequence.objects.get(series="土左联纪", year=2026)
    time.sleep(0.2)
    row.last += 1
    row.save()
    return row.last


@pytest.mark.rule("A10")
def test_two_security_officers_who_take_each_others_role_at_once_leave_one(banner):
    """Each holds the other's account; both queue over one row, and the second finds his own role gone."""
    with inside(banner):
        office = an_office()
        first = office.people["security_officer"]
        words = {"name": "第二名", "side": "none", "unit": None, "title": ""}
        second = open_account(
            username="second",
            roles=["security_officer"],
            by=None,
            at=clock.now(),
            password_hash=first.password,
            **words,
        )

    def take(by: Any, whose: Any) -> Callable[[], Any]:
        given = {"role": "security_officer", "reason": "岗位调整"}
        return lambda: take_role(account_id=whose.pk, by=by, at=clock.now(), **given)

    ends = all_at_once(banner, clock.today(), [take(first, second), take(second, first)])

    assert "done" in ends
    assert set(ends) - {"done"} <= {"WrongRole", "LastOfItsRole"}
    with inside(banner):
        assert User.objects.filter(roles__contains=["security_officer"], is_active=True).count() == 1
        assert list(faults()) == []
