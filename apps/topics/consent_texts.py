"""Topics and lists as plain data: what both sides consent to (R6.4, R6.9, R6.12)."""

from collections.abc import Iterable, Sequence

from apps.documents import selectors as documents
from apps.topics.models import RoundEntry, Topic
from kernel.canonical import Plain
from kernel.lifecycle.table import Act


def list_text(entries: Iterable[RoundEntry]) -> list[Plain]:
    """Return the list as both sides consent to it: every word and every file that may not change afterwards."""
    rows = list(entries)
    texts = topic_texts([entry.topic for entry in rows])
    return [
        {**text, "screening": entry.screening, "reason": entry.reason, "position": entry.position}
        for entry, text in zip(rows, texts, strict=True)
    ]


def afresh(listed: Sequence[Topic]) -> list[Topic]:
    """Return topics as they are now, in the same order: whoever named them may have read them earlier."""
    rows = Topic.objects.prefetch_related("suggested_supporting").in_bulk([topic.pk for topic in listed])
    return [rows[topic.pk] for topic in listed]


def late_text(act: Act[Topic]) -> Plain:
    """Return what both offices look at when they let a topic in late."""
    topic: Topic = act.object
    return {"number": topic.number, "title": topic.title, "background": topic.background}


def topic_texts(listed: Sequence[Topic]) -> list[Plain]:
    """Return what a list says about each of its topics, their files read in one query."""
    attached = documents.attached_to([topic.pk for topic in listed]) if listed else {}
    return [_topic_text(topic) | {"files": documents.bound(attached.get(topic.pk, []))} for topic in listed]


def _topic_text(topic: Topic) -> Plain:
    return {
        "topic": topic.pk,
        # An edit voids a consent, also one that returns to the former words.
        "version": topic.version,
        "number": topic.number,
        "title": topic.title,
        "category": topic.category,
        "proposed_decision": topic.proposed_decision,
        "lead": topic.suggested_lead_id,
        "supporting": sorted(str(unit.pk) for unit in topic.suggested_supporting.all()),
        "due_on": topic.suggested_due_on,
    }


def consulted_text(topic: Topic) -> Plain:
    """Return what a consulted unit answers about: the words, the units and the day that are proposed (R6.7)."""
    return {
        "topic": topic.pk,
        "title": topic.title,
        "background": topic.background,
        "proposed_decision": topic.proposed_decision,
        "lead": topic.suggested_lead_id,
        "supporting": sorted(str(unit.pk) for unit in topic.suggested_supporting.all()),
        "due_on": topic.suggested_due_on,
    }
