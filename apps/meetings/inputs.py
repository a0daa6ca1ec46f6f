"""What is given with the notice of a meeting and with its end."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from apps.documents.inputs import Numbered
from apps.documents.models import DISCLOSED
from apps.meetings import admissible
from apps.meetings.models import Attendance
from kernel.lifecycle.typed import Inputs, asked
from vocabulary.disclosure import Disclosure


class Delegation(Inputs):
    """By whom the chair was left to somebody else, when, and where that stands (R8.1)."""

    delegated_by: str | None = asked(
        _("委托主持的领导"), required=False, longest=60, help=_("应当主持的领导委托他人主持的，填写委托人姓名。")
    )
    delegated_by_title: str | None = asked(_("委托人职务"), required=False, longest=120)
    delegated_on: date | None = asked(_("委托日期"), "date", required=False)
    delegation_basis: str | None = asked(
        _("委托依据"),
        "longtext",
        required=False,
        help=_("批示、签批单或者委托书的文号、日期；只有口头委托的，写明经过。"),
    )


class Chair(Inputs):
    """Who presides beside the first, and why somebody else than usual does."""

    co_presider: Attendance | None = asked(
        _("共同主持人"), "ref", required=False, to="meetings.Attendance", among=admissible.PRESIDER,
        help=_("双方共同主持的，另一位主持人。"),
    )  # fmt: skip
    presider_reason: str | None = asked(_("另定主持人的理由"), "longtext", required=False)


class Gathering(Inputs):
    """When and where people meet, and who is in the chair."""

    starts_at: datetime = asked(_("会议时间"), "moment")
    venue: str = asked(_("地点"), longest=200)
    contact: str = asked(_("联系人及电话"), longest=120)
    presider: Attendance = asked(_("主持人"), "ref", to="meetings.Attendance", among=admissible.PRESIDER)


class Published(Inputs):
    """Whether the public may read it."""

    disclosure: str | None = asked(_("公开属性"), "choice", required=False, choices=Disclosure, help=DISCLOSED)


# Fields stand in the order of the bases from right to left: what a form asks first is the last base.
class Noticed(Numbered, Published, Delegation, Chair, Gathering):
    """What a notice says."""


class Changed(Inputs):
    """What is new in a later notice."""

    what_changed: str = asked(_("变更内容"), "longtext")


class NoticedAgain(Changed, Noticed):
    """What a later notice says (R7.5)."""


class WasPresided(Inputs):
    """Who sat in the chair, where it was not as noticed."""

    presider: Attendance | None = asked(
        _("实际主持人"), "ref", required=False, to="meetings.Attendance", among=admissible.PRESIDER,
        help=_("由通知所定的主持人主持的不填。"),
    )  # fmt: skip


class Adjourned(Delegation, Chair, WasPresided):
    """Who presided, for the record."""
