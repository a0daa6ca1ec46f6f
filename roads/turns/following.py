"""Agreed items that need more time, are sent back, given up, taken up again, or explained to the next meeting."""

from datetime import timedelta
from typing import Any

from apps.followups.extensions import services as extensions
from apps.followups.items import services as followups
from apps.followups.letters import services as letters
from apps.followups.lifecycle import LETTER
from apps.followups.models import AgreedItem, Extension, ExtensionState, SupportingPart
from apps.followups.parts import services as parts
from apps.meetings.lifecycle import MEETING
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.workcalendar.rules import plus_months
from roads.story import Story
from vocabulary.meetings import MeetingState

BOTH = ("union_clerk", "gov_clerk")


def ask_for_time(story: Story) -> None:
    """One request is refused, the next granted; another unit's waits for both offices."""
    first, *_others, last = _items(story)
    reason = story.pick(story.texts.extension_refusal_reasons, "extension")
    extensions.refuse_extension(extension_id=_request(story, first, 4).pk, reason=reason, **story.someone("gov_clerk"))
    granted = _request(story, first, 2)
    for office in BOTH:
        extensions.grant_extension(extension_id=granted.pk, **story.someone(office))
    waiting = _request(story, last, 3)
    extensions.grant_extension(extension_id=waiting.pk, **story.someone("union_clerk"))


def give_up(story: Story) -> None:
    """Both offices end an item that nobody needs any more."""
    item, reason = _items(story)[1], story.pick(story.texts.termination_reasons, "terminated")
    for office in BOTH:
        followups.terminate_item(agreed_item_id=item.pk, reason=reason, **story.someone(office))


def send_back(story: Story) -> None:
    """What was reported does not convince the union's office."""
    reason = story.pick(story.texts.send_back_reasons, "sent back")
    followups.send_back_item(agreed_item_id=_items(story)[0].pk, reason=reason, **story.someone("union_clerk"))


def reopen(story: Story) -> None:
    """A closed item turns out not to be done."""
    item = next(one for one in _items(story) if one.state == "closed")
    reason = story.pick(story.texts.reopen_reasons, "reopened")
    followups.reopen_item(agreed_item_id=item.pk, reason=reason, **story.someone("gov_clerk"))


def explain_what_is_open(story: Story) -> None:
    """Before the notice the units explain what the meeting before left open; that one is then concluded (R3.3)."""
    words = {
        "explanation": story.sentences.open_item,
        "opinion": story.sentences.open_item_opinion,
        "new_date": plus_months(story.meeting_on, 4),
    }
    left = AgreedItem.objects.open().exclude(meeting=story.meeting).select_related("lead_unit")
    for item in left.order_by("number"):
        by = story.speaker(_key(story, item))
        followups.explain_item(agreed_item_id=item.pk, meeting=story.refresh(), **words, **by)
    for meeting in story.earlier().filter(state=MeetingState.FOLLOWING_UP):
        for office in BOTH:
            take(MEETING, "conclude", meeting_id=meeting.pk, **story.someone(office))


def _items(story: Story) -> list[AgreedItem]:
    return list(AgreedItem.objects.filter(meeting=story.meeting).order_by("resolution__position"))


def _request(story: Story, item: AgreedItem, months: int) -> Extension:
    words: dict[str, Any] = {
        "new_due_on": plus_months(item.due_on, months) + timedelta(days=1),
        "reason": story.sentences.more_time,
    }
    extensions.request_extension(agreed_item_id=item.pk, **words, **story.speaker(_key(story, item)))
    return Extension.objects.get(item=item, state=ExtensionState.REQUESTED)


def _key(story: Story, item: AgreedItem) -> str:
    return next(key for key, unit in story.office.units.items() if unit.pk == item.lead_unit_id)


def urge(story: Story) -> None:
    """The letters that are due go out; the first unit signs for its own, the others have not yet."""
    first_due = AgreedItem.objects.filter(meeting=story.meeting).order_by("due_on")[0].due_on
    with story.on(first_due + timedelta(days=1)):
        sent = letters.issue_due_letters(at=clock.now())
        speaker = story.office.speaker_of(sent[0].item.lead_unit)
        take(LETTER, "receive", letter_id=sent[0].pk, by=speaker, at=clock.now())
    with story.on(first_due + timedelta(days=16)):
        letters.issue_due_letters(at=clock.now())


def note(story: Story) -> None:
    """An office writes a remark beside an item, and a supporting unit tells how far it is."""
    item = AgreedItem.objects.filter(meeting=story.meeting).order_by("resolution__position")[0]
    followups.remark_on_item(agreed_item_id=item.pk, remark=story.sentences.remark, **story.someone("gov_clerk"))
    part = SupportingPart.objects.filter(item__meeting=story.meeting, state="in_progress").order_by("id").first()
    if part is not None:
        told = {"text": story.sentences.part_progress, "percentage": 40}
        by = story.office.speaker_of(part.unit)
        parts.report_part_progress(supporting_part_id=part.pk, **told, by=by, at=clock.now())
