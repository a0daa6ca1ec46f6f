"""Topics: both sides' pools, and one topic with its file, its consultations and its history."""

import uuid
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.documents.pages.drafts import shown_drafts
from apps.documents.pages.shown import shown_files
from apps.documents.selectors import attached_to
from apps.levels.supervision.lifecycle import SENT
from apps.meetings import selectors as meetings
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from apps.organizations.units.permissions import attach
from apps.topics import cautions
from apps.topics import selectors as topics
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.topics.models import Consultation, ConsultationState, Origin, Reply, RoundEntry, Topic, TopicState
from apps.topics.pages.shown import shown_replies, shown_topic
from apps.topics.rounds import selectors as rounds_selectors
from kernel import clock
from kernel.consents.models import Consent
from kernel.workcalendar.selectors import schedule
from kinds.registry import kind_at, kind_of, state_label
from tenants.correspondence.selectors import government_above
from vocabulary.roles import BOTH_SIDES, GOV_CLERK
from web import buttons, pairs
from web.finding import found_or_404
from web.lights import workday_light
from web.narrowing import chosen_in
from web.searching import containing
from web.shapes import Shown

ON_A_PAGE = 60


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The pools of both sides beside each other, as far as this person may see them."""
    user, today = person_of(request), clock.today()
    chosen = chosen_in(request, ("q", "state", "origin"))
    found = _filtered(topics.visible_to(user), chosen).order_by("-year", "-serial")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    asked: dict[uuid.UUID, list[Consultation]] = {}
    for one in Consultation.objects.filter(topic__in=[row.pk for row in rows]):
        asked.setdefault(one.topic_id, []).append(one)
    context = {
        "filter_fields": _filters(chosen),
        "pools": [_pool(side, rows, asked, today) for side in BOTH_SIDES],
        "page": page,
        "actions": buttons.beginning(TOPIC, "draft", user, "/topics/new"),
    }
    return render(request, "topics/list.html", context)


def _filtered(found: QuerySet[Topic], chosen: dict[str, str]) -> QuerySet[Topic]:
    if chosen["state"] in TopicState.values:
        found = found.filter(state=chosen["state"])
    if chosen["origin"] in Origin.values:
        found = found.filter(origin=chosen["origin"])
    if chosen["q"]:
        found = found.filter(containing(chosen["q"], "title", "background"))
    return found


def _filters(chosen: dict[str, str]) -> list[Shown]:
    return [
        {"name": "q", "label": _("标题、背景"), "kind": "text", "value": chosen["q"]},
        {
            "name": "origin",
            "label": _("提出方面"),
            "kind": "choice",
            "value": chosen["origin"],
            "choices": [("", _("全部")), *Origin.choices],
        },
        {
            "name": "state",
            "label": _("状态"),
            "kind": "choice",
            "value": chosen["state"],
            "choices": [("", _("全部")), *TopicState.choices],
        },
    ]


def _pool(side: str, rows: list[Topic], asked: dict[uuid.UUID, list[Consultation]], today: date) -> Shown:
    mine = [row for row in rows if row.leading_side == side]
    found = []
    for row in mine:
        one = shown_topic(row) | shown_replies(asked.get(row.pk, []), today)
        found.append(one | {"origin_label": row.get_origin_display() if row.origin == Origin.JOINT else ""})
    return {"side": side, "count": len(found), "topics": found}


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One topic."""
    user = person_of(request)
    topic: Topic = found_or_404(kind_at("topics"), user, key)
    given = pairs.consents_of(topic)
    waiting = pairs.pending(TOPIC, topic, given)
    context = {
        "topic": _head(topic) | {"meeting": _meeting_of(topic, user)},
        "cautions": cautions.of_topic(topic, user),
        "actions": _actions(topic, user, given),
        "consents": pairs.pair(TOPIC, waiting[0], topic, given) if waiting else None,
        "consultations": _consultations(topic, user),
        "drafts": shown_drafts(kind_of(TOPIC), topic),
        "attachments": shown_files(attached_to([topic.pk]).get(topic.pk, [])),
        "entries": timeline.entries_of(
            [topic.pk, *topic.consultations.values_list("pk", flat=True)], after=_after(topic, user)
        ),
    }
    return render(request, "topics/detail.html", context)


