"""The ledger: every government's facts side by side in the public schema, guarded by row-level security.

`government` is the code a government was founded with, which its schema bears for ever. `path` is the place in the tree
that it had in the year the fact counts in: after a move, the year of the move and later ones go along to the new
parent, earlier years stay with the parent they had. The row policies (`tenants.ledger.policies`) let a
government see its own rows and those below it, and write its own only.

Tables are refused here what cannot be true of any government; what a rule demands is decided at home.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenants.ledger.entries import Entry, checked, present_exactly, unless_unknown
from tenants.ledger.facts import (
    AgreedItemFact,
    DueReportFact,
    Fact,
    MeetingFact,
    WorkRuleFact,
    YearExplanationFact,
    YearPlanFact,
)
from vocabulary.items import ItemState
from vocabulary.meetings import STATED_UPWARD, Lead, MeetingKind, MeetingState
from vocabulary.years import NotHeldCause

#: The states of a meeting that a fact may state.
KNOWN_STATES = {state.value: state.label for state in STATED_UPWARD}


class WorkRule(Entry):
    """A work rule and the days it binds."""

    fact_type = WorkRuleFact

    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True)
    frequency_min = models.PositiveSmallIntegerField()
    period_years = models.PositiveSmallIntegerField()
    params_present = models.PositiveSmallIntegerField()
    collection_lead_months = models.PositiveSmallIntegerField(null=True)
    notice_lead_workdays = models.PositiveSmallIntegerField()
    minutes_deadline_workdays = models.PositiveSmallIntegerField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            checked(
                "ledger_workrule_days_in_order",
                unless_unknown("in_force_to", Q(in_force_to__gte=F("in_force_from"))),
                _("工作规则的废止日期不能早于施行日期。"),
            ),
            checked(
                "ledger_workrule_period_exists",
                Q(period_years__gte=1),
                _("召开周期至少为一年。"),
            ),
        ]


class Meeting(Entry):
    """A joint meeting: where it stands, and the dates it reached."""

    fact_type = MeetingFact

    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=13, choices=MeetingKind)
    state = models.CharField(max_length=24, choices=[*KNOWN_STATES.items()])
    ordinal = models.PositiveIntegerField(null=True)
    planned_on = models.DateField(null=True)
    collection_started_on = models.DateField(null=True)
    collection_due_on = models.DateField(null=True)
    topics_gov = models.PositiveIntegerField()
    topics_union = models.PositiveIntegerField()
    topics_joint = models.PositiveIntegerField()
    topics_tabled = models.PositiveIntegerField()
    topics_decided = models.PositiveIntegerField()
    topics_prepared = models.PositiveIntegerField()
    notice_issued_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    minutes_due_on = models.DateField(null=True)
    minutes_issued_on = models.DateField(null=True)
    concluded_on = models.DateField(null=True)
    gov_lead = models.CharField(max_length=8, choices=Lead, blank=True)
    union_lead = models.CharField(max_length=8, choices=Lead, blank=True)
    imported = models.BooleanField()
    unimplemented = models.PositiveIntegerField()
    explained = models.PositiveIntegerField()
    counts_in = models.PositiveSmallIntegerField(null=True)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            checked("ledger_meeting_kind_known", Q(kind__in=MeetingKind.values), _("会议类型只有例会和临时召开。")),
            checked(
                "ledger_meeting_state_known",
                Q(state__in=[state.value for state in STATED_UPWARD]),
                _("台账中没有这样的会议状态。"),
            ),
            checked(
                "ledger_meeting_leads_known",
                Q(gov_lead__in=Lead.values, union_lead__in=Lead.values),
                _("台账中没有这样的召集人情况。"),
            ),
            checked(
                "ledger_meeting_held_iff_dated",
                present_exactly("held_on", MeetingState.since(MeetingState.HELD)),
                _("已召开的会议有召开日期，未召开的没有。"),
            ),
            checked(
                "ledger_meeting_minuted_iff_dated",
                present_exactly("minutes_issued_on", MeetingState.since(MeetingState.FOLLOWING_UP)),
                _("纪要已印发的会议有印发日期，未印发的没有。"),
            ),
            checked(
                "ledger_meeting_closed_iff_dated",
                present_exactly("concluded_on", (MeetingState.CLOSED,)),
                _("已办结的会议有办结日期，未办结的没有。"),
            ),
            checked(
                "ledger_meeting_days_in_order",
                unless_unknown("minutes_issued_on", Q(minutes_issued_on__gte=F("held_on")))
                & unless_unknown("concluded_on", Q(concluded_on__gte=F("minutes_issued_on"))),
                _("会议的召开、纪要印发和办结日期必须先后相接。"),
            ),
            checked(
                "ledger_meeting_decides_what_was_tabled",
                Q(topics_decided__lte=F("topics_tabled")),
                _("议定的议题不能多于上会的议题。"),
            ),
            checked(
                "ledger_meeting_parts_of_wholes",
                Q(topics_prepared__lte=F("topics_tabled"), explained__lte=F("unimplemented")),
                _("准备充分的议题不能多于上会的议题，说明完整的事项不能多于未落实的事项。"),
            ),
        ]
        indexes = [
            *Entry.Meta.indexes,
            models.Index(fields=["year", "path"], name="ledger_meeting_of_year"),
        ]


class AgreedItem(Entry):
    """An agreed item and its deadline."""

    fact_type = AgreedItemFact

    meeting_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=24, choices=ItemState)
    listed_on = models.DateField()
    original_due_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True)
    terminated_on = models.DateField(null=True)
    extensions = models.PositiveSmallIntegerField()
    listed_whole = models.BooleanField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            checked("ledger_agreeditem_state_known", Q(state__in=ItemState.values), _("台账中没有这样的事项状态。")),
            checked(
                "ledger_agreeditem_closed_iff_dated",
                present_exactly("closed_on", (ItemState.CLOSED,)),
                _("已销号的事项有销号日期，未销号的没有。"),
            ),
            checked(
                "ledger_agreeditem_terminated_iff_dated",
                present_exactly("terminated_on", (ItemState.TERMINATED,)),
                _("已终止的事项有终止日期，未终止的没有。"),
            ),
            checked(
                "ledger_agreeditem_days_in_order",
                Q(due_on__gte=F("original_due_on"))
                & unless_unknown("closed_on", Q(closed_on__gte=F("listed_on")))
                & unless_unknown("terminated_on", Q(terminated_on__gte=F("listed_on"))),
                _("事项的销号、终止不能早于列入清单，延期不能早于原定期限。"),
            ),
        ]
        indexes = [
            *Entry.Meta.indexes,
            models.Index(fields=["year", "path"], name="ledger_agreeditem_of_year"),
        ]


class DueReport(Entry):
    """A progress report due at the end of one reporting cycle, and when it came."""

    fact_type = DueReportFact

    agreed_item_id = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    leads = models.BooleanField()
    due_on = models.DateField()
    reported_on = models.DateField(null=True)

    class Meta(Entry.Meta):
        indexes = [
            *Entry.Meta.indexes,
            models.Index(fields=["due_on", "path"], name="ledger_duereport_by_day"),
            models.Index(fields=["agreed_item_id"], name="ledger_duereport_of_item"),
        ]


class YearPlan(Entry):
    """The document by which a year's joint meeting is in the government's work plan."""

    fact_type = YearPlanFact

    year = models.PositiveSmallIntegerField()
    issued_on = models.DateField()
    recorded_on = models.DateField()
    imported = models.BooleanField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            checked(
                "ledger_yearplan_not_after_its_year",
                Q(issued_on__year__lte=F("year")),
                _("计划文件的日期不能晚于所计划的年度。"),
            ),
        ]
        indexes = [
            *Entry.Meta.indexes,
            models.Index(fields=["year", "path"], name="ledger_yearplan_of_year"),
        ]


class YearExplanation(Entry):
    """Why a year closed without its meeting, as a code."""

    fact_type = YearExplanationFact

    year = models.PositiveSmallIntegerField()
    first_year = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=24, choices=NotHeldCause)
    confirmed_on = models.DateField()
    imported = models.BooleanField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            checked(
                "ledger_yearexplanation_cause_known",
                Q(cause__in=NotHeldCause.values),
                _("台账中没有这样的原因类别。"),
            ),
            checked(
                "ledger_yearexplanation_years_in_order",
                Q(first_year__lte=F("year")),
                _("起始年度不能晚于所说明的年度。"),
            ),
        ]
        indexes = [
            *Entry.Meta.indexes,
            models.Index(fields=["year", "path"], name="ledger_yearexplanation_of_year"),
        ]


#: Every kind of fact and the table that holds it.
TABLES: dict[type[Fact], type[Entry]] = {
    model.fact_type: model for model in (WorkRule, Meeting, AgreedItem, DueReport, YearPlan, YearExplanation)
}
