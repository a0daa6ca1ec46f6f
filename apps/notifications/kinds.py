"""Messages to a person as programs read them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.notifications import selectors as notifications
from kinds.fields import columns
from kinds.filters import by
from kinds.kind import Kind, Offered
from kinds.registry import declare

MESSAGE_KIND = Kind(
    "notifications.Message",
    _("消息"),
    notifications.visible_to,
    offered=Offered(
        "messages",
        columns("notifications.Message", "text", "object_kind", "object_id", "sent_at", "read_at"),
        filters=(by("unread", _("未读"), "yes_no", lambda unread: Q(read_at__isnull=unread)),),
    ),
)
declare(MESSAGE_KIND)
