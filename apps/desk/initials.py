"""What a form begins with: the object as it is, what the other side proposed, or what is usual."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from apps.documents.pages import uploads
from apps.followups import selectors as followups
from apps.meetings.convening_services import usual_presider
from apps.meetings.named_by_rule import rule_of_notice
from apps.minutes.countersigns import leading_units
from apps.organizations.models import User
from apps.topics.models import Category
from apps.workrules.pages import rule_form
from apps.workrules.selectors import parameters_on
from kernel import clock
from kernel.lifecycle import consent
from kernel.lifecycle.table import Action, Lifecycle, Need
from tenants.governments.models import Government


def initial(lifecycle: Lifecycle, action: Action, instance: Any, user: User) -> dict[str, Any]:
    """Return the first value of each field of `action`, where there is one."""
    if instance is None:
        return _BEGINNINGS.get(lifecycle.name, _nothing)(user)
    if action.consent:
        return proposed(lifecycle, action, instance, user)
    made = _FIRSTS.get((lifecycle.name, action.name), _as_it_is)
    return made(instance, action)


def proposed(lifecycle: Lifecycle, action: Action, instance: Any, user: User) -> dict[str, Any]:
    """Return what the other side proposed, where its proposal still stands."""
    for standing in consent.standings(lifecycle, action, instance):
        if standing.side != user.side and standing.valid and standing.consent:
            return dict(standing.consent.given)
    return {}


def _nothing(user: User) -> dict[str, Any]:
    return {}


def _new_topic(user: User) -> dict[str, Any]:
    return {"origin": user.side, "proposer": user.unit_id}


def _new_meeting(user: User) -> dict[str, Any]:
    return {"kind": "ordinary"}


def _this_year(user: User) -> dict[str, Any]:
    return {"year": clock.today().year}


def _last_year(user: User) -> dict[str, Any]:
    """A year is explained once it is over."""
    return {"year": clock.today().year - 1}


_BEGINNINGS: dict[str, Callable[[User], dict[str, Any]]] = {
    "topic": _new_topic, "meeting": _new_meeting, "year_plan": _this_year, "year_explanation": _last_year,
}  # fmt: skip


def _edited_meeting(meeting: Any, action: Action) -> dict[str, Any]:
    """The year of the title is no column of its own: it is the meeting's year where the rule counts by it."""
    titled = meeting.year if meeting.parameters.year_attribution == "titled_year" else None
    return _as_it_is(meeting, action) | {"titled_year": titled}


def _as_it_is(instance: Any, action: Action) -> dict[str, Any]:
    """Only an edit begins with the object; a reason of last time is no reason of this time."""
    return {need.name: _held(instance, need) for need in action.needs} if action.name == "edit" else {}


def _held(instance: Any, need: Need) -> Any:
    if need.kind == "files":
        return uploads.held(instance, need)
    if need.kind == "refs":
        return [row.pk for row in getattr(instance, need.name).all()]
    return getattr(instance, f"{need.name}_id" if need.kind == "ref" else need.name, None)


def _notice(meeting: Any, action: Action) -> dict[str, Any]:
    presider = usual_presider(meeting)
    return {
        "starts_at": meeting.starts_at or clock.at_hour(meeting.planned_on, 9, 30),
        "venue": meeting.venue,
        "contact": meeting.contact,
        "presider": presider.pk if presider else None,
        "presider_reason": meeting.presider_reason,
        "disclosure": rule_of_notice(meeting).disclosure_default,
    }


def _arrangement(meeting: Any, action: Action) -> dict[str, Any]:
    lines = meeting.agenda.filter(part=3).order_by("position")
    return {"items": list(lines.values("topic", "reporter", "duration"))}


def _issued_minutes(minutes: Any, action: Action) -> dict[str, Any]:
    return {"disclosure": minutes.meeting.parameters.disclosure_default}


def _countersigns(minutes: Any, action: Action) -> dict[str, Any]:
    return {"units": [uuid.UUID(row["unit"]) for row in minutes.countersigns] or leading_units(minutes)}


def _consultation(topic: Any, action: Action) -> dict[str, Any]:
    today = clock.today()
    units = {*topic.suggested_supporting.values_list("pk", flat=True), topic.suggested_lead_id}
    return {
        "units": [key for key in units if key and key != topic.proposer_id],
        "reply_by": today + timedelta(days=parameters_on(today).consultation_days),
    }


def _decision(topic: Any, action: Action) -> dict[str, Any]:
    if Category(topic.category).is_briefing:
        return {"outcome": "noted"}
    row = {
        "text": topic.proposed_decision,
        "lead_unit": topic.suggested_lead_id,
        "supporting_units": list(topic.suggested_supporting.values_list("pk", flat=True)),
        "due_on": topic.suggested_due_on,
    }
    return {"resolutions": [row]}


def _portfolio(post: Any, action: Action) -> dict[str, Any]:
    return {"portfolio": [{"category": name} for name in post.portfolio], "units": post.portfolio_units}


def _progress(item: Any, action: Action) -> dict[str, Any]:
    return {"percentage": item.percentage}


def _edit_rule(rule: Any, action: Action) -> dict[str, Any]:
    return _as_it_is(rule, action) | {"deviations": rule_form.as_it_is(rule)}


def _letter(item: Any, action: Action) -> dict[str, Any]:
    """The letter that is due today."""
    return {"kind": followups.letter_due(item, clock.today())}


def _reworded(one: Any, action: Action) -> dict[str, Any]:
    """A correction begins with what stands; a reason of last time is no reason of this time."""
    return {need.name: _held(one, need) for need in action.needs if need.name != "reason"}


def _issue_rule(rule: Any, action: Action) -> dict[str, Any]:
    return {"issued_on": clock.today()}


def _edited_letter(letter: Any, action: Action) -> dict[str, Any]:
    to = Government.objects.filter(schema_name=f"g{letter.to_code}").first()
    return _as_it_is(letter, action) | {"government": to.code if to else ""}


_FIRSTS: dict[tuple[str, str], Callable[[Any, Action], dict[str, Any]]] = {
    ("post", "assign"): _portfolio,
    ("unit", "rename"): lambda unit, action: {need.name: getattr(unit, need.name, None) for need in action.needs},
    ("meeting", "edit"): _edited_meeting,
    ("sent_letter", "edit"): _edited_letter,
    ("meeting", "arrange_agenda"): _arrangement,
    ("meeting", "issue_notice"): _notice,
    ("meeting", "reissue_notice"): _notice,
    ("minutes", "ask_countersign"): _countersigns,
    ("minutes", "issue"): _issued_minutes,
    ("topic", "consult"): _consultation,
    ("topic", "decide"): _decision,
    ("agreed_item", "report_progress"): _progress,
    ("work_rule", "edit"): _edit_rule,
    ("supporting_part", "report_progress"): _progress,
    ("agreed_item", "issue_letter"): _letter,
    ("supporting_part", "issue_letter"): lambda part, action: {"kind": followups.part_letter_due(part, clock.today())},
    ("agreed_item", "remark"): lambda item, action: {"remark": item.remark},
    ("work_rule", "issue"): _issue_rule,
    ("year_plan", "correct"): _reworded,
    ("year_explanation", "revise"): _reworded,
    ("year_explanation", "correct"): _reworded,
}
