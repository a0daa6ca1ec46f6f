"""Topics that come late, are sent back, withdrawn, contested or screened out; a list that is opened again."""

from datetime import timedelta
from typing import Any

from apps.meetings.topic_list import services as topic_list_services
from apps.topics.consultations import services as consultations_services
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.topics.models import Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.proposing.services import FILE_FIELDS
from apps.topics.rounds import selectors as rounds_selectors
from apps.topics.screening import services as screening_services
from kernel import clock
from kernel.lifecycle.engine import take
from roads.story import Story
from roads.texts import Topic as TopicText

BOTH = ("union_clerk", "gov_clerk")


def return_and_submit_again(story: Story) -> None:
    """A topic lacks figures; its unit adds them."""
    text = next(one for one in story.chosen if one.origin == "union")
    _send_back(story, text, story.topics[text.key])
    file = story.file_of(text) | {"basis": story.sentences.basis}
    proposing_services.edit_topic(topic_id=story.topics[text.key].pk, **file, **story.speaker(text.proposer))
    take(TOPIC, "submit", topic_id=story.topics[text.key].pk, **story.speaker(text.proposer))


def leave_one_returned(story: Story) -> None:
    """Another topic waits with its unit for what is missing."""
    text = _spare(story, "union")
    _send_back(story, text, _submitted(story, text))


def withdraw_one(story: Story) -> None:
    """A unit takes its own topic back."""
    text = _spare(story, "gov")
    topic = _submitted(story, text)
    proposing_services.withdraw_topic(
        topic_id=topic.pk, reason=story.sentences.withdrawal, **story.speaker(text.proposer)
    )


def wait_for_the_partner(story: Story) -> None:
    """Joint topics of both routes, one led by each side, that the other side has yet to confirm."""
    for side in ("union", "gov"):
        story.draft_besides(_spare(story, "joint", main_side=side))


def come_late(story: Story) -> None:
    """Two topics after the closing day: one let in by both offices, one for which only the union has spoken."""
    admitted, waiting = _spare(story, "union"), _spare(story, "gov", besides=1)
    reason = story.sentences.late_topic
    topic = _submitted(story, admitted)
    for office in BOTH:
        screening_services.admit_late_topic(topic_id=topic.pk, reason=reason, **story.someone(office))
    take(TOPIC, "aggregate", topic_id=topic.pk, **story.someone("union_clerk"))
    screening_services.admit_late_topic(
        topic_id=_submitted(story, waiting).pk, reason=reason, **story.someone("union_clerk")
    )


def contest(story: Story) -> None:
    """Units disagree on a topic: with one it is coordinated, one stands by it; one asked later keeps silent."""
    text = _spare(story, "union", replies=3)
    topic = story.besides["contested"] = _gathered(story, text)
    clerk, office = story.someone("union_clerk"), story.office
    keys = [reply.unit for reply in text.replies]
    later = next(key for key in office.liaisons_of("gov") if key not in keys)
    reply_by = clock.today() + timedelta(days=3)
    units = [office.units[key] for key in keys]
    consultations_services.consult_on_topic(topic_id=topic.pk, units=units, reply_by=reply_by, **clerk)
    _reword(story, topic)
    consultations_services.consult_more_units(
        topic_id=topic.pk, units=[office.units[later]], reply_by=reply_by, **clerk
    )
    _answer_unevenly(story, topic, [*keys, later])


def _answer_unevenly(story: Story, topic: Topic, keys: list[str]) -> None:
    """The first two disagree, the last is silent and reminded."""
    clerk, asked = story.someone("union_clerk"), {row.unit_id: row.pk for row in topic.consultations.all()}
    rows = [asked[story.office.units[key].pk] for key in keys]
    answers = ("disagree", "disagree", *["no_comment"] * (len(keys) - 3))
    for row, key, said in zip(rows, keys, answers, strict=False):
        words = {"reply": said, "text": story.sentences.objection}
        consultations_services.reply_to_consultation(consultation_id=row, **words, **story.speaker(key))
    consultations_services.coordinate_disagreement(
        consultation_id=rows[0], coordination=story.sentences.coordination, **clerk
    )
    take(CONSULTATION, "print_dissent", consultation_id=rows[1], **clerk)
    consultations_services.chase_reply(consultation_id=rows[-1], **clerk)


