"""What the list of topics needs: collected and settled, named without collection, changed after the notice (Art. 6)."""

from collections.abc import Sequence

from apps.meetings.models import Meeting
from apps.meetings.topic_list import refusals
from apps.meetings.topic_list.permissions import checks_that_stand
from apps.topics import rules as topic_rules
from apps.topics.models import RoundEntry, Topic, TopicState
from apps.topics.rounds import refusals as rounds_refusals
from apps.topics.rounds import selectors as rounds_selectors
from apps.topics.rules import ListedTopic
from apps.workrules.binding import binding_rule
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.table import Act
from vocabulary.meetings import MeetingKind


def not_collected_yet(act: Act[Meeting]) -> None:
    """A meeting that had its round, and was postponed, opens that round again (R6.5)."""
    if rounds_selectors.round_of(act.object.pk) is not None:
        raise refusals.CollectedBefore


def topic_is_ready(act: Act[Topic]) -> None:
    """A deliberation topic is tabled after consultation, and with research where the rule asks that first (R6.6)."""
    found = Meeting.objects.filter(pk__in=rounds_selectors.meetings_listing(act.object)).order_by("planned_on").first()
    listed = [rounds_selectors.listed(act.object, TopicState.TABLED)]
    if topic_rules.unprepared(listed, **asked_first(found)):
        raise rounds_refusals.NotPrepared
    if topic_rules.unconfirmed(listed):
        raise rounds_refusals.PartnerUnconfirmed


def is_extraordinary(act: Act[Meeting]) -> None:
    """Only an extraordinary meeting may do without collection (R6.12)."""
    if act.object.kind != MeetingKind.EXTRAORDINARY:
        raise refusals.OnlyExtraordinary


def had_collection(act: Act[Meeting]) -> None:
    """There is a list to reopen."""
    if rounds_selectors.round_of(act.object.pk) is None:
        raise rounds_refusals.NoOpenRound


def asked_first(meeting: Meeting | None) -> dict[str, bool]:
    """What the meeting's rule asks before settlement: research, and that units were consulted (Art. 6)."""
    if meeting is None:
        return {"research": True, "consulted": True}
    rule = binding_rule(meeting)
    early = rule.research_phase == "before_settlement"
    return {"research": rule.research_required and early, "consulted": early}


def list_stands_still(act: Act[Meeting]) -> None:
    """Nobody changes the list while it is settled or printed."""
    rounds_selectors.hold_list(act.object.pk)


def all_screened(act: Act[Meeting]) -> None:
    """Every collected topic has a screening result (R6.10)."""
    if waiting := topic_rules.unscreened(listed_in(act)):
        raise rounds_refusals.Unscreened(about=waiting)


def something_tabled(act: Act[Meeting]) -> None:
    """At least one topic is tabled (R8.2)."""
    if not any(topic.screening == "tabled" for topic in listed_in(act)):
        raise rounds_refusals.NothingTabled


def tabled_are_prepared(act: Act[Meeting]) -> None:
    """Each tabled topic was researched and consulted on, as the rule asks (R6.6, R6.7)."""
    if lacking := topic_rules.unprepared(listed_in(act), **asked_first(act.object)):
        raise rounds_refusals.NotPrepared(about=lacking)


def joint_are_confirmed(act: Act[Meeting]) -> None:
    """The partner of each tabled joint topic confirmed the text as it stands (R6.3)."""
    if unconfirmed := topic_rules.unconfirmed(listed_in(act)):
        raise rounds_refusals.PartnerUnconfirmed(about=unconfirmed)


def listed_in(act: Act) -> list[ListedTopic]:
    """The list as the guards of one attempt look at it: read once, after it was locked."""
    if "list" not in act.read:
        act.read["list"] = rounds_selectors.listed_for(act.object.pk)
    found: list[ListedTopic] = act.read["list"]
    return found


#: What the list of topics needs, whoever settles it.
LIST = (list_stands_still, all_screened, something_tabled, tabled_are_prepared, joint_are_confirmed)


def named_topics_are_free(act: Act[Meeting]) -> None:
    """What is put before the meeting directly waits for one, and is as ready as the rule asks (R6.6, R6.12)."""
    _are_free(act, act.given["topics"], field="topics")


def not_checked_by_oneself(act: Act[Meeting]) -> None:
    """Nobody takes two steps of a chain of checks, neither in person nor for another."""
    mine = {str(key) for key in act.people}
    if any(mine & set(check.get("people", [check["person"]])) for check in checks_that_stand(act.object)):
        raise refusals.OwnCheck


def added_are_free(act: Act[Meeting]) -> None:
    """What is added after the notice waits for a meeting and is as ready as what was collected (R6.6, R6.9)."""
    _are_free(act, act.given.get("added") or [], field="added")


def amends_something(act: Act[Meeting]) -> None:
    """A changed list needs another notice, so it is changed only where something is added or taken off (R6.9)."""
    if not act.given.get("added") and not act.given.get("removed"):
        raise refusals.NothingAmended(fields=dict.fromkeys(("added", "removed"), refusals.NothingAmended.sentence))


def removed_are_on_the_list(act: Act[Meeting]) -> None:
    """Only what the notice announced can be taken off."""
    rounds_selectors.hold_list(act.object.pk)
    listed = {entry.topic_id for entry in _tabled(act)}
    if any(topic.pk not in listed for topic in act.given.get("removed") or []):
        raise refusals.NotOnTheList(fields={"removed": refusals.NotOnTheList.sentence})


def something_stays(act: Act[Meeting]) -> None:
    """A meeting has at least one topic, also after its list was changed (R8.2)."""
    removed = {topic.pk for topic in act.given.get("removed") or []}
    if not act.given.get("added") and {entry.topic_id for entry in _tabled(act)} <= removed:
        raise rounds_refusals.NothingTabled(fields={"removed": rounds_refusals.NothingTabled.sentence})


def _tabled(act: Act) -> list[RoundEntry]:
    return [entry for entry in rounds_selectors.entries_of(act.object.pk) if entry.screening == "tabled"]


def _are_free(act: Act, named: Sequence[Topic], *, field: str) -> None:
    waiting = hold(rounds_selectors.waiting().filter(pk__in=[topic.pk for topic in named]))
    found = {topic.pk: topic for topic in waiting.order_by("pk")}
    if any(topic.pk not in found for topic in named):
        raise refusals.TopicNotFree(fields={field: refusals.TopicNotFree.sentence})
    again = [rounds_selectors.listed_again(topic) for topic in found.values()]
    if topic_rules.unprepared(again, **asked_first(act.object)):
        raise rounds_refusals.NotPrepared(fields={field: rounds_refusals.NotPrepared.sentence})
    if topic_rules.unconfirmed(again):
        raise rounds_refusals.PartnerUnconfirmed(fields={field: rounds_refusals.PartnerUnconfirmed.sentence})
