"""The ladder of letters: a reminder, a chase-up, a supervision order, and word to both chief conveners (R11.7)."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.followups.models.states import LetterKind
from kernel.lifecycle.models import Lifecycled

if TYPE_CHECKING:
    from apps.followups.models.item import AgreedItem
    from apps.followups.models.part import SupportingPart


class Letter(Lifecycled):
    """One numbered letter to whoever must answer for an item, and its receipt.

    To the lead unit, or, as the last step, to one chief convener (`side`); both of these bear the same number. A
    supporting unit whose own part is overdue gets letters of its own, about the deadline of that part.
    """

    item = models.ForeignKey("followups.AgreedItem", models.PROTECT, related_name="letters")
    #: The supporting unit's own part it speaks of; None: the item itself.
    part = models.ForeignKey("followups.SupportingPart", models.PROTECT, null=True, related_name="letters")
    kind = models.CharField(_("函件类别"), max_length=20, choices=LetterKind)
    #: The deadline it speaks of: every kind is issued once per deadline, and anew after an extension.
    due_on = models.DateField(_("所涉完成时限"))
    unit = models.ForeignKey("organizations.Unit", models.PROTECT, null=True, related_name="+")
    #: Which chief convener it is for; empty for a letter to the unit.
    side = models.CharField(_("方面"), max_length=5, blank=True)
    person = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    document = models.ForeignKey("documents.IssuedDocument", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("签发时间"))
    #: Nobody for what the daily run issued.
    issued_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")
    #: Received on paper before the platform: the declared day, beside no moment and no name.
    declared_received_on = models.DateField(_("申报的签收日期"), null=True, editable=False)
    received_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    received_by = models.ForeignKey("organizations.User", models.PROTECT, null=True, related_name="+")

    class Meta(Lifecycled.Meta):
        ordering = ["issued_at", "id"]
        indexes = [models.Index(fields=["part"], name="letter_of_part")]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "part", "kind", "due_on", "side"],
                nulls_distinct=False,
                name="letter_once_per_deadline",
                violation_error_message=_("同一时限的同类函件已经签发。"),
            ),
            models.CheckConstraint(
                name="letter_to_unit_or_convener",
                condition=models.Q(kind="escalation", unit=None, part=None, side__in=["gov", "union"])
                | (~models.Q(kind="escalation") & models.Q(unit__isnull=False, side="", person=None)),
                violation_error_message=_("提醒、催办、督办发给牵头单位，呈报件发给总召集人。"),
            ),
            models.CheckConstraint(
                name="received_iff_dated",
                condition=models.Q(
                    state="received", received_at__isnull=False, received_by__isnull=False, declared_received_on=None
                )
                | models.Q(state="received", received_at=None, received_by=None, declared_received_on__isnull=False)
                | (
                    ~models.Q(state="received")
                    & models.Q(received_at=None, received_by=None, declared_received_on=None)
                ),
                violation_error_message=_("已签收的函件必须有签收人和签收时间，未签收的不得有。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.item}"

    @property
    def rights_on(self) -> "AgreedItem | SupportingPart":
        """What its addressee must hold rights on, to receive it."""
        return self.part or self.item
