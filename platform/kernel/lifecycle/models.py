"""What every object with a lifecycle has: a state, since when, and a version for optimistic editing."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.schema import Content


class Lifecycled(Content):
    """Abstract base of objects that a lifecycle table moves. Only the engine writes these three columns."""

    state = models.CharField(_("状态"), max_length=24, editable=False)
    state_since = models.DateTimeField(_("进入状态时间"), editable=False)
    version = models.PositiveIntegerField(_("版本"), default=0, editable=False)
    #: Columns of which the chain says nothing, not even that they changed: what is secret has no before and after.
    UNRECORDED: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True
        default_permissions = ()


def snapshot(instance: models.Model) -> dict[str, Any]:
    """Return the stored columns of `instance`, for the before and after of the audit entry."""
    hidden: frozenset[str] = getattr(instance, "UNRECORDED", frozenset())
    columns = [field for field in instance._meta.concrete_fields if field.attname not in hidden]
    return {field.attname: field.value_from_object(instance) for field in columns}
