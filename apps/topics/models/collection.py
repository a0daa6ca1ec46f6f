"""Collection rounds and the lists they end in (Art. 6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.topics.models.topic import Screening
from kernel.lifecycle.models import Lifecycled
from kernel.schema import Content


class RoundState(models.TextChoices):
    """States of a collection round."""

    OPEN = "open", _("征集中")
    CLOSED = "closed", _("已结束")


class CollectionRound(Lifecycled):
    """The collection of topics for one planned meeting, which it names by key: meetings stand a layer above (R6.4)."""

    meeting_id = models.UUIDField(unique=True)
    year = models.PositiveSmallIntegerField(_("年度"))
    starts_on = models.DateField(_("启动日期"))
    #: When collection should have begun: the planned date less the rule's lead. Both are kept (R6.5).
    due_starts_on = models.DateField(_("应启动日期"))
    closes_on = models.DateField(_("截止日期"), null=True, blank=True)
    late_reason = models.TextField(_("迟启动原因"), blank=True)
    #: Set by the notice: afterwards a single side can withdraw nothing (R6.9).
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta(Lifecycled.Meta):
        ordering = ["-starts_on"]


class RoundEntry(Content):
    """A topic's place in one round: its position on the list, how it was screened, and why."""

    round = models.ForeignKey("topics.CollectionRound", models.PROTECT, related_name="entries")
    topic = models.ForeignKey("topics.Topic", models.PROTECT, related_name="entries")
    position = models.PositiveSmallIntegerField(_("顺序"))
    screening = models.CharField(_("筛选结果"), max_length=12, choices=Screening, null=True, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    #: Carried over from an earlier round: it was deferred there, or remitted by the meeting (R6.11).
    carried_over = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ["position"]
        indexes = [models.Index(fields=["topic"], name="entry_of_topic")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "topic"],
                name="topic_once_per_round",
                violation_error_message=_("议题已在本轮征集中。"),
            ),
            models.CheckConstraint(
                name="screened_out_with_reason",
                condition=models.Q(screening=None) | models.Q(screening="tabled") | ~models.Q(reason=""),
                violation_error_message=_("暂缓、不列入、转办都要写明理由。"),
            ),
        ]
