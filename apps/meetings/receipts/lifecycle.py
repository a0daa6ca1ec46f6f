"""Lifecycle of the receipt of a notice: sent with the notice, signed for by whom it concerns (Art. 7)."""

from django.utils.translation import gettext_lazy as _

from apps.meetings import messages
from apps.meetings.models import NoticeReceipt, ReceiptState
from apps.meetings.receipts.refusals import NoticeReplaced
from apps.organizations.models import User
from kernel.lifecycle.table import Action, Actor, Lifecycle, Need, Predicate, states
from kernel.refusals import NotYours
from vocabulary.roles import CLERKS, GOV_UNIT, PROCESSING, SPEAKING, UNION_UNIT, Side

R = ReceiptState
REPLY = Need(
    "reply",
    _("回执"),
    "longtext",
    required=False,
    help=_("参会人员姓名、职务和联系电话；不能参会的写明事由和替会人员。"),
)
ART_7 = _("第七条")


def _signs(by: Actor, receipt: NoticeReceipt) -> bool:
    """A unit signs for itself; for leaders and guests, who have no unit here, the office of their side does."""
    if receipt.unit_id is None:
        return bool(by.role_names & PROCESSING) and receipt.side in {by.side, Side.NONE}
    speaks = bool(by.role_names & SPEAKING)
    return speaks and User.behind(by).memberships.current().filter(unit_id=receipt.unit_id).exists()


RECIPIENT = Predicate(
    "recipient_of_the_notice",
    _signs,
    NotYours,
    _("单位的通知由本单位联络员签收；领导和邀请人员的通知由本方办公室签收。"),
)
LATEST = Predicate("latest_notice", lambda by, it: not hasattr(it.notice, "superseded_by"), NoticeReplaced)

NOTICE_RECEIPT = Lifecycle(
    name="notice_receipt",
    label=_("会议通知签收"),
    model="meetings.NoticeReceipt",
    states=ReceiptState,
    actions=(
        Action(
            "send", _("送达通知"), states(), R.SENT, CLERKS, ART_7, "R7.5", internal=True,
            after=(messages.notice_sent,),
        ),
        Action(
            "acknowledge", _("签收通知"), states(R.SENT), R.ACKNOWLEDGED, (GOV_UNIT, UNION_UNIT, *CLERKS), ART_7,
            "R7.5", needs=(REPLY,), whose=RECIPIENT, when=LATEST, stamp="acknowledged",
        ),
    ),
)  # fmt: skip
