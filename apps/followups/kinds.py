"""The follow-up list: items, parts, more time and letters, as pages, the desk, the calendar and programs show them."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.documents import selectors as documents
from apps.documents.kinds import ATTACHED, BYTES_OF_DOCUMENT, FILES, KEY, STATE
from apps.followups import due_reports
from apps.followups import selectors as followups
from apps.followups.lifecycle import EXTENSION, ITEM, LETTER, PART
from apps.followups.models import (
    NUMBERED,
    UNFINISHED_PARTS,
    AgreedItem,
    Explanation,
    Extension,
    ExtensionState,
    LetterKind,
    LetterState,
    PartState,
    ProgressReport,
    SupportingPart,
)
from apps.followups.permissions import close_chain, turn_of
from apps.meetings import selectors as meetings
from apps.meetings.pages.stepper import office_named
from apps.organizations.models import User
from kernel import clock
from kernel.lifecycle.table import Action
from kinds.fields import columns, computed, rows
from kinds.filters import by_choice, by_id, by_state, by_year
from kinds.kind import Forms, Kind, Offered, Page, Steps, Values, Waiting
from kinds.occasions import Occasion, OccasionKind, Occasions, occasion
from kinds.registry import declare
from kinds.todos import Awaited
from vocabulary.items import OPEN_STATES, ItemState
from vocabulary.roles import Side

MOST_AWAITED, LONGEST_TITLE = 16, 36
FOLLOW_UP = OccasionKind("follow_up", _("落实期限"))

# --- what is due --------------------------------------------------------------------------------------------------


def _report_is_due(one: AgreedItem | SupportingPart, day: date) -> bool:
    return due_reports.expected(one, day) is not None


def _until(one: AgreedItem | SupportingPart, action: str, day: date) -> date | None:
    """A progress report has a day of its own; everything else on an item is due with the item."""
    report = due_reports.expected(one, day) if action == "report_progress" else None
    return report.due_on if report else one.due_on


def _lying_elsewhere(user: User, day: date) -> Iterator[Awaited]:
    """Open items that lie with somebody else, the most pressing first."""
    open_items = followups.visible_to(user).filter(state__in=OPEN_STATES)
    for item in open_items.order_by("due_on", *NUMBERED)[:MOST_AWAITED]:
        who, label = _holder(item, user)
        if who:
            title = f"{item.number} {Truncator(item.text).chars(LONGEST_TITLE)}"
            yield Awaited(who, label, title, f"/followups/{item.pk}", item.state_since, item.due_on)


def _holder(item: AgreedItem, user: User) -> tuple[str, str]:
    """Who has to act on an item now, and what; nobody where it is this person."""
    if item.state in {ItemState.REPORTED, ItemState.CHECKED}:
        office = turn_of(item)
        first = gettext("核验") if len(close_chain(item)) > 1 else gettext("核验并销号")
        who = "" if office in user.role_names else office_named(office)
        return who, first if item.state == ItemState.REPORTED else gettext("销号")
    mine = item.lead_unit_id == user.unit_id
    label = gettext("签收") if item.state == ItemState.ASSIGNED else gettext("落实")
    return "" if mine else item.lead_unit.short_name, label


def _deadlines(user: User, first: date, last: date) -> Iterator[Occasion]:
    """Items by their number: what was agreed is read on their pages. A unit's own part has its own day."""
    items = followups.visible_to(user).filter(state__in=OPEN_STATES, due_on__range=(first, last))
    for item in items:
        yield occasion(f"/followups/{item.pk}", item, item.number, FOLLOW_UP, item.due_on)
    parts = followups.parts_visible_to(user).filter(state__in=UNFINISHED_PARTS, due_on__range=(first, last))
    for part in parts:
        title = f"{part.item.number} {part.unit.short_name}"
        yield occasion(f"/followups/{part.item_id}", part, title, FOLLOW_UP, part.due_on)


# --- what forms begin with ----------------------------------------------------------------------------------------


def _progress(one: AgreedItem | SupportingPart, action: Action) -> Values:
    return {"percentage": one.percentage}


def _letter_about_item(item: AgreedItem, action: Action) -> Values:
    return {"kind": followups.letter_due(item, clock.today())}


def _letter_about_part(part: SupportingPart, action: Action) -> Values:
    return {"kind": followups.part_letter_due(part, clock.today())}


# --- what programs read -------------------------------------------------------------------------------------------


