"""Every kind of object that has a page or a form: its address, its lifecycle, and who may see it at all."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from apps.followups import selectors as followups
from apps.followups.lifecycle import EXTENSION, ITEM, LETTER, PART
from apps.history import selectors as history
from apps.history.lifecycle import HISTORY_IMPORT
from apps.levels.filings import selectors as filings
from apps.levels.filings.lifecycle import FILING, RECEIPT
from apps.levels.supervision import selectors as supervision
from apps.levels.supervision.lifecycle import ARRIVED, SENT
from apps.meetings import selectors as meetings
from apps.meetings.attendance import selectors as attendance_selectors
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.preparation import selectors as preparation_selectors
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.meetings.receipts import selectors as receipts_selectors
from apps.meetings.receipts.lifecycle import NOTICE_RECEIPT
from apps.meetings.titles import meeting_title
from apps.minutes import selectors as minutes
from apps.minutes.lifecycle import MINUTES, PUBLICITY
from apps.minutes.publicity import selectors as publicity_selectors
from apps.minutes.texts import title_of
from apps.organizations.leaders_acts import label_of
from apps.organizations.lifecycle import DELEGATION, HANDOVER, MANDATE, POST
from apps.organizations.models import User
from apps.organizations.people_lifecycle import ACCOUNT, UNITS
from apps.organizations.people_selectors import accounts_visible_to, units_visible_to
from apps.organizations.selectors import (
    delegations_visible_to,
    government,
    handovers_visible_to,
    mandates_visible_to,
    posts_visible_to,
)
from apps.papers import selectors as papers
from apps.papers.lifecycle import PAPER
from apps.topics import selectors as topics
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.workrules import selectors as workrules
from apps.workrules.lifecycle import WORK_RULE
from apps.years import selectors as years
from apps.years.lifecycle import YEAR_EXPLANATION, YEAR_PLAN
from kernel.lifecycle.table import Lifecycle


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of object, as pages address it."""

    slug: str
    lifecycle: Lifecycle
    visible: Callable[[User], QuerySet[Any]]
    #: Where one goes after an act: the object's own page, or that of what it is a part of.
    page: Callable[[Any], str]
    title: Callable[[Any], str]

    def find(self, user: User, key: uuid.UUID) -> Any:
        """Return the object, or the same 404 whether it is unknown, foreign or not for this person's eyes."""
        found = self.visible(user).filter(pk=key).first()
        if found is None:
            raise Http404
        return found

    def address(self, instance: Any) -> str:
        """The base of the addresses of its actions."""
        return f"/{self.slug}/{instance.pk}"


def _own(slug: str) -> Callable[[Any], str]:
    return lambda instance: f"/{slug}/{instance.pk}"


def receipt_page(receipt: Any) -> str:
    """Return where one goes after signing; a meeting that was given up has no page for units."""
    meeting = receipt.notice.meeting
    return "/" if meeting.state == "cancelled" else f"/meetings/{meeting.pk}?tab=agenda"


THINGS: dict[str, Thing] = {
    thing.slug: thing
    for thing in (
        Thing("meetings", MEETING, meetings.visible_to, _own("meetings"), lambda it: meeting_title(it, government())),
        Thing(
            "attendances", ATTENDANCE, attendance_selectors.attendances_visible_to,
            lambda it: f"/meetings/{it.meeting_id}?tab=attendance", lambda it: f"{it.name} · {it.unit_name}",
        ),
        Thing(
            "preparations", PREPARATION, preparation_selectors.preparations_visible_to,
            lambda it: f"/meetings/{it.meeting_id}?tab=agenda", lambda it: it.title,
        ),
        Thing(
            "notice-receipts", NOTICE_RECEIPT, receipts_selectors.receipts_visible_to, receipt_page,
            lambda it: f"{it.notice.document.number} · {it.recipient}",
        ),
        Thing("topics", TOPIC, topics.visible_to, _own("topics"), lambda it: f"{it.number} {it.title}"),
        Thing(
            "consultations", CONSULTATION, topics.consultations_visible_to,
            lambda it: f"/topics/{it.topic_id}", lambda it: f"{it.unit.name} · {it.topic.title}",
        ),
        Thing("minutes", MINUTES, minutes.visible_to, _own("minutes"), lambda it: minutes_title(it)),
        Thing("publicity", PUBLICITY, publicity_selectors.publicity_visible_to, _own("publicity"), lambda it: it.title),
        Thing("followups", ITEM, followups.visible_to, _own("followups"), lambda it: f"{it.number} {it.text[:60]}"),
        Thing(
            "parts", PART, followups.parts_visible_to,
            lambda it: f"/followups/{it.item_id}", lambda it: f"{it.unit.name} · {it.item.number}",
        ),
        Thing(
            "extensions", EXTENSION, followups.extensions_visible_to,
            lambda it: f"/followups/{it.item_id}", lambda it: f"{it.item.number} {it.item.text[:60]}",
        ),
        Thing(
            "letters", LETTER, followups.letters_visible_to,
            lambda it: f"/followups/{it.item_id}", lambda it: f"{it.get_kind_display()} {it.document.number}",
        ),
        Thing("work-rules", WORK_RULE, workrules.visible_to, _own("work-rules"), lambda it: it.title),
        Thing(
            "papers", PAPER, papers.visible_to, _own("papers"), lambda it: f"{label_of(it.act)} · {it.signer.name}",
        ),
        Thing("filings", FILING, filings.filings_visible_to, lambda it: f"/documents/{it.document_id}", str),
        Thing("receipts", RECEIPT, filings.receipts_visible_to, lambda it: f"/inbox/{it.copy_id}", str),
        Thing("sent-letters", SENT, supervision.sent_visible_to, _own("sent-letters"), str),
        Thing(
            "arrived-letters", ARRIVED, supervision.arrived_visible_to, lambda it: f"/dispatches/{it.dispatch_id}", str,
        ),
        Thing("year-plans", YEAR_PLAN, years.plans_visible_to, _own("year-plans"), str),
        Thing("year-explanations", YEAR_EXPLANATION, years.explanations_visible_to, _own("year-explanations"), str),
        Thing("history-imports", HISTORY_IMPORT, history.imports_visible_to, _own("history-imports"), str),
        Thing("delegations", DELEGATION, delegations_visible_to, lambda it: "/delegations", str),
        Thing("handovers", HANDOVER, handovers_visible_to, lambda it: "/handovers", str),
        Thing("mandates", MANDATE, mandates_visible_to, lambda it: "/mandates", str),
        Thing(
            "people", ACCOUNT, accounts_visible_to, _own("people"), lambda it: f"{it.name}（{it.username}）",
        ),
        Thing("units", UNITS, units_visible_to, lambda it: "/units", str),
        Thing("posts", POST, posts_visible_to, lambda it: "/posts", str),
    )
}  # fmt: skip
BY_LIFECYCLE: dict[str, Thing] = {thing.lifecycle.name: thing for thing in THINGS.values()}


def thing_of(slug: str) -> Thing:
    """Return the kind of that address, or 404."""
    if slug not in THINGS:
        raise Http404
    return THINGS[slug]


def minutes_title(minutes_of: Any) -> str:
    """Return the name of a meeting's minutes."""
    return title_of(minutes_of)
