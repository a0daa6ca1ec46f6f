"""More time for an agreed item: the lead unit asks, both offices grant or one of them refuses (R11.6)."""

import uuid
from datetime import date, datetime

from apps.documents.file_services import attach_given
from apps.documents.models import Purpose, StoredFile
from apps.followups.lifecycle import EXTENSION, ITEM, PART
from apps.followups.models import UNFINISHED_PARTS, AgreedItem, Extension, Milestone
from apps.organizations.models import User
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act, verb


@verb(ITEM, "request_extension")
def request_extension(
    *,
    agreed_item_id: uuid.UUID,
    new_due_on: date,
    reason: str,
    files: list[StoredFile] | None = None,
    by: User,
    at: datetime,
    version: int | None = None,
) -> AgreedItem:
    """The lead unit asks for a later deadline; until both offices grant it, nothing moves."""
    given = {"new_due_on": new_due_on, "reason": reason, "files": files}
    with acting(ITEM, "request_extension", agreed_item_id, by=by, at=at, version=version, given=given) as act:
        item: AgreedItem = act.object
        with acting(EXTENSION, "request", by=by, at=at) as asked:
            create(asked, Extension(item=item, from_on=item.due_on, new_due_on=new_due_on, reason=reason))
            attach_given(asked, Purpose.REQUEST, files)
    return item


@verb(EXTENSION, "grant")
def grant_extension(*, extension_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> Extension:
    """Both offices grant the request: the deadline moves, the original one stays on record."""
    with acting(EXTENSION, "grant", extension_id, by=by, at=at, version=version) as act:
        if act.agreed:
            _extend(act)
    return act.object


def _extend(granted: Act) -> None:
    """Move the item's deadline, and with it those of supporting parts that were due on the same day."""
    extension: Extension = granted.object
    with acting(ITEM, "extend", extension.item_id, by=granted.by, at=granted.at) as act:
        before, act.object.due_on = act.object.due_on, extension.new_due_on
        act.object.extensions += 1
        _new_milestones(act.object.pk, before, extension.new_due_on)
    for part in act.object.parts.filter(state__in=UNFINISHED_PARTS, due_on=before).order_by("pk"):
        with acting(PART, "extend", part.pk, by=granted.by, at=granted.at) as moved:
            moved.object.due_on = extension.new_due_on


def _new_milestones(item_id: uuid.UUID, before: date, new_due_on: date) -> None:
    """Give each step that was due with the old deadline a new version; the old one stays and is shown (R3.6)."""
    moved = Milestone.objects.filter(item=item_id, due_on=before, replaced_by=None)
    Milestone.objects.bulk_create(
        Milestone(item_id=item_id, text=step.text, due_on=new_due_on, replaces=step) for step in moved
    )


@verb(EXTENSION, "refuse")
def refuse_extension(
    *, extension_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> Extension:
    """One office does not agree, with the reason; the deadline stays where it is."""
    with acting(EXTENSION, "refuse", extension_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        act.object.answer = reason
    return act.object