def _to_known_meetings(item: AgreedItem, user: User) -> QuerySet[Explanation]:
    return item.explanations.select_related("meeting").filter(meeting__in=meetings.visible_to(user).values("pk"))


def _progress_reports(item: AgreedItem, user: User) -> list[ProgressReport]:
    """Return the reports, each with what hangs on it: one query for all."""
    reports = list(item.progress_reports.select_related("unit"))
    attached = documents.attached_to([one.pk for one in reports])
    for one in reports:
        one.attached = attached.get(one.pk, [])  # type: ignore[attr-defined]
    return reports


def _extensions(item: AgreedItem, user: User) -> QuerySet[Extension]:
    return followups.extensions_visible_to(user).filter(item=item)


#: A request for more time; that it has lapsed follows from today's date and is never stored.
EXTENSION_FIELDS = (
    *columns(
        "followups.Extension",
        "from_on", "new_due_on", "reason", "answer", "requested_at", "requested_by", "granted_at", "granted_by",
        "declared_on", "refused_at", "refused_by",
    ),
    computed("lapsed", "yes_no", _("已失效"), lambda extension, user: followups.has_lapsed(extension, clock.today())),
)  # fmt: skip
#: A numbered letter of the ladder: to the lead unit, or to one chief convener.
LETTER_FIELDS = (
    *columns("followups.Letter", "part", "kind", "due_on", "unit", "side", "person"),
    computed("number", "text", _("发文字号"), "document.number"),
    *columns("followups.Letter", "document", "issued_at", "received_at", "received_by", "declared_received_on"),
)
PART_FIELDS = columns(
    "followups.SupportingPart",
    "unit", "text", "due_on", "percentage", "report", "acknowledged_at", "reported_at",
)  # fmt: skip
DUE_REPORT = (
    computed("unit", "ref", _("单位")),
    computed("leads", "yes_no", _("牵头")),
    computed("due_on", "date", _("应报日期"), "report.due_on"),
    computed("reported_on", "date", _("报送日期"), "report.reported_on", nullable=True),
    computed("late", "yes_no", _("逾期"), lambda owed, user: owed.report.is_late(clock.today())),
)
ROWS = (
    rows(
        "milestones",
        _("时间节点"),
        (
            KEY,
            *columns("followups.Milestone", "text", "due_on"),
            computed("replaces_id", "key", _("替代的时间节点"), nullable=True),
            computed("superseded", "yes_no", _("已由新的节点替代"), lambda step, user: hasattr(step, "replaced_by")),
        ),
        lambda item, user: item.milestones.select_related("replaced_by"),
    ),
    rows("parts", _("配合任务"), (KEY, *STATE, *PART_FIELDS), lambda item, user: item.parts.select_related("unit")),
    rows(
        "progress_reports",
        _("进展"),
        (
            *columns("followups.ProgressReport", "unit", "text", "percentage", "evidence", "at", "by_name"),
            rows("files", _("附件"), ATTACHED, lambda report, user: report.attached),
        ),
        _progress_reports,
    ),
    rows(
        "explanations",
        _("未落实说明"),
        columns("followups.Explanation", "meeting", "explanation", "opinion", "new_date", "at", "by_name"),
        _to_known_meetings,
    ),
    rows("due_reports", _("应报送的进展"), DUE_REPORT, lambda item, user: due_reports.of_item(item)),
    rows(
        "letters",
        _("函件"),
        (KEY, *STATE, *LETTER_FIELDS),
        lambda item, user: followups.letters_visible_to(user).filter(item=item),
    ),
    rows("extension_requests", _("延期"), (KEY, *STATE, *EXTENSION_FIELDS), _extensions),
    FILES,
)

