"""The audit chain of one government: what was done or refused, by whom, when, before and after.

Entries are append-only (the runtime role holds SELECT and INSERT). Each carries the hash of the one before it, so an
edit or a deletion in the middle is found by `verify_audit`; the head is anchored outside the database, because a chain
alone does not show that its tail was cut off.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.printed import LONGEST_PRINTED
from kernel.schema import AppendOnly, SchemaBound

#: The hash before the first entry.
NOTHING = "0" * 64


class Outcome(models.TextChoices):
    """How an act ended."""

    DONE = "done", _("已办理")
    REFUSED = "refused", _("被拒绝")


class AuditEntry(AppendOnly):
    """One act. `sequence` counts from 1 without gaps; `digest` covers every other column and `previous`."""

    sequence = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=LONGEST_PRINTED, blank=True)
    actor_post = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=10, blank=True)
    what = models.CharField(max_length=80)
    outcome = models.CharField(max_length=10, choices=Outcome)
    object_kind = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    rule = models.CharField(max_length=20, blank=True)
    sentence = models.TextField(blank=True)
    changes = models.JSONField(default=dict)
    address = models.CharField(max_length=45, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        default_permissions = ()
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["object_id", "sequence"], name="audit_of_object"),
            models.Index(fields=["what", "sequence"], name="audit_of_act"),
            models.Index(fields=["actor_id", "sequence"], name="audit_of_person"),
            models.Index(fields=["recorded_at"], name="audit_of_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="audit_outcome_known",
                condition=models.Q(outcome__in=Outcome.values),
                violation_error_message=_("审计记录的结果只能是已办理或被拒绝。"),
            )
        ]


class ChainHead(SchemaBound):
    """The last link, locked by whoever appends; one row per government (made by the first migration)."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=NOTHING)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="one_chain_head",
                condition=models.Q(id=1),
                violation_error_message=_("每个政府只有一条审计链。"),
            )
        ]
