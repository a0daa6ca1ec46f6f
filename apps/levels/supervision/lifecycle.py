"""Lifecycles of both ends of a letter between levels: what is sent, what arrived. One row per action."""

from django.utils.translation import gettext_lazy as _

from apps.documents.inputs import Numbered
from apps.followups.admissible import OPEN_ITEM
from apps.followups.items.guards import percentage_in_range
from apps.levels.supervision import admissible, guards, messages
from apps.levels.supervision import permissions as may
from apps.levels.supervision.models import ArrivedState as A
from apps.levels.supervision.models import SentState as S
from kernel.lifecycle.table import Action, Lifecycle, Need, states
from tenants.correspondence.models import DispatchKind
from vocabulary.roles import CLERKS

ART_11, ART_12 = _("第十一条"), _("第十二条")
TOLD = (messages.letter_moved,)
WORDS = (
    Need("kind", _("类别"), "choice", choices=DispatchKind, help=_("督办函、转办函由政府办公室发出。")),
    Need(
        "government", _("收文政府"), "text", longest=40, help=_("本级以下的一个政府；转办函也可以发给直接上级。"),
        among=admissible.RECEIVER,
    ),
    Need("title", _("事由"), longest=120),
    Need("text", _("内容"), "longtext", help=_("随函发出的只有所写的文字，不附本级的其他材料。")),
    Need(
        "reason", _("本级不能解决的原因"), "longtext", required=False,
        help=_("转请上级办理的须写明，随函发出。"),
    ),
    Need("due_on", _("答复、办结期限"), "date"),
    Need("item", _("所涉议定事项"), "ref", required=False, to="followups.AgreedItem", among=OPEN_ITEM),
    Need(
        "topic", _("所涉议题"), "ref", required=False, to="topics.Topic",
        help=_("筛选结果为转办的议题；议题留在本级，不随函发出。"), among=admissible.PASSED_ON_TOPIC,
    ),
)  # fmt: skip
FIT_TO_SEND = (
    guards.goes_along_a_line, guards.sent_by_the_right_office, guards.above_is_told_why, guards.topic_is_passed_on,
    guards.day_lies_ahead,
)  # fmt: skip

SENT = Lifecycle(
    name="sent_letter",
    label=_("发函"),
    model="supervision.SentLetter",
    states=S,
    actions=(
        Action(
            "draft", _("起草函件"), states(), S.DRAFTED, CLERKS, ART_12, "R12.3",
            needs=WORDS, guards=FIT_TO_SEND,
        ),
        Action(
            "edit", _("修改"), states(S.DRAFTED), None, CLERKS, ART_12, "R12.3",
            needs=WORDS, whose=may.OWN_LINE, guards=FIT_TO_SEND, awaited=False,
        ),
        Action(
            "send", _("发出"), states(S.DRAFTED), S.SENT, CLERKS, ART_12, "R12.3",
            inputs=Numbered, whose=may.OWN_LINE, guards=FIT_TO_SEND, stamp="sent", after=TOLD,
        ),
        Action(
            "discard", _("作废"), states(S.DRAFTED), S.DISCARDED, CLERKS, ART_12, "R12.3",
            whose=may.OWN_LINE, awaited=False, only_moves=True,
        ),
        Action(
            "close", _("办结归档"), states(S.SENT), S.CLOSED, CLERKS, ART_12, "R12.3",
            needs=(
                Need(
                    "note", _("办结说明"), "longtext", required=False,
                    help=_("收文一方尚未答复即办结的，须写明理由。"),
                ),
            ),
            whose=may.OWN_LINE, guards=(guards.answered_or_explained,), stamp="closed",
        ),
    ),
)  # fmt: skip

ARRIVED = Lifecycle(
    name="arrived_letter",
    label=_("来函"),
    model="supervision.ArrivedLetter",
    states=A,
    actions=(
        Action(
            "receive", _("签收来函"), states(), A.RECEIVED, CLERKS, ART_12, "R12.3",
            needs=(Need("dispatch", _("来函"), "ref", to="correspondence.Dispatch", among=admissible.DISPATCH),),
            guards=(guards.sent_to_here, guards.not_received_yet), stamp="received", after=TOLD,
        ),
        Action(
            "accept", _("承办"), states(A.RECEIVED), A.ACCEPTED, CLERKS, ART_11, "R11.2",
            whose=may.OWN_LINE, when=may.IS_REFERRAL, guards=(guards.not_closed_by_sender,), after=TOLD,
        ),
        Action(
            "return", _("退回"), states(A.RECEIVED), A.RETURNED, CLERKS, ART_11, "R11.2",
            needs=(Need("words", _("退回理由"), "longtext"),),
            whose=may.OWN_LINE, when=may.IS_REFERRAL, guards=(guards.not_closed_by_sender,), awaited=False, after=TOLD,
        ),
        Action(
            "report_progress", _("报告进展"), states(A.ACCEPTED), None, CLERKS, ART_11, "R11.2",
            needs=(Need("words", _("进展情况"), "longtext"), Need("percentage", _("进展（百分比）"), "number")),
            whose=may.OWN_LINE, guards=(percentage_in_range, guards.not_closed_by_sender), awaited=False,
        ),
        Action(
            "report_completion", _("报告办结"), states(A.ACCEPTED), A.COMPLETED, CLERKS, ART_11, "R11.2",
            needs=(Need("words", _("办理结果"), "longtext"),),
            whose=may.OWN_LINE, guards=(guards.not_closed_by_sender,), after=TOLD,
        ),
        Action(
            "reply", _("答复"), states(A.RECEIVED), A.REPLIED, CLERKS, ART_12, "R12.3",
            needs=(Need("words", _("答复内容"), "longtext"),),
            whose=may.OWN_LINE, when=may.IS_QUESTION, guards=(guards.not_closed_by_sender,), after=TOLD,
        ),
    ),
)  # fmt: skip