ITEM_KIND = Kind(
    "followups.AgreedItem",
    _("议定事项"),
    followups.visible_to,
    ITEM,
    listed_to=followups.with_dates,
    page=Page("followups", section="/followups", title=lambda item: f"{item.number} {item.text[:60]}"),
    forms=Forms(
        initial={
            "report_progress": _progress,
            "issue_letter": _letter_about_item,
            "remark": lambda item, action: {"remark": item.remark},
        }
    ),
    steps=Steps(
        due={
            "report_progress": _report_is_due,
            "issue_letter": lambda item, day: followups.letter_due(item, day) is not None,
        },
        until=_until,
    ),
    waiting=Waiting(others=_lying_elsewhere),
    offered=Offered(
        "agreed-items",
        columns(
            "followups.AgreedItem",
            "meeting", "year", "number", "text", "lead_unit", "responsible_person", "listed_on", "original_due_on",
            "due_on", "extensions", "percentage", "evidence", "effect", "reason", "remark", "acknowledged_at",
            "reported_at", "checked_at", "checked_by", "closed_at", "closed_by", "terminated_at", "imported",
            "declared_ended_on",
        ),
        details=ROWS,
        filters=(
            by_year(), by_state(ItemState), by_id("meeting", _("会议"), "meeting"),
            by_id("topic", _("议题"), "resolution__topic"), by_id("unit", _("牵头单位"), "lead_unit"),
            by_choice("side", _("方面"), Side, "lead_unit__side"),
        ),
    ),
    occasions=Occasions((FOLLOW_UP,), _deadlines),
    issues=True,
    holds_files=True,
)  # fmt: skip
PART_KIND = Kind(
    "followups.SupportingPart",
    _("配合任务"),
    followups.parts_visible_to,
    PART,
    listed_to=followups.parts_with_dates,
    page=Page(
        "parts",
        section="/followups",
        title=lambda part: f"{part.unit.name} · {part.item.number}",
        url=lambda part: f"/followups/{part.item_id}",
    ),
    forms=Forms(initial={"report_progress": _progress, "issue_letter": _letter_about_part}),
    steps=Steps(
        due={
            "report_progress": _report_is_due,
            "issue_letter": lambda part, day: followups.part_letter_due(part, day) is not None,
        },
        until=_until,
    ),
    waiting=Waiting(title=lambda part: str(part.item)),
    offered=Offered(
        "supporting-parts",
        (*columns("followups.SupportingPart", "item"), *PART_FIELDS),
        details=(FILES,),
        filters=(
            by_year("item__year"), by_state(PartState), by_id("meeting", _("会议"), "item__meeting"),
            by_id("item", _("议定事项"), "item"), by_id("unit", _("单位"), "unit"),
            by_choice("side", _("方面"), Side, "unit__side"),
        ),
    ),
    holds_files=True,
)  # fmt: skip
EXTENSION_KIND = Kind(
    "followups.Extension",
    _("延期"),
    followups.extensions_visible_to,
    EXTENSION,
    page=Page(
        "extensions",
        section="/followups",
        title=lambda asked: f"{asked.item.number} {asked.item.text[:60]}",
        url=lambda asked: f"/followups/{asked.item_id}",
    ),
    steps=Steps(
        due={"grant": lambda asked, day: not followups.has_lapsed(asked, day)},
        until=lambda asked, action, day: asked.item.due_on,
    ),
    waiting=Waiting(title=lambda asked: str(asked.item), rare=True),
    offered=Offered(
        "extensions",
        (*columns("followups.Extension", "item"), *EXTENSION_FIELDS),
        details=(FILES,),
        filters=(
            by_year("item__year"), by_state(ExtensionState), by_id("item", _("议定事项"), "item"),
            by_id("meeting", _("会议"), "item__meeting"),
        ),
    ),
    holds_files=True,
)  # fmt: skip
LETTER_KIND = Kind(
    "followups.Letter",
    _("提醒、催办、督办函件"),
    followups.letters_visible_to,
    LETTER,
    page=Page(
        "letters",
        section="/followups",
        title=lambda letter: f"{letter.get_kind_display()} {letter.document.number}",
        url=lambda letter: f"/followups/{letter.item_id}",
    ),
    waiting=Waiting(rare=True),
    offered=Offered(
        "letters",
        (*columns("followups.Letter", "item"), *LETTER_FIELDS),
        filters=(
            by_year("item__year"), by_state(LetterState), by_choice("kind", _("函件类别"), LetterKind),
            by_id("item", _("议定事项"), "item"), by_id("unit", _("单位"), "unit"),
        ),
        never=BYTES_OF_DOCUMENT,
    ),
)  # fmt: skip
#: Progress is read on its item's page; its own files are read by who reads the report.
PROGRESS_KIND = Kind(
    "followups.ProgressReport",
    _("进展"),
    followups.progress_visible_to,
    named="progress_report",
    holds_files=True,
)
declare(ITEM_KIND, PART_KIND, EXTENSION_KIND, LETTER_KIND, PROGRESS_KIND)