def _actions(topic: Topic, user: User, given: list[Consent]) -> list[Shown]:
    """What may be done; an exception is offered only for what comes late."""
    found = buttons.told(TOPIC, topic, user, given)
    late = rounds_selectors.comes_late(topic, clock.today())
    offered = [button for button in found if late or button["name"] != "admit_late"]
    return [*offered, *_asking_above(topic, user)]


def _asking_above(topic: Topic, user: User) -> list[Shown]:
    """What the screening transferred may be what this level cannot solve: the general office asks the one above."""
    if topic.state != TopicState.TRANSFERRED or GOV_CLERK.name not in user.role_names:
        return []
    above = government_above(clock.today())
    if above is None:
        return []
    asked = urlencode({"kind": "referral", "government": above.code, "title": topic.title[:120], "topic": topic.pk})
    found = buttons.beginning(SENT, "draft", user, f"/sent-letters/new?{asked}")
    return [row | {"label": _("转请上级办理")} for row in buttons.quiet(found)]


def _head(topic: Topic) -> Shown:
    helpers = "、".join(topic.suggested_supporting.values_list("name", flat=True))
    lead = topic.suggested_lead.name if topic.suggested_lead else ""
    return shown_topic(topic) | {
        "origin_label": topic.get_origin_display(),
        "proposer": topic.proposer.name,
        "co_proposer": topic.co_proposer.name if topic.co_proposer else "",
        "confirmed": topic.confirmed_at is not None,
        "source_label": topic.get_source_display() if topic.source else "",
        "category_reason": topic.category_reason,
        "background": topic.background,
        "research": topic.research,
        "argument": topic.argumentation,
        "proposed_decision": topic.proposed_decision,
        "basis": topic.basis,
        "proposed_units": _("%(lead)s 牵头，%(units)s 配合") % {"lead": lead, "units": helpers} if helpers else lead,
        "proposed_due_on": topic.suggested_due_on,
        "reason": topic.reason,
        "outcome_label": topic.get_outcome_display() if topic.outcome else "",
        "outcome_text": topic.outcome_note,
    }


def _meeting_of(topic: Topic, user: User) -> dict[str, str] | None:
    """The meeting whose list holds the topic, if this person may know of it."""
    entry = RoundEntry.objects.filter(topic=topic).select_related("round").order_by("-round__starts_on").first()
    if entry is None:
        return None
    meeting = meetings.visible_to(user).filter(pk=entry.round.meeting_id).first()
    return {"title": str(meeting), "url": f"/meetings/{meeting.pk}"} if meeting else None


def _consultations(topic: Topic, user: User) -> list[Shown]:
    rows = list(topic.consultations.select_related("unit"))
    attach(user, rows)
    calendar, today = schedule(), clock.today()
    found = []
    for row in rows:
        row.topic = topic
        waits = row.state == ConsultationState.SENT
        found.append(
            {
                "unit": row.unit.name,
                "state": row.state,
                "state_label": state_label(row),
                "opinion_label": row.get_reply_display() if row.reply else "",
                "text": row.reply_text,
                "replied_at": row.replied_at or row.declared_on,
                "reply_by": row.reply_by,
                "coordination": row.coordination,
                "chase_ups": row.chase_ups,
                "overtaken": [Reply(one["reply"]).label for one in row.earlier_replies],
                "actions": buttons.buttons(CONSULTATION, row, user),
                "url": f"/consultations/{row.pk}",
                **(workday_light(row.reply_by, today, calendar) if waits else {}),
            }
        )
    return found


def _after(topic: Topic, user: User) -> int:
    """From where the record is this person's to read: the other side sees a topic from the pool on."""
    if (
        user.side == topic.leading_side
        or user.memberships.current().filter(unit__in=[topic.proposer_id, topic.co_proposer_id]).exists()
    ):
        return 0
    return timeline.first_of(topic.pk, "topic.admit_late.consent", "topic.aggregate") or 0


@require_safe
def consultation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A consultation stands on the page of its topic."""
    found = found_or_404(kind_at("consultations"), person_of(request), key)
    return HttpResponseRedirect(f"/topics/{found.topic_id}")