def put_off_what_is_contested(story: Story) -> None:
    """The day for replies has passed; the topic is kept for the next round (R6.11)."""
    topic, by = story.besides["contested"], story.someone("union_clerk")
    take(TOPIC, "finish_consultation", topic_id=topic.pk, **by)
    reason = story.pick(story.texts.carry_over_notes, "contested")
    screening_services.defer_topic(topic_id=topic.pk, reason=reason, **by)


def screen_out(story: Story) -> None:
    """Three more topics are put off, not taken, handed on."""
    by, texts = story.someone("union_clerk"), story.texts
    acts: tuple[tuple[Any, Any], ...] = (
        (screening_services.defer_topic, texts.carry_over_notes),
        (screening_services.reject_topic, texts.rejection_reasons),
        (screening_services.transfer_topic, texts.transfer_reasons),
    )
    for position, (screen, reasons) in enumerate(acts):
        topic = _gathered(story, _spare(story, "union", besides=position))
        screen(topic_id=topic.pk, reason=story.pick(reasons, screen.__name__), **by)


def screen_what_came_back(story: Story) -> None:
    """What the round before put off is put off once more."""
    reason = story.pick(story.texts.carry_over_notes, "again")
    for entry in rounds_selectors.entries_of(story.meeting.pk):
        if entry.carried_over and entry.screening is None:
            screening_services.defer_topic(topic_id=entry.topic_id, reason=reason, **story.someone("union_clerk"))


def reopen_list(story: Story) -> None:
    """The settled list is opened before the notice, a unit withdraws its topic, both offices consent again."""
    reason = story.sentences.list_reopened
    topic_list_services.reopen_list(meeting_id=story.meeting.pk, reason=reason, **story.someone("gov_clerk"))
    text = next(one for one in story.chosen if one.origin == "gov")
    topic = story.topics[text.key]
    proposing_services.withdraw_topic(
        topic_id=topic.pk, reason=story.sentences.withdrawal_from_list, **story.speaker(text.proposer)
    )
    for office in BOTH:
        topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone(office))


def _send_back(story: Story, text: TopicText, topic: Topic) -> None:
    reason = story.pick(story.texts.return_reasons, text.key)
    proposing_services.return_topic(topic_id=topic.pk, reason=reason, **story.clerk_of(text))


def _spare(story: Story, origin: str, *, main_side: str | None = None, replies: int = 0, besides: int = 0) -> TopicText:
    """A text that the story does not tell already; `besides` more are passed over."""
    taken = {*story.besides, *(one.key for one in story.chosen), *story.topics}
    found = [
        one
        for one in story.office.texts.topics
        if one.key not in taken
        and one.origin == origin
        and main_side in (None, one.main_side)
        and len(one.replies) >= replies
        and not one.is_briefing
    ]
    return found[besides % len(found)]


def _submitted(story: Story, text: TopicText) -> Topic:
    topic = story.draft_besides(text)
    take(TOPIC, "submit", topic_id=topic.pk, **story.speaker(text.proposer))
    return topic


def _gathered(story: Story, text: TopicText) -> Topic:
    topic = _submitted(story, text)
    take(TOPIC, "aggregate", topic_id=topic.pk, **story.clerk_of(text))
    return topic


def _reword(story: Story, topic: Topic) -> None:
    """Everybody agrees; then the office sharpens the text, and everybody is asked again about the new one (R6.7)."""
    by = story.someone("union_clerk")
    for asked in topic.consultations.select_related("unit").order_by("pk"):
        answered = {"by": story.office.speaker_of(asked.unit), "at": clock.now()}
        consultations_services.reply_to_consultation(consultation_id=asked.pk, reply="agree", **answered)
    take(TOPIC, "finish_consultation", topic_id=topic.pk, **by)
    topic.refresh_from_db()
    file = {name: getattr(topic, name) for name in FILE_FIELDS}
    file |= {"proposed_decision": f"{topic.proposed_decision}{story.sentences.coordination}"}
    units = list(topic.suggested_supporting.all())
    proposing_services.edit_topic(topic_id=topic.pk, suggested_supporting=units, **file, **by)
