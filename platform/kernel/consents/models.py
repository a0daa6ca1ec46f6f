"""Consents: two sides, one text hash. A consent names side, person, moment and the SHA-256 of what was agreed to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.printed import LONGEST_PRINTED
from kernel.schema import AppendOnly


class Consent(AppendOnly):
    """One side's consent to one text about one object. Never changed: a new text needs a new consent."""

    sealed_as = "consent"

    object_kind = models.CharField(max_length=60)
    object_id = models.UUIDField()
    action = models.CharField(max_length=40)
    side = models.CharField(max_length=10)
    person_id = models.UUIDField()
    person_name = models.CharField(max_length=LONGEST_PRINTED)
    person_post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    given = models.JSONField(default=dict)
    #: What was consented to, in its canonical form: shown again, and diffed against a later text.
    text = models.TextField()

    class Meta:
        default_permissions = ()
        ordering = ["recorded_at", "id"]
        indexes = [models.Index(fields=["object_id", "action"], name="consent_of_object")]
        constraints = [
            models.CheckConstraint(
                name="consent_of_one_side",
                condition=~models.Q(side=""),
                violation_error_message=_("同意必须由其中一方作出。"),
            )
        ]
