"""What people do with agreed items. One keyword-only function per verb; the only writers of these tables."""

import uuid
from datetime import date, datetime

from apps.documents.file_services import attach_given
from apps.documents.models import Purpose, StoredFile
from apps.followups import permissions as may
from apps.followups.items.reporting_services import record_progress
from apps.followups.lifecycle import ITEM
from apps.followups.models import AgreedItem, Explanation
from apps.meetings.models import Meeting
from apps.organizations.models import User
from kernel.lifecycle.engine import acting
from kernel.lifecycle.table import verb


@verb(ITEM, "close_out")
def close_out_item(
    *, agreed_item_id: uuid.UUID, effect: str | None = None, by: User, at: datetime, version: int | None = None
) -> AgreedItem:
    """The last office of the rule's chain closes the item; where it is the only one it checks as well (R11.5)."""
    with acting(ITEM, "close_out", agreed_item_id, by=by, at=at, version=version, given={"effect": effect}) as act:
        act.object.effect = effect or act.object.effect
        act.object.percentage = 100
        _end_rights(act.object)
    return act.object


def _end_rights(item: AgreedItem) -> None:
    may.take_from_lead(item)
    for part in item.parts.select_related("unit__group"):
        may.take_from_supporting(part)


def _give_rights(item: AgreedItem) -> None:
    may.give_to_lead(item)
    for part in item.parts.select_related("unit__group"):
        may.give_to_supporting(part)


@verb(ITEM, "report_progress")
def report_progress(
    *,
    agreed_item_id: uuid.UUID,
    text: str,
    percentage: int,
    evidence: str | None = None,
    files: list[StoredFile] | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> AgreedItem:
    """The lead unit tells how far it is (R11.4)."""
    given = {"text": text, "percentage": percentage, "evidence": evidence, "files": files}
    with acting(ITEM, "report_progress", agreed_item_id, by=by, at=at, version=version, given=given) as act:
        act.object.percentage = percentage
        record_progress(act, item=act.object, unit=act.object.lead_unit)
    return act.object


@verb(ITEM, "report_completion")
def report_completion(
    *,
    agreed_item_id: uuid.UUID,
    evidence: str,
    files: list[StoredFile] | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> AgreedItem:
    """The lead unit reports the item complete, with evidence (R11.5)."""
    given = {"evidence": evidence, "files": files}
    with acting(ITEM, "report_completion", agreed_item_id, by=by, at=at, version=version, given=given) as act:
        act.object.evidence = evidence
        attach_given(act, Purpose.EVIDENCE, files)
    return act.object


@verb(ITEM, "check")
def check_item(
    *, agreed_item_id: uuid.UUID, effect: str, by: User, at: datetime, version: int | None = None
) -> AgreedItem:
    """The union's office confirms the effect for workers (R11.5)."""
    with acting(ITEM, "check", agreed_item_id, by=by, at=at, version=version, given={"effect": effect}) as act:
        act.object.effect = effect
    return act.object


@verb(ITEM, "send_back")
def send_back_item(
    *, agreed_item_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> AgreedItem:
    """The side whose turn it is sends the item back to the lead unit."""
    with acting(ITEM, "send_back", agreed_item_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
        _take_back_check(act.object)
    return act.object


def _take_back_check(item: AgreedItem) -> None:
    """What was checked is worked on once more: the check was of a completion that stands no longer (R11.5)."""
    item.checked_at = item.checked_by = None


@verb(ITEM, "explain")
def explain_item(
    *,
    agreed_item_id: uuid.UUID,
    meeting: Meeting,
    explanation: str,
    opinion: str,
    new_date: date,
    by: User,
    at: datetime,
    version: int | None = None,
) -> AgreedItem:
    """Explain to the next meeting why an item is not implemented: all three or nothing (R3.3)."""
    given = {"meeting": meeting, "explanation": explanation, "opinion": opinion, "new_date": new_date}
    with acting(ITEM, "explain", agreed_item_id, by=by, at=at, version=version, given=given) as act:
        Explanation.objects.update_or_create(
            item=act.object,
            meeting=meeting,
            defaults={
                "explanation": explanation, "opinion": opinion, "new_date": new_date, "at": at,
                "by_name": by.printed_name,
            },
        )  # fmt: skip
    return act.object


@verb(ITEM, "terminate")
def terminate_item(
    *, agreed_item_id: uuid.UUID, reason: str | None = None, by: User, at: datetime, version: int | None = None
) -> AgreedItem:
    """Both offices agree to give an item up, with the reason."""
    with acting(ITEM, "terminate", agreed_item_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        if act.agreed:
            act.object.reason = act.given["reason"]
            _end_rights(act.object)
    return act.object


@verb(ITEM, "reopen")
def reopen_item(
    *, agreed_item_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> AgreedItem:
    """Either office opens a closed item again, with the reason; its units are entitled once more (R11.5)."""
    with acting(ITEM, "reopen", agreed_item_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.reason = reason
        act.object.closed_at = act.object.closed_by = act.object.declared_ended_on = None
        _take_back_check(act.object)
        _give_rights(act.object)
    return act.object


@verb(ITEM, "remark")
def remark_on_item(
    *, agreed_item_id: uuid.UUID, remark: str | None = None, by: User, at: datetime, version: int | None = None
) -> AgreedItem:
    """Either office notes something beside the row of the list, or takes its note back."""
    with acting(ITEM, "remark", agreed_item_id, by=by, at=at, version=version, given={"remark": remark}) as act:
        act.object.remark = remark or ""
    return act.object
