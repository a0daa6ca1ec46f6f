"""What both sides consent to, as plain data: any difference gives another hash and voids both consents."""

from typing import Any

from apps.topics import selectors as topics
from kernel.lifecycle.table import Act


def plan(act: Act) -> dict[str, Any]:
    """The meeting's dates and kind; what was typed (reason, new date) is hashed beside it."""
    meeting = act.object
    return {
        "planned_on": meeting.planned_on,
        "session_on": meeting.session_on,
        "kind": meeting.kind,
        "ordinal": meeting.ordinal,
        "version": meeting.version,
    }


def named_topics(act: Act) -> dict[str, Any]:
    """The plan, and every word of the topics that come before the meeting without collection (R6.12)."""
    return {**plan(act), "topics": topics.topic_texts(topics.afresh(act.given.get("topics") or []))}


def amended_list(act: Act) -> dict[str, Any]:
    """The plan, every word of the list as it stands, and of what is to come on it (R6.9)."""
    added = topics.afresh(act.given.get("added") or [])
    return {**plan(act), "list": topic_list(act), "added": topics.topic_texts(added)}


def topic_list(act: Act) -> list[dict[str, Any]]:
    """The list of topics, every word of it (R6.9)."""
    return list_of(act.object)


def list_of(meeting: Any) -> list[dict[str, Any]]:
    """The list of a meeting's topics as it stands now."""
    return topics.list_text(topics.entries_of(meeting.pk))


def follow_up(act: Act) -> dict[str, Any]:
    """How the follow-up stands; read through the layer above, which owns the list."""
    from django.utils.module_loading import import_string

    rows: list[dict[str, Any]] = import_string("apps.followups.selectors.list_text")(act.object.pk)
    return {"ordinal": act.object.ordinal, "items": rows}
