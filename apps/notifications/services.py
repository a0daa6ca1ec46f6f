"""Write messages to people. Who is told of which act is said by each app in its own `messages.py`."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from apps.notifications.models import Message
from apps.notifications.recipients import with_role
from apps.organizations.models import User
from kernel.lifecycle.table import Act
from vocabulary.roles import PROCESSING


def tell(act: Act, recipients: Iterable[User], *, because: str = "") -> None:
    """Write one message to each active recipient except whoever acted, with the reason where one was given."""
    reason = f"：{because}" if because else ""
    text = f"{act.lifecycle.label}：{act.action.label_on(act.object)}　{act.object}{reason}"[:400]
    people = {user.pk: user for user in recipients if user.is_active and user.pk != act.by.pk}
    Message.objects.bulk_create(
        Message(
            recipient=user,
            text=text,
            object_kind=act.lifecycle.name,
            object_id=act.object.pk,
            sent_at=act.recorded_at,
        )
        for user in people.values()
    )


def warn_once(*, name: str, text: str, at: datetime) -> int:
    """Tell both offices of something nobody did, once per name however often it is said; how many were told."""
    key = uuid.uuid5(uuid.NAMESPACE_OID, name)
    if Message.objects.filter(object_kind="alert", object_id=key).exists():
        return 0
    people = with_role(*PROCESSING).filter(is_active=True)
    rows = [Message(recipient=one, text=text, object_kind="alert", object_id=key, sent_at=at) for one in people]
    return len(Message.objects.bulk_create(rows))


def mark_read(*, message_id: uuid.UUID, by: User, at: datetime) -> None:
    """Note that the recipient has read a message; the first time counts."""
    Message.objects.filter(pk=message_id, recipient=by, read_at=None).update(read_at=at)
