"""Work rules as pages, the desk and programs show them."""

from django.utils.translation import gettext_lazy as _

from apps.acts.initials import as_it_is
from apps.documents.kinds import FILES
from apps.organizations.models import User
from apps.workrules import selectors as workrules
from apps.workrules.lifecycle import WORK_RULE
from apps.workrules.models import WorkRule, WorkRuleState
from apps.workrules.pages import rule_form
from apps.workrules.parameters import PARAMETERS
from apps.workrules.selectors import parameters_of
from kernel import clock
from kernel.lifecycle.table import Action
from kernel.refusals import Sentence
from kinds.fields import Field, columns, computed, rows
from kinds.filters import by_state, by_year
from kinds.kind import Beginning, Forms, Kind, Offered, Page, Part, Values, Waiting
from kinds.registry import declare
from web.shapes import Shown


def _text(name: str, label: Sentence) -> Field:
    return computed(name, "text", label, lambda row, user: str(row[name]))


def _deviation(name: str, one: Shown) -> Shown:
    typed = PARAMETERS[name].typed(one["value"])
    return {"parameter": name, "label": PARAMETERS[name].label, "value": typed, "reason": one["reason"]}


def _parameters(rule: WorkRule, user: User) -> list[Shown]:
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
FIXED = rows(
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
)


def _edited(rule: WorkRule, action: Action) -> Values:
    return as_it_is(rule, action) | {"deviations": rule_form.as_it_is(rule)}


def _issued_today(rule: WorkRule, action: Action) -> Values:
    return {"issued_on": clock.today()}


WORK_RULE_KIND = Kind(
    "workrules.WorkRule",
    _("工作规则"),
    workrules.visible_to,
    WORK_RULE,
    page=Page(
        "work-rules", section="/work-rules", title=lambda rule: rule.title, beginning=Beginning("draft", "/work-rules")
    ),
    forms=Forms(
        initial={"edit": _edited, "issue": _issued_today},
        parts=(
            Part(_("印发"), ("status", "issuer", "addressees", "disclosure", "openness_note")),
            Part(_("依据和总的要求"), ("legal_bases", "base_title", "base_number", "preamble")),
            Part("", ("deviations",)),
        ),
        arranged=rule_form.with_groups,
    ),
    waiting=Waiting(),
    offered=Offered(
        "work-rules",
        (
            *columns(
                "workrules.WorkRule",
                "title", "status", "issuer", "document_number", "issued_on", "effective_on", "repealed_on",
                "addressees", "openness_note", "disclosure", "base_title", "base_number", "preamble", "issued_at",
                "issued_by", "replaced_by", "imported",
            ),
            computed("common_rule_id", "key", _("共同规则"), nullable=True),
        ),
        details=(LEGAL_BASES, DEVIATIONS, FIXED, FILES),
        filters=(by_year("issued_on__year"), by_state(WorkRuleState)),
    ),
    holds_files=True,
)  # fmt: skip
declare(WORK_RULE_KIND)
