"""The report on earlier decisions that every meeting opens with: still moving before the notice, fixed from then on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from apps.followups.models import AgreedItem, Explanation
from apps.meetings.models import Meeting
from apps.minutes.ports import OpenItem, PriorTold
from kernel.canonical import Plain
from vocabulary.items import OPEN_STATES, ItemState

#: What of an item may change after the report was told.
KEPT = ("state", "due_on", "extensions", "percentage")


@dataclass(frozen=True, slots=True)
class PriorItem:
    """One item of an earlier meeting in the prior report."""

    item: AgreedItem
    explanation: Explanation | None


@dataclass(frozen=True, slots=True)
class PriorReport:
    """Part one of the agenda: what became of earlier decisions. Nobody edits it (R3.3–R3.5).

    `as_of` is the stated moment at which it was fixed; None while it still follows the list.
    """

    as_of: datetime | None
    has_prior_meeting: bool
    listed: int
    closed: int
    items: list[PriorItem]

    @property
    def unimplemented(self) -> list[PriorItem]:
        """Those neither closed nor terminated at the cut-off."""
        return [row for row in self.items if row.item.state in OPEN_STATES]


def prior_report(meeting: Meeting) -> PriorReport:
    """Return the report to `meeting`: as it stood at the cut-off its notice stated, before that as it stands now."""
    if meeting.report_as_of is None:
        return live_report(meeting)
    return _report(meeting.report_as_of, _has_prior(meeting), _as_kept(meeting))


def live_report(meeting: Meeting) -> PriorReport:
    """Return the report as it stands now: the items of the previous meeting, and older ones still open (R3.4)."""
    before = Meeting.objects.held_before(meeting)
    previous = before.order_by("-held_on").first()
    if previous is None:
        return PriorReport(None, False, 0, 0, [])
    earlier = AgreedItem.objects.filter(meeting__in=before.values("pk"))
    concerned = earlier.filter(Q(meeting=previous) | Q(state__in=OPEN_STATES)).select_related("lead_unit", "meeting")
    explained = {row.item_id: row for row in Explanation.objects.filter(meeting=meeting)}
    items = [PriorItem(item, explained.get(item.pk)) for item in concerned.numbered()]
    return _report(None, True, items)


def rows_of(meeting: Meeting) -> list[Plain]:
    """Return the report as the notice fixes it: of each item what may change later, and what was said about it."""
    return [_kept(row) for row in live_report(meeting).items]


def told_to(meeting: Meeting) -> PriorTold:
    """Return what the minutes of a meeting say of the report: its figures, and what was unfinished (R8.2, R9.5)."""
    report = prior_report(meeting)
    unfinished = tuple(
        OpenItem(row.item.text, row.item.lead_unit.name, row.explanation.new_date if row.explanation else None)
        for row in report.unimplemented
    )
    terminated = sum(row.item.state == ItemState.TERMINATED for row in report.items)
    return PriorTold(report.has_prior_meeting, report.as_of, report.listed, report.closed, terminated, unfinished)


def _report(as_of: datetime | None, has_prior: bool, items: list[PriorItem]) -> PriorReport:
    closed = sum(row.item.state == ItemState.CLOSED for row in items)
    return PriorReport(as_of, has_prior, len(items), closed, items)


def _has_prior(meeting: Meeting) -> bool:
    return bool(meeting.report_rows) or Meeting.objects.held_before(meeting).exists()


def _kept(row: PriorItem) -> Plain:
    kept = {name: getattr(row.item, name) for name in KEPT} | {"item": str(row.item.pk)}
    kept["due_on"] = row.item.due_on.isoformat()
    if said := row.explanation:
        kept["said"] = [said.explanation, said.opinion, said.new_date.isoformat()]
    return kept


def _as_kept(meeting: Meeting) -> list[PriorItem]:
    """Return the items with what they were at the cut-off; these objects are read, never saved."""
    keys = [row["item"] for row in meeting.report_rows]
    items = AgreedItem.objects.select_related("lead_unit", "meeting").in_bulk(keys)
    found = {str(key): item for key, item in items.items()}
    return [_restored(meeting, found[row["item"]], row) for row in meeting.report_rows]


def _restored(meeting: Meeting, item: AgreedItem, row: Plain) -> PriorItem:
    for name in KEPT:
        setattr(item, name, row[name])
    item.due_on = date.fromisoformat(row["due_on"])
    if "said" not in row:
        return PriorItem(item, None)
    explanation, opinion, new_date = row["said"]
    said = Explanation(item=item, meeting=meeting, explanation=explanation, opinion=opinion)
    said.new_date = date.fromisoformat(new_date)
    return PriorItem(item, said)
