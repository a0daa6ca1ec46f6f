"""The work rule in force, in words beside the regional one, and those before it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.desk import buttons, shown
from apps.organizations.access import person_of
from apps.workrules import selectors as workrules
from apps.workrules.lifecycle import WORK_RULE
from apps.workrules.rules import RuleParameters
from kernel import clock


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The parameters that bind today, and every rule of this government."""
    user = person_of(request)
    rows = [
        shown.work_rule(one) | {"actions": buttons.buttons(WORK_RULE, one, user), "url": f"/work-rules/{one.pk}"}
        for one in workrules.visible_to(user)
    ]
    context = {
        "rules": rows,
        "parameters": _in_words(workrules.parameters_on(clock.today())),
        "regional": workrules.parameters_on(clock.today()),
        "actions": buttons.beginning(WORK_RULE, "draft", user, "/work-rules/new"),
    }
    return render(request, "workrules/list.html", context)


def _in_words(rule: RuleParameters) -> list[dict[str, Any]]:
    """Each parameter as a sentence, with its article; what the rule itself leaves open says so."""
    ours = _("规则未定，按系统惯例")
    return [
        {
            "label": _("召开次数"),
            "value": _("每 %(years)s 年至少 %(n)s 次例会") % {"years": rule.period_years, "n": rule.frequency_min},
            "basis": _("第四条"),
        },
        {
            "label": _("启动议题征集"),
            "value": _("会前 %(n)s 个月") % {"n": rule.collection_lead_months},
            "basis": _("第六条"),
        },
        {
            "label": _("印发会议通知"),
            "value": _("会前 %(n)s 个工作日") % {"n": rule.notice_lead_workdays},
            "basis": ours,
        },
        {
            "label": _("印发纪要"),
            "value": _("会后 %(n)s 个工作日内") % {"n": rule.minutes_deadline_workdays},
            "basis": ours,
        },
        {"label": _("报送进展"), "value": _("每 %(n)s 天一次") % {"n": rule.report_cycle_days}, "basis": ours},
        {"label": _("答复征求意见"), "value": _("%(n)s 天内") % {"n": rule.consultation_days}, "basis": ours},
    ]
