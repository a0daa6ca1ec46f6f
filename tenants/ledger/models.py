"""The ledger: every government's facts side by side in the public schema, guarded by row-level security.

`government` is the code a government was founded with, which its schema bears for ever. `path` is the place in the tree
that it had in the year the fact counts in: after a move, the year of the move and later ones go along to the new
parent, earlier years stay with the parent they had. The row policies (see the migrations `row_security` and
`former_places`) let a government see its own rows and those below it, and write its own only.

Tables are refused here what cannot be true of any government; what a rule demands is decided at home.
"""

from dataclasses import fields
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel.keys import uuid7
from tenants.ledger.facts import AgreedItemFact, DueReportFact, Fact, MeetingFact, WorkRuleFact


class MeetingState(models.TextChoices):
    """A meeting's states as the levels above see them, from the request on."""

    CANCELLED = "cancelled", _("已取消")
    DECLINED = "declined", _("未同意召开")
    REQUESTED = "requested", _("已提请")
    ACCEPTED = "accepted", _("已同意召开")
    COLLECTING = "collecting", _("征集议题")
    SETTLED = "settled", _("议题已确定")
    NOTICED = "noticed", _("已发通知")
    IN_SESSION = "in_session", _("会议进行中")
    HELD = "held", _("已召开")
    FOLLOWING_UP = "following_up", _("纪要已印发")
    CLOSED = "closed", _("已办结")


class AgreedItemState(models.TextChoices):
    """An agreed item's states; overdue is computed from dates, never stored."""

    ASSIGNED = "assigned", _("待签收")
    IN_PROGRESS = "in_progress", _("办理中")
    REPORTED = "reported", _("已报办结")
    CHECKED = "checked", _("已核实")
    CLOSED = "closed", _("已销号")
    TERMINATED = "terminated", _("已终止")


class MeetingKind(models.TextChoices):
    """Ordinary meetings satisfy the yearly obligation, extraordinary ones do not (R4.8)."""

    ORDINARY = "ordinary", _("例会")
    EXTRAORDINARY = "extraordinary", _("临时召开")


class Lead(models.TextChoices):
    """Who led one side at the session."""

    CHIEF = "chief", _("总召集人")
    CONVENER = "convener", _("召集人")
    NONE = "none", _("均未出席")
    UNKNOWN = "", _("尚未召开")


HELD_STATES = (MeetingState.HELD, MeetingState.FOLLOWING_UP, MeetingState.CLOSED)
MINUTED_STATES = (MeetingState.FOLLOWING_UP, MeetingState.CLOSED)


def _present_exactly(column: str, states: tuple[str, ...]) -> Q:
    """The date stands exactly in these states."""
    stands = Q(**{f"{column}__isnull": False})
    return (Q(state__in=states) & stands) | (~Q(state__in=states) & ~stands)


def _unless_unknown(column: str, condition: Q) -> Q:
    return Q(**{f"{column}__isnull": True}) | condition


def _rule(name: str, condition: Q, sentence: Any) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=condition, violation_error_message=sentence)


class Entry(models.Model):
    """What every row of the ledger has. Written by `services.publish` only."""

    #: Governments may write this public table; the row policies decide which rows.
    tenant_writes: ClassVar[bool] = True
    fact_type: ClassVar[type[Fact]]

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    government = models.CharField(max_length=40)
    path = models.CharField(max_length=400, db_collation="C")
    source_id = models.UUIDField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["government", "source_id"],
                name="ledger_%(class)s_once",
                violation_error_message=_("同一事项在台账中只有一条记录。"),
            ),
        ]
        indexes = [models.Index(fields=["path", "government"], name="ledger_%(class)s_subtree")]

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.source_id} of {self.government}"

    @classmethod
    def columns(cls) -> list[str]:
        """The columns that mirror the fact, its key aside."""
        return [field.name for field in fields(cls.fact_type) if field.name != "source_id"]

    @classmethod
    def of(cls, fact: Fact, *, government: str, path: str) -> Self:
        """Return the unsaved row that states `fact`."""
        values = {name: getattr(fact, name) for name in cls.columns()}
        return cls(government=government, path=path, source_id=fact.source_id, **values)

    def fact(self) -> Fact:
        """Return what the row states."""
        values = {name: getattr(self, name) for name in self.columns()}
        return self.fact_type(source_id=self.source_id, **values)


