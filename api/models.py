"""Answers kept for a day, so that a request sent again is answered again and not carried out again."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.schema import Content


class KeyedAnswer(Content):
    """The answer to one request that carried an Idempotency-Key. It belongs to one person of one government."""

    user = models.ForeignKey("organizations.User", models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    #: SHA-256 of method, address, If-Match and body: the same key with another request is refused.
    request_digest = models.CharField(max_length=64)
    #: Empty while the request is being carried out; that transaction holds the row.
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], name="one_answer_per_key", violation_error_message=_("这个请求标识已经用过。")
            )
        ]
