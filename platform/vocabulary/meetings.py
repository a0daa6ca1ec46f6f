"""Meetings, as the government that holds them and the levels above speak of them: kinds, states, their order, leads."""

from typing import Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingKind(TextChoices):
    """Ordinary meetings satisfy the yearly obligation; extraordinary ones are called for a reason (R4.7, R4.8)."""

    ORDINARY = "ordinary", _("例会")
    EXTRAORDINARY = "extraordinary", _("临时会议")


class MeetingState(TextChoices):
    """States of a meeting. `LINE` orders them; what was given up stands on no line."""

    DRAFT = "draft", _("拟提请")
    REQUESTED = "requested", _("已提请")
    ACCEPTED = "accepted", _("已同意召开")
    DECLINED = "declined", _("不同意召开")
    COLLECTING = "collecting", _("议题征集中")
    SETTLED = "settled", _("议题已商定")
    NOTICED = "noticed", _("已通知")
    IN_SESSION = "in_session", _("会议进行中")
    HELD = "held", _("已召开")
    FOLLOWING_UP = "following_up", _("落实中")
    CLOSED = "closed", _("已办结")
    CANCELLED = "cancelled", _("已取消")

    @classmethod
    def before(cls, phase: Self) -> tuple[Self, ...]:
        """Return the states on the line that come before `phase`, for queries."""
        return LINE[: LINE.index(phase)]

    @classmethod
    def since(cls, phase: Self) -> tuple[Self, ...]:
        """Return `phase` and the states on the line that come after it, for queries."""
        return LINE[LINE.index(phase) :]

    def is_before(self, phase: Self) -> bool:
        """Whether the meeting has still to come to `phase`; a meeting that was given up never will."""
        return self in self.before(phase)

    def has_reached(self, phase: Self) -> bool:
        """Whether the meeting stands at `phase` or beyond; a meeting that was given up does not."""
        return self in self.since(phase)

    @property
    def is_given_up(self) -> bool:
        """Whether the meeting was cancelled or declined."""
        return self in GIVEN_UP


#: The phases of a meeting, in the order of the procedure (Arts. 4-9).
LINE = (
    MeetingState.DRAFT, MeetingState.REQUESTED, MeetingState.ACCEPTED, MeetingState.COLLECTING, MeetingState.SETTLED,
    MeetingState.NOTICED, MeetingState.IN_SESSION, MeetingState.HELD, MeetingState.FOLLOWING_UP, MeetingState.CLOSED,
)  # fmt: skip
GIVEN_UP = (MeetingState.CANCELLED, MeetingState.DECLINED)
#: What the levels above may know, the furthest last: a draft is nobody else's business.
STATED_UPWARD = (*GIVEN_UP, *MeetingState.since(MeetingState.REQUESTED))


class Lead(TextChoices):
    """Who led one side at the session (R5.7)."""

    CHIEF = "chief", _("总召集人")
    CONVENER = "convener", _("召集人")
    NONE = "none", _("均未出席")
    UNKNOWN = "", _("尚未召开")
