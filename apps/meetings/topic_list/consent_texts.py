"""The list of topics as plain data: what both sides consent to, and what a check is bound to (R6.9)."""

from apps.meetings.convening.consent_texts import plan
from apps.meetings.models import Meeting
from apps.topics import consent_texts as topics_consent_texts
from apps.topics.rounds import selectors as rounds_selectors
from kernel.canonical import Plain
from kernel.lifecycle.table import Act


def named_topics(act: Act[Meeting]) -> Plain:
    """The plan, and every word of the topics that come before the meeting without collection (R6.12)."""
    return {
        **plan(act),
        "topics": topics_consent_texts.topic_texts(topics_consent_texts.afresh(act.given.get("topics") or [])),
    }


def amended_list(act: Act[Meeting]) -> Plain:
    """The plan, every word of the list as it stands, and of what is to come on it (R6.9)."""
    added = topics_consent_texts.afresh(act.given.get("added") or [])
    return {**plan(act), "list": topic_list(act), "added": topics_consent_texts.topic_texts(added)}


def topic_list(act: Act[Meeting]) -> list[Plain]:
    """The list of topics, every word of it (R6.9)."""
    return list_of(act.object)


def list_of(meeting: Meeting) -> list[Plain]:
    """The list of a meeting's topics as it stands now."""
    return topics_consent_texts.list_text(rounds_selectors.entries_of(meeting.pk))
