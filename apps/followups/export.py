"""落实情况清单 as a file: the rows and figures that the screen shows to the same person on the same day (R11.8)."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from apps.documents import rendering
from apps.documents.refusals import CannotBePrinted
from apps.documents.rendering.content import FollowUpList, FollowUpRow
from apps.documents.rendering.wording import chinese_date
from apps.followups.models import AgreedItem, Milestone, SupportingPart
from apps.followups.prior_reports.report import live_report
from apps.followups.rules import light
from apps.followups.selectors import visible_to
from apps.meetings.models import Meeting
from apps.meetings.titles import meeting_title
from apps.organizations.models import User
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ
from files.exports import Exported, media
from kernel import clock
from kernel.audit import services as audit
from kernel.bulkheads import EVERYBODY, EXPORTS
from tenants.governments.selectors import government
from vocabulary.items import OPEN_STATES, ItemState
from vocabulary.roles import BOTH_SIDES

MEDIA = media(("docx", "pdf", "xlsx"))
RENDERERS = {"docx": rendering.render_docx, "pdf": rendering.render_pdf, "xlsx": rendering.render_xlsx}
EXPORTED = "follow_up_list.export"
LIGHTS = {"red": "逾期", "yellow": "临近到期", "green": "正常", "done": "已办结"}


def export(user: User, keys: Sequence[uuid.UUID], *, form: str, on: date, meeting: Meeting | None = None) -> Exported:
    """Return the items with these keys, in this order, as `form`: docx, pdf or xlsx.

    Keys that the person may not read are left out; what was taken along is an entry of the audit chain. For one
    meeting the list bears its name, and tells what became of the items of earlier meetings. Raises CannotBePrinted for
    a character that no font has, and TooManyAtOnce while other files are made.
    """
    with EXPORTS.place(EVERYBODY):
        document = list_of(user, keys, on=on, meeting=meeting)
        now = clock.recorded_now()
        told = {"form": form, "items": len(keys), "meeting": str(meeting.pk) if meeting else ""}
        audit.append(what=EXPORTED, at=now, recorded_at=now, by=user, object_kind="follow_up_list", changes=told)
        try:
            content = RENDERERS[form](document)
        except (rendering.MissingGlyph, rendering.UnprintableCharacter) as missing:
            raise CannotBePrinted(missing) from None
    return Exported(f"{document.title}（{on:%Y-%m-%d}）.{form}", MEDIA[form], content)


def list_of(user: User, keys: Sequence[uuid.UUID], *, on: date, meeting: Meeting | None = None) -> FollowUpList:
    """Return the list as a description that every format is drawn from."""
    found = _in_full(visible_to(user).filter(pk__in=list(keys)))
    items = [found[key] for key in keys if key in found]
    counted = Counter(_light(item, on) for item in items)
    place, rule = government(), binding_rule(meeting)
    return FollowUpList(
        title=f"{meeting_title(meeting, place)}议定事项落实情况清单" if meeting else "议定事项落实情况清单",
        issuer="、".join(organ(place, rule, side) for side in BOTH_SIDES),
        as_of=on,
        rows=tuple(_row(item, on) for item in items),
        counts=tuple((label, counted[name]) for name, label in LIGHTS.items()),
        earlier_rows=_earlier(user, meeting, on) if meeting else (),
    )


def _in_full(items: QuerySet[AgreedItem]) -> dict[uuid.UUID, AgreedItem]:
    parts: Any = Prefetch("parts", SupportingPart.objects.select_related("unit"))
    steps: Any = Prefetch("milestones", Milestone.objects.filter(replaced_by=None))
    read = items.prefetch_related(parts, steps, "progress_reports")
    return {item.pk: item for item in read}


def _earlier(user: User, meeting: Meeting, on: date) -> tuple[FollowUpRow, ...]:
    """The items of earlier meetings with explanation, opinion and new date, as far as the person reads them."""
    report = live_report(meeting)
    full = _in_full(visible_to(user).filter(pk__in=[row.item.pk for row in report.items]))
    return tuple(_row(full[row.item.pk], on, row.explanation) for row in report.items if row.item.pk in full)


def _row(item: AgreedItem, on: date, explained: Any = None) -> FollowUpRow:
    told = {} if explained is None else {
        "reason": explained.explanation, "opinion": explained.opinion, "new_due_on": explained.new_date,
    }  # fmt: skip
    return FollowUpRow(
        item=f"{item.number}　{item.text}",
        lead=item.lead_unit.name,
        supporting="；".join(_part(part) for part in item.parts.all()),
        responsible=item.responsible_person,
        milestones="；".join(f"{step.text}（{chinese_date(step.due_on)}）" for step in item.milestones.all()),
        due_on=item.due_on,
        progress=_progress(item),
        state=_state(item, on),
        evidence=item.evidence,
        remark=_remark(item),
        **told,
    )


def _part(part: SupportingPart) -> str:
    if not part.text:
        return part.unit.name
    return f"{part.unit.name}：{part.text.rstrip('。')}（{chinese_date(part.due_on)}）"


def _progress(item: AgreedItem) -> str:
    """The percentage of the screen, and the last words of the lead unit."""
    percentage = 100 if item.state == ItemState.CLOSED else item.percentage
    said = [row.text for row in item.progress_reports.all() if row.unit_id == item.lead_unit_id]
    return f"{percentage}%" + (f"　{said[-1]}" if said else "")


def _state(item: AgreedItem, on: date) -> str:
    label = str(ItemState(item.state).label)
    return f"{label}（逾期{(on - item.due_on).days}天）" if _light(item, on) == "red" else label


def _remark(item: AgreedItem) -> str:
    moved = f"原定{chinese_date(item.original_due_on)}，延期{item.extensions}次" if item.extensions else ""
    return "；".join(words for words in (item.remark, moved) if words)


def _light(item: AgreedItem, on: date) -> str:
    return str(light(is_open=item.state in OPEN_STATES, due_on=item.due_on, today=on))
