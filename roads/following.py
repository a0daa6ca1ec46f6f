"""The stages after the minutes are out: units sign, report, are checked; the meeting is concluded."""

from typing import Any

from apps.followups.items import services as followups
from apps.followups.lifecycle import ITEM, PART
from apps.followups.models import AgreedItem
from apps.followups.parts import services as part_services
from apps.meetings.lifecycle import MEETING
from kernel.lifecycle.engine import take
from roads.papers import paper
from roads.road import Road
from roads.texts import Resolution


class Following(Road):
    """From the list of agreed items to the last close-out."""

    def _items(self, *, finished: bool = False) -> list[tuple[AgreedItem, Resolution]]:
        """Return the listed items beside their texts; with `finished`, only those the story finishes."""
        texts = [row for text in self.chosen for row in text.resolutions]
        items = (
            AgreedItem.objects.filter(meeting=self.meeting).order_by("resolution__position").select_related("lead_unit")
        )
        pairs = list(zip(items, texts, strict=True))
        return pairs[: self.finish] if finished else pairs

    def _in_progress(self) -> None:
        for item, text in self._items():
            take(ITEM, "acknowledge", agreed_item_id=item.pk, **self.speaker(text.lead))
            for part, key in zip(self._parts(item, text), text.supporting, strict=True):
                take(PART, "acknowledge", supporting_part_id=part, **self.speaker(key))
            if text.progress:
                first = text.progress[0]
                followups.report_progress(
                    agreed_item_id=item.pk, text=first.text, percentage=first.percentage, **self.speaker(text.lead)
                )

    def _parts(self, item: AgreedItem, text: Resolution) -> list[Any]:
        parts = {part.unit_id: part.pk for part in item.parts.all()}
        return [parts[self.office.units[key].pk] for key in text.supporting]

    def _reported(self) -> None:
        finished = self._items(finished=True)
        first = finished[0][0] if finished else None
        for item, text in finished:
            for part, key in zip(self._parts(item, text), text.supporting, strict=True):
                part_services.report_part_completion(supporting_part_id=part, report=text.evidence, **self.speaker(key))
            who = self.speaker(text.lead)
            name = self.sentences.evidence
            proof = [paper(name, item.text, text.evidence, **who)] if self.papers and item == first else None
            followups.report_completion(agreed_item_id=item.pk, evidence=text.evidence, files=proof, **who)

    def _checked(self) -> None:
        for item, text in self._items(finished=True):
            followups.check_item(agreed_item_id=item.pk, effect=text.effect, **self.someone("union_clerk"))

    def _closed_out(self) -> None:
        for item, _text in self._items(finished=True):
            followups.close_out_item(agreed_item_id=item.pk, **self.someone("gov_clerk"))

    def _closed(self) -> None:
        take(MEETING, "conclude", meeting_id=self.meeting.pk, **self.someone("union_clerk"))
        take(MEETING, "conclude", meeting_id=self.meeting.pk, **self.someone("gov_clerk"))
