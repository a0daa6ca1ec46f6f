"""What it needs to put topics before a meeting without collecting them, or after its notice went out (Art. 6)."""

from collections.abc import Sequence

from apps.meetings import refusals
from apps.meetings.guards import asked_first
from apps.meetings.named_by_rule import checks_that_stand
from apps.topics import refusals as topic_refusals
from apps.topics import rules as topic_rules
from apps.topics import selectors as topics
from apps.topics.models import RoundEntry, Topic
from kernel.lifecycle.table import Act


def named_topics_are_free(act: Act) -> None:
    """What is put before the meeting directly waits for one, and is as ready as the rule asks (R6.6, R6.12)."""
    _are_free(act, act.given["topics"], field="topics")


def not_checked_by_oneself(act: Act) -> None:
    """Nobody takes two steps of a chain of checks, neither in person nor for another."""
    mine = {str(key) for key in act.people}
    if any(mine & set(check.get("people", [check["person"]])) for check in checks_that_stand(act.object)):
        raise refusals.OwnCheck


def added_are_free(act: Act) -> None:
    """What is added after the notice waits for a meeting and is as ready as what was collected (R6.6, R6.9)."""
    _are_free(act, act.given.get("added") or [], field="added")


def amends_something(act: Act) -> None:
    """A changed list needs another notice, so it is changed only where something is added or taken off (R6.9)."""
    if not act.given.get("added") and not act.given.get("removed"):
        raise refusals.NothingAmended(fields=dict.fromkeys(("added", "removed"), refusals.NothingAmended.sentence))


def removed_are_on_the_list(act: Act) -> None:
    """Only what the notice announced can be taken off."""
    topics.hold_list(act.object.pk)
    listed = {entry.topic_id for entry in _tabled(act)}
    if any(topic.pk not in listed for topic in act.given.get("removed") or []):
        raise refusals.NotOnTheList(fields={"removed": refusals.NotOnTheList.sentence})


def something_stays(act: Act) -> None:
    """A meeting has at least one topic, also after its list was changed (R8.2)."""
    removed = {topic.pk for topic in act.given.get("removed") or []}
    if not act.given.get("added") and {entry.topic_id for entry in _tabled(act)} <= removed:
        raise topic_refusals.NothingTabled(fields={"removed": topic_refusals.NothingTabled.sentence})


def _tabled(act: Act) -> list[RoundEntry]:
    return [entry for entry in topics.entries_of(act.object.pk) if entry.screening == "tabled"]


def notice_is_up_to_date(act: Act) -> None:
    """A list changed after the notice is announced by a new one before the session (R7.5)."""
    if act.object.list_amended_at is not None:
        raise refusals.NoticeOutOfDate


def _are_free(act: Act, named: Sequence[Topic], *, field: str) -> None:
    waiting = topics.waiting().filter(pk__in=[topic.pk for topic in named]).select_for_update(of=("self",))
    found = {topic.pk: topic for topic in waiting.order_by("pk")}
    if any(topic.pk not in found for topic in named):
        raise refusals.TopicNotFree(fields={field: refusals.TopicNotFree.sentence})
    again = [topics.listed_again(topic) for topic in found.values()]
    if topic_rules.unprepared(again, **asked_first(act.object)):
        raise topic_refusals.NotPrepared(fields={field: topic_refusals.NotPrepared.sentence})
