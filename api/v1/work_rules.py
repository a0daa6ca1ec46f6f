"""What hangs on a work rule: its legal bases, what deviates from the region and why, and everything it fixes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from api.fields import Field, computed, rows
from apps.workrules.models import WorkRule
from apps.workrules.parameters import PARAMETERS
from apps.workrules.selectors import parameters_of


def _text(name: str, label: Any) -> Field:
    return computed(name, "text", label, lambda row, user: str(row[name]))


LEGAL_BASES = rows(
    "legal_bases",
    _("依据"),
    (_text("title", _("名称")), _text("document_number", _("文号"))),
    lambda rule, user: rule.legal_bases,
)
DEVIATIONS = rows(
    "deviations",
    _("不同于自治区规则之处"),
    (
        _text("parameter", _("事项")),
        _text("label", _("事项名称")),
        _text("value", _("本级的规定")),
        _text("reason", _("理由")),
    ),
    lambda rule, user: [_deviation(name, one) for name, one in rule.deviations.items()],
)


def _deviation(name: str, one: dict[str, Any]) -> dict[str, Any]:
    typed = PARAMETERS[name].typed(one["value"])
    return {"parameter": name, "label": PARAMETERS[name].label, "value": typed, "reason": one["reason"]}


def _parameters(rule: WorkRule, user: Any) -> list[dict[str, Any]]:
    fixed = parameters_of(rule)
    return [
        {
            "parameter": one.name,
            "key": one.key,
            "label": one.label,
            "article": one.article,
            "help": one.hint,
            "value": one.typed(getattr(fixed, one.name)),
            "regional": one.typed(one.regional),
        }
        for one in PARAMETERS.values()
    ]


WORK_RULE = (
    LEGAL_BASES,
    DEVIATIONS,
    rows(
        "parameters",
        _("规定的事项"),
        (
            _text("parameter", _("事项")),
            _text("key", _("参数")),
            _text("label", _("事项名称")),
            _text("article", _("依据")),
            _text("help", _("说明")),
            _text("value", _("本级的规定")),
            _text("regional", _("自治区的规定")),
        ),
        _parameters,
    ),
)
