"""Minutes and what the public is told, as pages, the desk and programs show them."""

import uuid
from collections.abc import Iterator
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.documents.kinds import BYTES_OF_DOCUMENT, FILES
from apps.meetings import selectors as meetings
from apps.meetings.kinds import MEETING_KIND, meeting_until
from apps.meetings.lifecycle import MEETING
from apps.meetings.models import Meeting
from apps.meetings.session.lead_times import minutes_due
from apps.minutes import selectors as minutes_of
from apps.minutes import texts
from apps.minutes.countersigning.countersigns import leading_units
from apps.minutes.lifecycle import MINUTES, PUBLICITY
from apps.minutes.models import Minutes, MinutesApproval, MinutesState, PublicityItem, PublicityState
from apps.minutes.pages.distribution import distributed
from apps.minutes.publicity import cautions
from apps.minutes.publicity import selectors as publicity_selectors
from apps.minutes.publicity.letters import press_sheet
from apps.organizations.kinds import ACTS_FOR_OTHERS
from apps.organizations.models import User
from apps.topics.kinds import warnings
from apps.workrules.binding import binding_rule
from apps.workrules.naming import offices
from kernel import clock
from kernel.lifecycle.table import Action
from kinds.drafts import Draft
from kinds.fields import columns, computed, rows
from kinds.filters import by_id, by_state, by_year
from kinds.kind import Beginning, Forms, Kind, Offered, Page, Steps, Unbegun, Values, Waiting
from kinds.registry import declare, page_of, state_label
from kinds.todos import ToDo
from vocabulary.disclosure import Disclosure
from vocabulary.meetings import MeetingState
from vocabulary.roles import names_of

# --- what is due --------------------------------------------------------------------------------------------------


def _candidates(user: User) -> QuerySet[Minutes]:
    return minutes_of.visible_to(user).defer(*BYTES_OF_DOCUMENT)


def _until(minutes: Minutes, action: str, day: date) -> date | None:
    """A correction has no deadline of its own."""
    return None if minutes.corrects_id else minutes_due(minutes.meeting)


def _held_without_minutes(user: User) -> Iterator[ToDo]:
    """The meetings that were held and of which nobody has begun the minutes: their first row creates."""
    [row] = MINUTES.named("draft")
    if not names_of(row.possible) & user.role_names:
        return
    begun = Minutes.objects.filter(meeting=OuterRef("pk"))
    held: QuerySet[Meeting] = meetings.visible_to(user).filter(state=MeetingState.HELD).exclude(Exists(begun))
    for meeting in held:
        if names_of(offices(binding_rule(meeting).minutes_drafter)) & user.role_names:
            yield ToDo(
                MEETING,
                meeting,
                (row,),
                title=str(meeting),
                state=meeting.state,
                state_label=state_label(meeting),
                since=meeting.state_since,
                url=f"/minutes/new?meeting={meeting.pk}",
                page=page_of(MEETING_KIND).of(meeting),
                until=meeting_until(meeting, row.name, clock.today()),
            )


def _goes_public(item: PublicityItem, day: date) -> bool:
    return bool(item.disclosure == Disclosure.PUBLIC)


# --- what forms begin with ----------------------------------------------------------------------------------------


def _issued(minutes: Minutes, action: Action) -> Values:
    return {"disclosure": binding_rule(minutes.meeting).disclosure_default}


def _countersigns(minutes: Minutes, action: Action) -> Values:
    return {"units": [uuid.UUID(row["unit"]) for row in minutes.countersigns] or leading_units(minutes)}


# --- what programs read -------------------------------------------------------------------------------------------


def _approvals(minutes: Minutes, user: User) -> QuerySet[MinutesApproval]:
    """Return the approvals, each with whether it names the text as it stands now."""
    of_this_text = ExpressionWrapper(Q(sha256=texts.digest_of(minutes)), BooleanField())
    return minutes.approvals.annotate(of_this_text=of_this_text)


def _corrected_by(minutes: Minutes, user: User) -> uuid.UUID | None:
    return minutes_of.visible_to(user).filter(corrects=minutes).values_list("pk", flat=True).first()


