"""Writing history down. The one place that makes meetings and items which no verb has led there: all flagged imported.

Days stand as they are declared; the only recorded moment is that of the import. Everything is told to the audit chain
and to the ledger in the same transaction, many rows at a time.
"""

import uuid
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from apps.followups import facts as followup_facts
from apps.history.decision_services import write_decisions
from apps.history.inspection import faults_against
from apps.history.meeting_services import write_meetings
from apps.history.package import BrokenPackage, Package
from apps.history.paper_services import write_minutes, write_publicity
from apps.history.trail_services import write_notices
from apps.history.writing import Writing
from apps.history.year_services import write_years
from apps.meetings import facts as meeting_facts
from apps.organizations.models import Unit
from apps.organizations.units.services import NewUnit, establish_units
from apps.workrules import facts as workrule_facts
from apps.workrules.guards import deviations_of
from apps.workrules.models import WorkRule, WorkRuleState
from apps.years import facts as year_facts
from kernel import clock
from kernel.audit import services as audit
from tenants.governments.selectors import government
from tenants.ledger.services import publish_all


@transaction.atomic
def import_package(package: Package, *, at: datetime, upload: uuid.UUID | None = None) -> int:
    """Write the whole package or nothing of it; how many objects were written. `upload` is what offices confirmed."""
    faults = faults_against(package, government())
    if faults:
        raise BrokenPackage(faults, package.cells)
    writing = Writing(package, government(), at=at, recorded_at=clock.recorded_now())
    _write_units(writing)
    _write_rules(writing)
    meetings = write_meetings(writing)
    write_decisions(writing, meetings)
    write_notices(writing, meetings)
    write_minutes(writing, meetings)
    write_publicity(writing, meetings)
    write_years(writing)
    _tell_chain(writing, upload)
    _tell_ledger(writing)
    return len(writing.written)


def _write_units(writing: Writing) -> None:
    wanted = writing.package.units
    made = establish_units(
        [NewUnit(one.name, one.short_name or one.name[:60], one.side, one.kind) for one in wanted],
        closed_on=[one.closed_on for one in wanted],
    )
    writing.note("unit", made)
    writing.units = {unit.name: unit for unit in Unit.objects.select_related("group")}


def _write_rules(writing: Writing) -> None:
    rows = [
        WorkRule(
            title=one.title,
            document_number=one.document_number,
            issued_on=one.issued_on,
            effective_on=one.effective_on,
            repealed_on=one.repealed_on,
            deviations=deviations_of([asdict(row) for row in one.deviations]),
            imported=True,
            **writing.state(WorkRuleState.REPEALED if one.repealed_on else WorkRuleState.ISSUED),
        )
        for one in writing.package.rules
    ]
    writing.note("work_rule", WorkRule.objects.bulk_create(rows))


def _tell_chain(writing: Writing, upload: uuid.UUID | None) -> None:
    origin = {"source": writing.package.source, "package": writing.package.sha256}
    origin |= {"upload": str(upload)} if upload else {}
    audit.append_all(
        [
            audit.entry(
                what=f"{kind}.import",
                at=writing.at,
                recorded_at=writing.recorded_at,
                by=None,
                object_kind=kind,
                object_id=row.pk,
                changes=origin | {"declares": str(row)},
            )
            for kind, row in writing.written
        ]
    )


def _tell_ledger(writing: Writing) -> None:
    """All that the levels above may know of it, in one statement for each kind of fact."""
    of_meetings = [meeting_facts.fact_of(row) for row in writing.of_kind("meeting")]
    of_rules = [workrule_facts.fact_of(row) for row in writing.of_kind("work_rule")]
    publish_all(fact for fact in of_meetings if fact is not None)
    publish_all(followup_facts.fact_of(row) for row in writing.of_kind("agreed_item"))
    publish_all(fact for fact in of_rules if fact is not None)
    of_years = [year_facts.fact_of_explanation(row) for row in writing.of_kind("year_explanation")]
    publish_all(year_facts.fact_of_plan(row) for row in writing.of_kind("year_plan"))
    publish_all(fact for fact in of_years if fact is not None)
