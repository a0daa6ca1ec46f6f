"""Entries of the audit chain as the audit officer's programs read them."""

from django.utils.translation import gettext_lazy as _

from apps.auditing import selectors, words
from apps.auditing.filters import FILTERS
from apps.auditing.masking import masked
from kinds.fields import columns, computed
from kinds.filters import Filter
from kinds.kind import Kind, Offered
from kinds.registry import declare

ENTRY_KIND = Kind(
    "audit.AuditEntry",
    _("审计记录"),
    selectors.visible_to,
    offered=Offered(
        "audit-entries",
        (
            computed("sequence", "number", _("序号")),
            computed("recorded_at", "moment", _("记录时间")),
            computed("at", "moment", _("办理时间")),
            computed("actor_id", "key", _("办理人编号"), nullable=True),
            computed("actor_name", "text", _("办理人")),
            computed("actor_post", "text", _("职务")),
            computed("side", "text", _("方面")),
            computed("what", "text", _("办理事项")),
            computed("what_label", "text", _("办理事项（文字）"), lambda one, user: words.named(one.what)[0]),
            *columns("audit.AuditEntry", "outcome"),
            computed("object_kind", "text", _("对象类别")),
            computed("object_id", "key", _("对象编号"), nullable=True),
            computed("rule", "text", _("要求")),
            computed("sentence", "text", _("拒绝理由")),
            computed("changes", "data", _("变动内容"), lambda one, user: masked(one.object_kind, one.changes)),
            computed("address", "text", _("来源地址")),
            computed("previous", "text", _("前一条校验码")),
            computed("digest", "text", _("本条校验码")),
        ),
        filters=tuple(Filter(need, rows) for need, rows in FILTERS),
    ),
)
declare(ENTRY_KIND)
