"""What supporting units do with their own parts: each signs, reports and completes for itself (R11.4, R11.5)."""

import uuid
from datetime import datetime

from apps.documents.file_services import attach_given
from apps.documents.models import Purpose, StoredFile
from apps.followups.items.reporting_services import record_progress
from apps.followups.lifecycle import PART
from apps.followups.models import SupportingPart
from apps.organizations.models import User
from kernel.lifecycle.engine import acting
from kernel.lifecycle.table import verb


@verb(PART, "report_progress")
def report_part_progress(
    *,
    supporting_part_id: uuid.UUID,
    text: str,
    percentage: int,
    evidence: str | None = None,
    files: list[StoredFile] | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> SupportingPart:
    """A supporting unit tells how far it is with its own part (R11.4)."""
    given = {"text": text, "percentage": percentage, "evidence": evidence, "files": files}
    with acting(PART, "report_progress", supporting_part_id, by=by, at=at, version=version, given=given) as act:
        act.object.percentage = percentage
        record_progress(act, item=act.object.item, unit=act.object.unit)
    return act.object


@verb(PART, "report_completion")
def report_part_completion(
    *,
    supporting_part_id: uuid.UUID,
    report: str,
    files: list[StoredFile] | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> SupportingPart:
    """A supporting unit reports its own part complete."""
    given = {"report": report, "files": files}
    with acting(PART, "report_completion", supporting_part_id, by=by, at=at, version=version, given=given) as act:
        act.object.report, act.object.percentage = report, 100
        attach_given(act, Purpose.REPORT, files)
    return act.object
