"""What the public is told about a meeting: drafted by either office, published when both consent (Art. 10)."""

import uuid
from datetime import datetime
from typing import Any

from apps.documents.file_services import keep_all_given
from apps.documents.models import Purpose
from apps.meetings.models import Meeting
from apps.minutes.lifecycle import PUBLICITY
from apps.minutes.models import PublicityItem
from apps.organizations.models import User
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Given, verb

FIELDS = ("title", "channel", "text", "planned_on", "disclosure")


@verb(PUBLICITY, "draft")
def draft_publicity(*, meeting: Meeting, by: User, at: datetime, **given: Any) -> PublicityItem:
    """Begin a press item about a meeting whose minutes are issued; fields as in the table's row `draft`."""
    with acting(PUBLICITY, "draft", by=by, at=at, given={"meeting": meeting, **given}) as act:
        item = PublicityItem(meeting=meeting)
        _write(item, given)
        create(act, item)
        keep_all_given(act, [Purpose.PHOTO], given)
    return item


@verb(PUBLICITY, "edit")
def edit_publicity(
    *, publicity_item_id: uuid.UUID, by: User, at: datetime, version: int | None = None, **given: Any
) -> PublicityItem:
    """Change the words; a consent to the former ones is void (R10.1)."""
    with acting(PUBLICITY, "edit", publicity_item_id, by=by, at=at, version=version, given=given) as act:
        _write(act.object, given)
        keep_all_given(act, [Purpose.PHOTO], given)
    return act.object


def _write(item: PublicityItem, given: Given) -> None:
    for name in FIELDS:
        setattr(item, name, given[name])
    item.link = given.get("link") or ""
