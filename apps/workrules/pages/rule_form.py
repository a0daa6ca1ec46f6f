"""The parameters of a work rule as a form: grouped by article, the region's value beside each, a reason for each.

What is posted are rows of `deviations` as the table has them; a row left as in the region says nothing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from apps.workrules.models import WorkRule
from apps.workrules.parameters import PARAMETERS
from apps.workrules.values import Parameter
from kernel.refusals import Sentence
from web.shapes import Shown


def with_groups(fields: Iterable[Shown], values: Mapping[str, Any], faults: Mapping[str, Sentence]) -> list[Shown]:
    """Return the fields of a form with the rows of `deviations` replaced by one line per parameter, faults beside."""
    typed = {row.get("parameter"): row for row in values.get("deviations") or [] if isinstance(row, Mapping)}
    groups: dict[str, list[Shown]] = {}
    for index, one in enumerate(PARAMETERS.values()):
        line = _line(index, one, typed.get(one.name, {})) | {"error": faults.get(f"deviations.{one.name}", "")}
        groups.setdefault(str(one.article), []).append(line)
    shown = {"kind": "parameters", "count": len(PARAMETERS), "groups": list(groups.items())}
    return [field | shown if field["name"] == "deviations" else field for field in fields]


def _line(index: int, one: Parameter, row: Mapping[str, Any]) -> Shown:
    return {
        "name": f"deviations-{index}",
        "parameter": one.name,
        "label": one.label,
        "help": one.help if _choices(one) else one.hint,
        "regional": one.said(one.regional),
        "value": row.get("value") or "",
        "reason": row.get("reason") or "",
        "choices": _choices(one),
    }


def _choices(one: Parameter) -> list[tuple[str, Any]]:
    """Return what a list offers; several of a list are typed."""
    if one.kind == "yes_no":
        return [("true", _("是")), ("false", _("否"))]
    return list(one.choices) if one.kind == "choice" else []


def as_it_is(rule: WorkRule) -> list[dict[str, str]]:
    """Return the deviations of a draft as they would be typed."""
    return [
        {"parameter": name, "value": _readable(PARAMETERS[name], one["value"]), "reason": one["reason"]}
        for name, one in rule.deviations.items()
    ]


def _readable(one: Parameter, value: object) -> str:
    """Lists are shown in the words in which they may be typed again; single choices have a list to choose from."""
    return one.said(value) if one.kind in {"choices", "labels"} and value else one.typed(value)
