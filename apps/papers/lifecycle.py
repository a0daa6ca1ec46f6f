"""Lifecycle of a paper approval: recorded by one clerk, confirmed by another of the same side, or withdrawn."""

from django.utils.translation import gettext_lazy as _

from apps.documents.admissible import FILES
from apps.organizations.accounts.admissible import LEADER
from apps.organizations.deputies.leaders_acts import LEADERS_ACTS
from apps.papers import admissible, guards, refusals
from apps.papers.models import PaperState
from kernel.lifecycle.table import Action, Lifecycle, Need, Predicate, states
from kernel.refusals import WrongSide
from vocabulary.roles import CLERKS

S = PaperState
ART_4_9 = _("第四条、第九条")
OWN_SIDE = Predicate("same_side", lambda by, paper: by.side == paper.side, WrongSide)
#: Also whoever stands in for the one who recorded it.
ANOTHER_PERSON = Predicate(
    "not_the_recorder",
    lambda by, paper: not by.people & {paper.recorded_by_id, paper.signer_id},
    refusals.OwnRecording,
    refusals.OwnRecording.sentence,
)

PAPER = Lifecycle(
    name="paper_approval",
    label=_("纸质签批"),
    model="papers.PaperApproval",
    states=PaperState,
    actions=(
        Action(
            "record", _("登记纸质签批"), states(), S.RECORDED, CLERKS, ART_4_9, "R4.7",
            needs=(
                Need("act", _("签批事项"), "choice", choices=LEADERS_ACTS),
                Need(
                    "meeting", _("会议"), "ref", required=False, to="meetings.Meeting",
                    among=admissible.SIGNED_MEETING,
                ),
                Need(
                    "minutes", _("会议纪要"), "ref", required=False, to="minutes.Minutes",
                    among=admissible.SIGNED_MINUTES,
                ),
                Need("signer", _("签批人"), "ref", to="organizations.User", among=LEADER),
                Need("signed_on", _("签批日期"), "date"),
                Need("scan", _("签批单扫描件"), "file", to="documents.StoredFile", among=FILES),
                Need(
                    "covers_several", _("一张签批单签批几项"), "yes_no", required=False,
                    help=_("同一张签批单还签批了别的事项时选是，各项分别登记。"),
                ),
                Need(
                    "words", _("批示意见"), "longtext", required=False,
                    help=_("不同意、退回、另提日期时必填，作为理由。"),
                ),
                Need("proposed_on", _("建议日期"), "date", required=False, help=_("另提日期时必填。")),
            ),
            guards=(guards.signer_in_post, guards.signed_in_time, guards.act_is_possible, guards.nothing_waits,
                    guards.scan_serves_once),
            stamp="recorded",
        ),
        Action(
            "confirm", _("核对并办理"), states(S.RECORDED), S.CONFIRMED, CLERKS, ART_4_9, "R4.7",
            whose=OWN_SIDE, when=ANOTHER_PERSON, guards=(guards.unchanged_since,), stamp="confirmed",
        ),
        Action(
            "withdraw", _("撤回签批单"), states(S.RECORDED), S.WITHDRAWN, CLERKS, ART_4_9, "R4.7",
            needs=(Need("reason", _("理由"), "longtext"),), whose=OWN_SIDE, stamp="withdrawn", awaited=False,
        ),
    ),
)  # fmt: skip
