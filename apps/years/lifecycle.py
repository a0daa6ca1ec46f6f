"""Lifecycles of what a government keeps per year, one row per action.

The plan is one act of the government's office, because the document is the government's own and anybody can look it up.
The explanation is a matter of both sides: the office of the side that asks for meetings writes it, the other side's
office confirms it, and only then is it known above.
"""

from django.utils.translation import gettext_lazy as _

from apps.documents.file_services import keep_what_was_given
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_of_side
from apps.years import facts, guards, inputs, messages, refusals
from apps.years.models import ExplanationState, PlanState
from apps.years.selectors import is_still_open
from kernel.lifecycle.table import Action, ByRule, Lifecycle, Predicate, states
from vocabulary.roles import CLERKS, GOV_CLERK, UNION_CLERK

ART_4, ART_12 = _("第四条"), _("第十二条")
E = ExplanationState
TELL = (messages.explanation_moved,)
KEEP_FILES = (keep_what_was_given,)

STILL_OPEN = Predicate("year_not_closed", lambda by, plan: is_still_open(plan), refusals.YearClosed)
#: Whoever asks for meetings under the rule in force explains why there was none; both may where the rule lets both ask.
EXPLAINING = ByRule(lambda _one: office_of_side(binding_rule().requested_by), CLERKS)
OWN_SIDE = Predicate("same_side", lambda by, one: by.side == one.side, refusals.OtherSidesExplanation)
OTHER_SIDE = Predicate("other_side", lambda by, one: by.side != one.side, refusals.OwnExplanation)

YEAR_PLAN = Lifecycle(
    name="year_plan",
    label=_("列入年度计划"),
    model="years.YearPlan",
    states=PlanState,
    always_inside=(facts.publish_plan,),
    actions=(
        Action(
            "record", _("登记列入计划"), states(), PlanState.RECORDED, (GOV_CLERK,), ART_12, "R12.4",
            inputs=inputs.Recorded, guards=(guards.plan_is_first, guards.plan_year_open, guards.plan_fits_year),
            stamp="recorded", inside=KEEP_FILES,
        ),
        Action(
            "correct", _("更正登记"), states(PlanState.RECORDED), None, (GOV_CLERK,), ART_12, "R12.4",
            inputs=inputs.PlanCorrected,
            when=STILL_OPEN, guards=(guards.plan_fits_year,), inside=KEEP_FILES, awaited=False,
        ),
    ),
)  # fmt: skip

YEAR_EXPLANATION = Lifecycle(
    name="year_explanation",
    label=_("未召开说明"),
    model="years.YearExplanation",
    states=ExplanationState,
    always_inside=(facts.publish_explanation,),
    actions=(
        Action(
            "explain", _("说明未召开的情况"), states(), E.SUBMITTED, (UNION_CLERK,), ART_4, "R4.6",
            inputs=inputs.Explained, guards=(guards.year_is_unmet, guards.not_explained_yet), stamp="submitted",
            inside=KEEP_FILES, by_rule=EXPLAINING, after=TELL,
        ),
        Action(
            "revise", _("修改说明"), states(E.RETURNED), E.SUBMITTED, CLERKS, ART_4, "R4.6",
            inputs=inputs.Revised, whose=OWN_SIDE, stamp="submitted", inside=KEEP_FILES, after=TELL,
        ),
        Action(
            "revise", _("修改说明"), states(E.SUBMITTED), None, CLERKS, ART_4, "R4.6",
            inputs=inputs.Revised, whose=OWN_SIDE, stamp="submitted", inside=KEEP_FILES, awaited=False,
        ),
        Action(
            "confirm", _("核对说明"), states(E.SUBMITTED), E.CONFIRMED, CLERKS, ART_4, "R4.6",
            whose=OTHER_SIDE, stamp="confirmed", after=TELL, only_moves=True,
        ),
        Action(
            "return", _("退回说明"), states(E.SUBMITTED), E.RETURNED, CLERKS, ART_4, "R4.6",
            inputs=inputs.Returned, whose=OTHER_SIDE, after=TELL,
            awaited=False,
        ),
        Action(
            "correct", _("更正说明"), states(E.CONFIRMED), E.SUBMITTED, CLERKS, ART_4, "R4.6",
            inputs=inputs.ExplanationCorrected, whose=OWN_SIDE, stamp="submitted",
            inside=KEEP_FILES, after=TELL, awaited=False,
        ),
    ),
)  # fmt: skip