MINUTES_KIND = Kind(
    "minutes.Minutes",
    _("会议纪要"),
    minutes_of.visible_to,
    MINUTES,
    page=Page("minutes", section="/meetings", title=texts.title_of, beginning=Beginning("draft", "/meetings")),
    forms=Forms(initial={"ask_countersign": _countersigns, "issue": _issued}),
    steps=Steps(until=_until),
    waiting=Waiting(
        candidates=_candidates,
        title=lambda minutes: str(minutes.meeting),
        unbegun=Unbegun(_held_without_minutes, meeting_states=frozenset({MeetingState.HELD})),
    ),
    offered=Offered(
        "minutes",
        (
            computed("number", "text", _("编号")),
            *columns("minutes.Minutes", "meeting"),
            computed("corrects_id", "key", _("更正的纪要"), nullable=True),
            *columns(
                "minutes.Minutes",
                "opening", "closing", "reason", "sha256", "document", "issued_at", "issued_by", "imported",
            ),
        ),
        details=(
            computed("corrected_by_id", "key", _("更正本文的纪要"), _corrected_by, nullable=True),
            rows(
                "sections",
                _("分议题内容"),
                columns("minutes.MinutesSection", "position", "topic", "text"),
                lambda minutes, user: minutes.sections.select_related("topic"),
            ),
            rows(
                "parts",
                _("议程其他部分"),
                columns("minutes.MinutesPart", "part", "text"),
                lambda minutes, user: minutes.parts.all(),
            ),
            rows(
                "approvals",
                _("审定"),
                (
                    *columns("minutes.MinutesApproval", "side", "person_name", "person_post", "at", "sha256"),
                    computed("of_this_text", "yes_no", _("审定的是当前文本")),
                ),
                _approvals,
            ),
            rows(
                "countersigns",
                _("会签"),
                (
                    computed("unit", "key", _("会签单位"), lambda row, user: row["unit"]),
                    computed("person_name", "text", _("会签人"), lambda row, user: row["name"]),
                    computed("sha256", "text", _("会签文本的校验码"), lambda row, user: row["sha256"]),
                ),
                lambda minutes, user: minutes.countersigns,
            ),
            rows(
                "distribution",
                _("分送和签收"),
                (
                    computed("unit", "key", _("单位"), lambda row, user: row["unit"]),
                    computed("unit_name", "text", _("单位名称"), lambda row, user: row["unit_name"]),
                    computed("items", "text", _("议定事项"), lambda row, user: row["items"]),
                    computed("signed_at", "moment", _("签收时间"), lambda row, user: row["signed_at"], nullable=True),
                ),
                lambda minutes, user: distributed(minutes),
            ),
            ACTS_FOR_OTHERS,
        ),
        filters=(by_year("meeting__year"), by_state(MinutesState), by_id("meeting", _("会议"), "meeting")),
        never=BYTES_OF_DOCUMENT,
    ),
    holds_files=True,
)  # fmt: skip
PUBLICITY_KIND = Kind(
    "minutes.PublicityItem",
    _("宣传报道"),
    publicity_selectors.publicity_visible_to,
    PUBLICITY,
    page=Page(
        "publicity", section="/meetings", title=lambda item: item.title, beginning=Beginning("draft", "/meetings")
    ),
    drafts=(Draft("press-sheet", _("宣传稿"), press_sheet),),
    steps=Steps(due={"publish": _goes_public}, until=lambda item, action, day: item.planned_on),
    waiting=Waiting(rare=True),
    offered=Offered(
        "publicity-items",
        columns(
            "minutes.PublicityItem",
            "meeting", "title", "channel", "text", "link", "planned_on", "disclosure", "published_at", "published_by",
            "imported", "declared_on",
        ),
        details=(warnings(lambda item, user: cautions.of_publicity(item)), FILES),
        filters=(by_year("meeting__year"), by_state(PublicityState), by_id("meeting", _("会议"), "meeting")),
    ),
    holds_files=True,
)  # fmt: skip
declare(MINUTES_KIND, PUBLICITY_KIND)
