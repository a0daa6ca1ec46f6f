"""Both sides in the same moment, each on a connection of its own, with real commits (A13)."""

import time
from threading import Event
from typing import Any

import pytest

from apps.documents.models import IssuedDocument
from apps.followups.items import services as followups
from apps.followups.models import AgreedItem
from apps.meetings.models import Meeting
from apps.meetings.topic_list import services as topic_list_services
from apps.minutes import services as minutes
from apps.minutes.models import Minutes
from apps.topics.models import RoundEntry
from apps.topics.rounds import selectors as rounds_selectors
from apps.topics.screening import services as screening_services
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from kernel.consents.models import Consent
from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger import reconciliation
from tests.journeys.test_races import all_at_once, look_without_locking, told

pytestmark = pytest.mark.usefixtures("committed_db")
OFFICES = ("union_clerk", "gov_clerk")


@pytest.fixture
def banner() -> Government:
    return Government.objects.get(code="150121")


def whole(banner: Government) -> None:
    with inside(banner):
        assert list(faults()) == []
        assert reconciliation.differences() == []


def screened(banner: Government, *, consented_by: str = "") -> Any:
    """A list on which every topic is tabled, and to which one side may have consented."""
    story = told(banner, "prepared")
    with inside(banner), story.on(story.day_of("settled")):
        for topic in story.topics.values():
            screening_services.table_topic(topic_id=topic.pk, **story.someone("union_clerk"))
        if consented_by:
            topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone(consented_by))
    return story


@pytest.mark.rule("A13", "R6.9")
def test_both_offices_consent_to_the_list_at_once_and_it_is_settled_once(banner):
    story = screened(banner)
    people, key = story.office.people, story.meeting.pk
    ends = all_at_once(
        banner,
        story.day_of("settled"),
        [
            lambda name=name: topic_list_services.settle_list(meeting_id=key, by=people[name], at=clock.now())
            for name in OFFICES
        ],
    )
    assert ends == ["done", "done"]
    with inside(banner):
        assert Meeting.objects.get().state == "settled"
        assert AuditEntry.objects.filter(what="meeting.settle", outcome="done").count() == 1
        assert len(set(Consent.objects.filter(action="settle").values_list("sha256", flat=True))) == 1
    whole(banner)


@pytest.mark.rule("A13", "R6.9")
def test_a_list_changed_in_the_moment_of_consent_is_not_settled_as_if_it_had_not_been(banner, monkeypatch):
    story = screened(banner, consented_by="union_clerk")
    people, key = story.office.people, story.meeting.pk
    topic = next(iter(story.topics.values())).pk
    may_begin = Event()
    may_begin.set()

    def defer() -> None:
        may_begin.wait(timeout=30)
        screening_services.defer_topic(topic_id=topic, reason="再议", by=people["union_clerk_2"], at=clock.now())

    def both() -> tuple[bool, bool]:
        acts = [
            lambda: topic_list_services.settle_list(meeting_id=key, by=people["gov_clerk"], at=clock.now()),
            defer,
        ]
        all_at_once(banner, story.day_of("settled"), acts)
        with inside(banner):
            settled = Meeting.objects.get().state == "settled"
            return settled, RoundEntry.objects.get(topic=topic).screening == "deferred"

    settled, deferred = both()
    assert settled != deferred, "the change and the consent to the unchanged list both counted"
    whole(banner)
    with inside(banner), story.on(story.day_of("settled"), 11):
        if settled:
            topic_list_services.reopen_list(meeting_id=key, reason="再议", **story.someone("gov_clerk"))
        else:
            screening_services.table_topic(topic_id=topic, **story.someone("union_clerk"))
        topic_list_services.settle_list(meeting_id=key, **story.someone("union_clerk"))
    monkeypatch.setattr(rounds_selectors, "hold_list", lambda meeting_id: None)
    follows = topic_list_services.list_was_settled
    may_begin.clear()  # the change begins once the consent has looked at the list, however slow the machine is

    def settled_late(act: object) -> None:
        may_begin.set()
        time.sleep(2)
        follows(act)

    monkeypatch.setattr(topic_list_services, "list_was_settled", settled_late)
    assert both() == (True, True), "without the lock both would have counted"


@pytest.mark.rule("A12", "R9.4")
def test_two_clerks_who_issue_the_minutes_at_once_give_out_one_number_and_one_document(banner):
    story = told(banner, "approved")
    people, key = story.office.people, story.minutes.pk
    ends = all_at_once(
        banner,
        story.day_of("following_up"),
        [
            lambda name=name: minutes.issue_minutes(minutes_id=key, by=people[name], at=clock.now())
            for name in ("union_clerk", "union_clerk_2")
        ],
    )
    assert sorted(ends) == ["WrongState", "done"]
    with inside(banner):
        document = Minutes.objects.get().document
        assert list(IssuedDocument.objects.filter(kind="minutes").values_list("pk", flat=True)) == [document.pk]
        assert AgreedItem.objects.count() == sum(len(text.resolutions) for text in story.chosen)
    whole(banner)


@pytest.mark.rule("A12", "R11.5")
def test_an_item_closed_and_sent_back_at_once_ends_in_one_of_the_two(banner, monkeypatch):
    story = told(banner, "checked")
    people = story.office.people
    with inside(banner):
        item, another = AgreedItem.objects.filter(state="checked").values_list("pk", flat=True)[:2]

    def three(key: Any) -> list[str]:
        given = {"agreed_item_id": key}
        acts = [
            lambda: followups.close_out_item(**given, by=people["gov_clerk"], at=clock.now()),
            lambda: followups.close_out_item(**given, by=people["gov_clerk_2"], at=clock.now()),
            lambda: followups.send_back_item(**given, reason="请补充材料", by=people["gov_clerk_2"], at=clock.now()),
        ]
        return all_at_once(banner, story.day_of("closed_out"), acts)

    assert sorted(three(item)) == ["WrongState", "WrongState", "done"]
    with inside(banner):
        assert AgreedItem.objects.get(pk=item).state in {"closed", "in_progress"}
    whole(banner)
    look_without_locking(monkeypatch)
    assert three(another).count("done") > 1, "without the lock several would succeed"
