"""Lifecycle of an item of the checklist: listed, seen to by its office, opened again with a reason (Art. 7)."""

from django.utils.translation import gettext_lazy as _

from apps.meetings.admissible import MEETING_WITH_LIST
from apps.meetings.models import PreparationItem, PreparationState, PreparingOffice
from apps.meetings.preparation.refusals import PreparationOver
from kernel.lifecycle.table import Act, Action, Lifecycle, Need, Predicate, states
from kernel.refusals import WrongSide
from vocabulary.meetings import MeetingState
from vocabulary.roles import CLERKS, GOV_LEADER, UNION_CLERK, UNION_LEADER

P = PreparationState
ART_7 = _("第七条")
OWN_ITEM = Predicate(
    "office_of_the_item", lambda by, item: by.side == item.office, WrongSide, _("这一事项由另一方办公室落实。")
)
STILL_AHEAD = Predicate(
    "meeting_still_ahead",
    lambda by, item: MeetingState(item.meeting.state).is_before(MeetingState.HELD),
    PreparationOver,
)
WHO_AND_WHEN = (
    Need("office", _("负责办公室"), "choice", choices=PreparingOffice),
    Need("due_on", _("完成日期"), "date"),
)


def meeting_is_ahead(act: Act[PreparationItem]) -> None:
    """Nothing is prepared for a meeting that is over."""
    if not MeetingState(act.given["meeting"].state).is_before(MeetingState.HELD):
        raise PreparationOver


PREPARATION = Lifecycle(
    name="preparation_item",
    label=_("会议筹备"),
    model="meetings.PreparationItem",
    states=PreparationState,
    actions=(
        Action(
            "list", _("拟定筹备清单"), states(), P.OPEN, (*CLERKS, GOV_LEADER, UNION_LEADER), ART_7, "R7.1",
            internal=True,
        ),
        Action(
            "add", _("增加筹备事项"), states(), P.OPEN, (UNION_CLERK,), ART_7, "R7.1",
            needs=(
                Need("meeting", _("会议"), "ref", to="meetings.Meeting", among=MEETING_WITH_LIST),
                Need("title", _("筹备事项"), longest=120),
                *WHO_AND_WHEN,
            ),
            guards=(meeting_is_ahead,),
        ),
        Action(
            "assign", _("调整负责办公室和日期"), states(P.OPEN), None, (UNION_CLERK,), ART_7, "R7.1",
            needs=WHO_AND_WHEN, when=STILL_AHEAD, awaited=False,
        ),
        Action(
            "complete", _("已落实"), states(P.OPEN), P.DONE, CLERKS, ART_7, "R7.1", whose=OWN_ITEM, when=STILL_AHEAD,
            stamp="done", only_moves=True,
        ),
        Action(
            "reopen", _("重新办理"), states(P.DONE), P.OPEN, CLERKS, ART_7, "R7.1",
            needs=(Need("reason", _("理由"), "longtext"),), whose=OWN_ITEM, when=STILL_AHEAD, awaited=False,
        ),
    ),
)  # fmt: skip