class WorkRule(Entry):
    """A work rule and the days it binds."""

    fact_type = WorkRuleFact

    in_force_from = models.DateField()
    in_force_to = models.DateField(null=True)
    frequency_min = models.PositiveSmallIntegerField()
    period_years = models.PositiveSmallIntegerField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            _rule(
                "ledger_workrule_days_in_order",
                _unless_unknown("in_force_to", Q(in_force_to__gte=F("in_force_from"))),
                _("工作规则的废止日期不能早于施行日期。"),
            ),
            _rule(
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
    state = models.CharField(max_length=24, choices=MeetingState)
    ordinal = models.PositiveIntegerField(null=True)
    planned_on = models.DateField(null=True)
    collection_started_on = models.DateField(null=True)
    collection_due_on = models.DateField(null=True)
    topics_gov = models.PositiveIntegerField()
    topics_union = models.PositiveIntegerField()
    topics_joint = models.PositiveIntegerField()
    topics_tabled = models.PositiveIntegerField()
    topics_decided = models.PositiveIntegerField()
    notice_issued_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    minutes_due_on = models.DateField(null=True)
    minutes_issued_on = models.DateField(null=True)
    concluded_on = models.DateField(null=True)
    gov_lead = models.CharField(max_length=8, choices=Lead, blank=True)
    union_lead = models.CharField(max_length=8, choices=Lead, blank=True)
    imported = models.BooleanField()
    counts_in = models.PositiveSmallIntegerField(null=True)

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            _rule("ledger_meeting_kind_known", Q(kind__in=MeetingKind.values), _("会议类型只有例会和临时召开。")),
            _rule("ledger_meeting_state_known", Q(state__in=MeetingState.values), _("台账不认识这一会议状态。")),
            _rule(
                "ledger_meeting_leads_known",
                Q(gov_lead__in=Lead.values, union_lead__in=Lead.values),
                _("台账不认识这一召集人情况。"),
            ),
            _rule(
                "ledger_meeting_held_iff_dated",
                _present_exactly("held_on", HELD_STATES),
                _("已召开的会议有召开日期，未召开的没有。"),
            ),
            _rule(
                "ledger_meeting_minuted_iff_dated",
                _present_exactly("minutes_issued_on", MINUTED_STATES),
                _("纪要已印发的会议有印发日期，未印发的没有。"),
            ),
            _rule(
                "ledger_meeting_closed_iff_dated",
                _present_exactly("concluded_on", (MeetingState.CLOSED,)),
                _("已办结的会议有办结日期，未办结的没有。"),
            ),
            _rule(
                "ledger_meeting_days_in_order",
                _unless_unknown("minutes_issued_on", Q(minutes_issued_on__gte=F("held_on")))
                & _unless_unknown("concluded_on", Q(concluded_on__gte=F("minutes_issued_on"))),
                _("会议的召开、纪要印发和办结日期必须先后相接。"),
            ),
            _rule(
                "ledger_meeting_decides_what_was_tabled",
                Q(topics_decided__lte=F("topics_tabled")),
                _("议定的议题不能多于上会的议题。"),
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
    state = models.CharField(max_length=24, choices=AgreedItemState)
    listed_on = models.DateField()
    original_due_on = models.DateField()
    due_on = models.DateField()
    closed_on = models.DateField(null=True)
    terminated_on = models.DateField(null=True)
    extensions = models.PositiveSmallIntegerField()

    class Meta(Entry.Meta):
        constraints = [
            *Entry.Meta.constraints,
            _rule("ledger_agreeditem_state_known", Q(state__in=AgreedItemState.values), _("台账不认识这一事项状态。")),
            _rule(
                "ledger_agreeditem_closed_iff_dated",
                _present_exactly("closed_on", (AgreedItemState.CLOSED,)),
                _("已销号的事项有销号日期，未销号的没有。"),
            ),
            _rule(
                "ledger_agreeditem_terminated_iff_dated",
                _present_exactly("terminated_on", (AgreedItemState.TERMINATED,)),
                _("已终止的事项有终止日期，未终止的没有。"),
            ),
            _rule(
                "ledger_agreeditem_days_in_order",
                Q(due_on__gte=F("original_due_on"))
                & _unless_unknown("closed_on", Q(closed_on__gte=F("listed_on")))
                & _unless_unknown("terminated_on", Q(terminated_on__gte=F("listed_on"))),
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


#: Every kind of fact and the table that holds it.
TABLES: dict[type[Fact], type[Entry]] = {model.fact_type: model for model in (WorkRule, Meeting, AgreedItem, DueReport)}
