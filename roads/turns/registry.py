"""Which turns there are, and after which stage of the road each is taken."""

from collections.abc import Callable, Iterable, Mapping

from roads.road import Turns
from roads.story import Story
from roads.turns import collecting, convening, following, preparing, recording

Turn = tuple[tuple[str, Callable[[Story], object]], ...]

TURNS: Mapping[str, Turn] = {
    "draft given up": (("drafted", convening.give_up_the_draft),),
    "date countered": (("requested", convening.counter_date),),
    "another date agreed": (("requested", convening.agree_on_another_date),),
    "declined": (("requested", convening.decline),),
    "topic returned": (("proposed", collecting.return_and_submit_again),),
    "topic left returned": (("proposed", collecting.leave_one_returned),),
    "topic withdrawn": (("proposed", collecting.withdraw_one),),
    "joint topics unconfirmed": (("proposed", collecting.wait_for_the_partner),),
    "topics late": (("consulting", collecting.come_late),),
    "topic contested": (
        ("aggregated", collecting.contest),
        ("prepared", collecting.put_off_what_is_contested),
    ),
    "topics screened out": (("prepared", collecting.screen_out),),
    "topics came back": (("prepared", collecting.screen_what_came_back),),
    "list reopened": (("settled", collecting.reopen_list),),
    "cancelled": (("settled", convening.cancel),),
    "postponed": (("settled", convening.postpone),),
    "open items explained": (("settled", following.explain_what_is_open),),
    "preparations kept": (("settled", preparing.prepare), ("settled", preparing.trim_the_list)),
    "notice signed for": (("noticed", preparing.hand_round),),
    "invitations answered": (("settled", convening.answer_invitations),),
    "notice reissued": (("noticed", convening.reissue_notice),),
    "somebody absent": (("in_session", convening.stay_away),),
    "minutes countersigned": (("minutes_drafted", recording.countersign),),
    "minutes returned": (("union_review", recording.return_and_review_again),),
    "minutes left returned": (("gov_review", recording.return_from_government),),
    "correction begun": (("following_up", recording.begin_correction),),
    "minutes corrected": (("following_up", recording.correct),),
    "minutes filed": (("following_up", recording.file_upward),),
    "release drafted": (("following_up", recording.draft_release),),
    "release published": (("following_up", recording.publish_release),),
    "time asked for": (("in_progress", following.ask_for_time),),
    "letters sent": (("in_progress", following.note), ("in_progress", following.urge)),
    "item given up": (("in_progress", following.give_up),),
    "item sent back": (("reported", following.send_back),),
    "item reopened": (("closed_out", following.reopen),),
}


def turns_of(names: Iterable[str]) -> Turns:
    """What happens after which stage, in the order of the names."""
    found: dict[str, list[Callable[[Story], object]]] = {}
    for name in names:
        for stage, act in TURNS[name]:
            found.setdefault(stage, []).append(act)
    return found
