"""Writing down what a unit reported. The only writer of progress reports."""

from apps.documents.file_services import attach
from apps.documents.models import Purpose
from apps.followups.models import AgreedItem, ProgressReport
from apps.organizations.models import Unit
from kernel.lifecycle.table import Act


def record_progress(act: Act, *, item: AgreedItem, unit: Unit) -> None:
    """Keep the report as given, with its files, under the unit that gave it (R11.4)."""
    report = ProgressReport(
        item=item,
        unit=unit,
        text=act.given["text"],
        percentage=act.given["percentage"],
        evidence=act.given.get("evidence") or "",
        at=act.at,
        recorded_at=act.recorded_at,
        by_name=act.by.printed_name,
    )
    report.save(force_insert=True)
    attach(
        subject_kind="progress_report",
        subject_id=report.pk,
        purpose=Purpose.EVIDENCE,
        files=act.given.get("files") or (),
        by=act.by,
        at=act.at,
    )
