"""The work rule in force, in words beside the regional one, and those before it."""

import uuid
from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.documents.pages.shown import shown_files
from apps.documents.selectors import attached_to
from apps.organizations.door.access import person_of
from apps.workrules import selectors as workrules
from apps.workrules.binding import binding_rule
from apps.workrules.lifecycle import WORK_RULE
from apps.workrules.pages.shown import binds, shown_work_rule, shown_work_rule_text
from apps.workrules.parameters import PARAMETERS, RuleParameters
from apps.workrules.values import Parameter
from kernel import clock
from web import buttons
from web.shapes import Shown


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The parameters that bind today, and every rule of this government."""
    user, today = person_of(request), clock.today()
    visible = workrules.visible_to(user)
    rows = [
        shown_work_rule(one) | {"actions": buttons.buttons(WORK_RULE, one, user), "url": f"/work-rules/{one.pk}"}
        for one in visible
    ]
    binding = binding_rule(day=today)
    reasons: Shown = next((one.deviations for one in visible if binds(one, today)), {})
    context = {
        "rules": rows,
        "parameters": in_words(binding, reasons),
        "regional": binding,
        "actions": buttons.beginning(WORK_RULE, "draft", user, "/work-rules/new"),
    }
    return render(request, "workrules/list.html", context)


@require_safe
def detail(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One rule: what deviates from the region first, each with its reason, then everything it fixes."""
    user = person_of(request)
    rule = workrules.visible_to(user).filter(pk=key).first()
    if rule is None:
        raise Http404
    context = {
        "rule": shown_work_rule(rule) | shown_work_rule_text(rule),
        "parameters": in_words(workrules.parameters_of(rule), rule.deviations),
        "actions": buttons.told(WORK_RULE, rule, user),
        "files": shown_files(attached_to([rule.pk]).get(rule.pk, [])),
    }
    return render(request, "workrules/detail.html", context)


def in_words(rule: RuleParameters, deviations: Shown) -> list[Shown]:
    """Return each parameter with its article, the region's value beside it; deviations first, with their reasons."""
    return [_row(rule, one, deviations) for one in _in_order(deviations)]


def _in_order(deviations: Shown) -> Iterable[Parameter]:
    return sorted(PARAMETERS.values(), key=lambda one: one.name not in deviations)


def _row(rule: RuleParameters, one: Parameter, deviations: Shown) -> Shown:
    return {
        "label": one.label,
        "value": one.said(getattr(rule, one.name)),
        "regional": one.said(one.regional),
        "reason": deviations.get(one.name, {}).get("reason", ""),
        "deviates": one.name in deviations,
        "basis": one.article,
    }
