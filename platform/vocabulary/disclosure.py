"""Whether the public may read a document: rules set it, documents bear it, publicity asks for it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Disclosure(TextChoices):
    """Who may see a document (R0.3)."""

    PUBLIC = "public", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")
    WITHHELD = "withheld", _("不予公开")
