"""Minutes sent back, minutes corrected; what the public is told."""

from datetime import timedelta
from typing import Any

from apps.levels.filings.models import Filing
from apps.levels.filings.services import file_document
from apps.minutes import services as minutes_services
from apps.minutes.lifecycle import MINUTES, PUBLICITY
from apps.minutes.models import Minutes, PublicityItem
from apps.minutes.publicity import services as publicity
from kernel import clock
from kernel.lifecycle.engine import take
from roads.story import Story
from vocabulary.disclosure import Disclosure


def return_and_review_again(story: Story) -> None:
    """The union's leader finds a wrong date; the clerk corrects it and hands the text in again."""
    reason = story.pick(story.texts.minutes_return_reasons, "returned")
    minutes_services.return_minutes(minutes_id=story.minutes.pk, reason=reason, **story.someone("union_leader"))
    _edit(story, story.minutes)
    take(MINUTES, "submit_to_union", minutes_id=story.minutes.pk, **story.someone("union_clerk"))


def return_from_government(story: Story) -> None:
    """The government's office sends the text back."""
    reason = story.pick(story.texts.minutes_return_reasons, "gov")
    minutes_services.return_minutes(minutes_id=story.minutes.pk, reason=reason, **story.someone("gov_clerk"))


def begin_correction(story: Story) -> Minutes:
    """A figure in issued minutes is wrong: another text is begun."""
    reason = story.sentences.correction
    return minutes_services.correct_minutes(minutes_id=story.minutes.pk, reason=reason, **story.someone("union_clerk"))


def correct(story: Story) -> None:
    """The correction goes the whole way again."""
    key = begin_correction(story).pk
    take(MINUTES, "submit_to_union", minutes_id=key, **story.someone("union_clerk"))
    take(MINUTES, "approve_for_union", minutes_id=key, **story.someone("union_leader"))
    take(MINUTES, "approve_for_government", minutes_id=key, **story.someone("gov_leader"))
    minutes_services.issue_minutes(minutes_id=key, **story.someone("union_clerk"))


def draft_release(story: Story) -> PublicityItem:
    """The union writes a press item and consents to it; the government has not yet."""
    by, words = story.someone("union_clerk"), _release(story)
    item = publicity.draft_publicity(meeting=story.refresh(), **words, **by)
    words["text"] += story.sentences.release_ending
    publicity.edit_publicity(publicity_item_id=item.pk, **words, **by)
    take(PUBLICITY, "publish", publicity_item_id=item.pk, **by)
    return item


def publish_release(story: Story) -> None:
    """Both consent to the same words: they are published (R10.1)."""
    take(PUBLICITY, "publish", publicity_item_id=draft_release(story).pk, **story.someone("gov_clerk"))


def file_upward(story: Story) -> None:
    """The union's office files a copy of the minutes to the level above (R9.8)."""
    document = Minutes.objects.get(pk=story.minutes.pk).document
    assert document is not None  # noqa: S101 - the minutes were issued on this day
    if Filing.objects.filter(document=document).exists():  # the rule had them filed with their issue
        return
    file_document(document=document, **story.someone("union_clerk"))


def _release(story: Story) -> dict[str, Any]:
    press = story.pick(story.texts.press_texts, "press")
    return {
        "title": press.title,
        "text": press.text,
        "channel": story.sentences.release_channel,
        "planned_on": clock.today() + timedelta(days=3),
        "disclosure": Disclosure.PUBLIC,
    }


def _edit(story: Story, minutes: Minutes) -> None:
    sections = [{"topic": row.topic, "text": row.text} for row in minutes.sections.select_related("topic")]
    closing = story.pick(story.texts.minutes_closings, "closing")
    minutes_services.edit_minutes(
        minutes_id=minutes.pk,
        opening=Minutes.objects.get(pk=minutes.pk).opening,
        sections=sections,
        closing=closing,
        **story.someone("union_clerk"),
    )


def countersign(story: Story) -> None:
    """The first lead unit countersigns the text before it is reviewed (R9.3)."""
    unit = story.meeting.resolutions.order_by("position")[0].lead_unit
    minutes_id = story.minutes.pk
    minutes_services.ask_countersign(minutes_id=minutes_id, units=[unit], **story.someone("union_clerk"))
    minutes_services.countersign(minutes_id=minutes_id, by=story.office.speaker_of(unit), at=clock.now())
