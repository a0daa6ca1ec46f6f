"""Messages to people: what happened that concerns them. To-dos are not stored: they follow from the lifecycles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.schema import Content


class Message(Content):
    """One message to one person."""

    recipient = models.ForeignKey("organizations.User", models.CASCADE, related_name="messages")
    text = models.CharField(_("内容"), max_length=400)
    object_kind = models.CharField(max_length=60)
    object_id = models.UUIDField()
    sent_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["recipient", "-sent_at"], name="message_of_person")]
