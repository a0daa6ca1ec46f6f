"""What passes between the levels of the demonstration, once both ends have their people: a letter at every stage.

The region orders its capital, which answers; the capital refers a task to a banner, which is at work on it; its
union reminds the banner's, where the letter waits to be received; and the banner asks the capital for what only the
capital can settle.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import override

from apps.levels.supervision import arrived_services as arrived
from apps.levels.supervision import sent_services as sent
from apps.levels.supervision.models import ArrivedLetter, SentLetter
from apps.organizations.models import User
from kernel import clock
from kernel.schema import inside
from tenants.correspondence.models import Dispatch
from tenants.governments.models import Government

REGION, CITY, BANNER = "150000", "150100", "150121"
HOUR, DAYS_TO_ANSWER = 8, 30


@dataclass(frozen=True, slots=True)
class Passing:
    """One letter: who writes to whom, the words, and what the receiver has done about it so far."""

    home: str
    to: str
    kind: str
    clerk: str
    title: str
    text: str
    reason: str = ""
    done: tuple[tuple[str, str], ...] = ()


PASSINGS = (
    Passing(
        REGION, CITY, "supervision_order", "gov_clerk", "推进欠薪隐患排查整改工作",
        "部分在建项目农民工工资专用账户尚未足额拨付，请逐项核查并按期整改。",
        done=(("receive", ""), ("reply", "已核查在建项目四十六个，三个项目于本月补足专用账户，其余均已足额拨付。")),
    ),
    Passing(
        CITY, BANNER, "referral", "gov_clerk", "开展新就业形态劳动者职业伤害保障试点",
        "请在快递、外卖、网约车行业各选两家企业开展试点，按季度报送参保人数和待遇支付情况。",
        done=(("receive", ""), ("accept", ""), ("report_progress", "已确定试点企业五家，首批参保一千二百人。")),
    ),
    Passing(
        CITY, BANNER, "reminder", "union_clerk", "报送联席会议落实情况清单",
        "请于期限前报送本年度联席会议议定事项落实情况清单和未办结事项的说明。",
    ),
    Passing(
        BANNER, CITY, "referral", "gov_clerk", "统筹解决跨旗县务工人员工伤医疗费用直接结算",
        "职工在外旗县就医的工伤医疗费用须先行垫付，请市级统筹研究直接结算办法。",
        reason="工伤保险基金实行市级统筹，结算办法由市级制定。",
        done=(("receive", ""), ("accept", "")),
    ),
)  # fmt: skip


def pass_letters(today: date) -> int:
    """Send what has not been sent yet between governments that have their people; how many letters were sent."""
    fresh = [one for one in PASSINGS if _is_ready(one)]
    with clock.frozen_at(clock.at_hour(today, HOUR)), override(None):
        for one in fresh:
            with transaction.atomic():
                _pass(one, today)
    return len(fresh)


def _is_ready(one: Passing) -> bool:
    with _at(one.to):
        told = User.objects.exists()
    with _at(one.home):
        return told and User.objects.exists() and not SentLetter.objects.filter(title=one.title).exists()


def _pass(one: Passing, today: date) -> None:
    words = {"kind": one.kind, "government": one.to, "title": one.title, "text": one.text, "reason": one.reason}
    with _at(one.home):
        letter = sent.draft_letter(**words, due_on=today + timedelta(days=DAYS_TO_ANSWER), **_who(one.clerk))
        letter = sent.send_letter(sent_letter_id=letter.pk, **_who(one.clerk))
    for act, said in one.done:
        with _at(one.to):
            _answer(act, letter, said, _who(one.clerk))


def _answer(act: str, letter: SentLetter, said: str, who: dict[str, Any]) -> None:
    if act == "receive":
        arrived.receive_arrived(dispatch=_dispatch(letter), **who)
        return
    key = ArrivedLetter.objects.get(dispatch_id=_dispatch(letter).pk).pk
    match act:
        case "accept":
            arrived.accept_referral(arrived_letter_id=key, **who)
        case "report_progress":
            arrived.report_referral_progress(arrived_letter_id=key, words=said, percentage=40, **who)
        case _:
            arrived.reply_to_arrived(arrived_letter_id=key, words=said, **who)


def _dispatch(letter: SentLetter) -> Dispatch:
    return Dispatch.objects.get(number=letter.document.number if letter.document else "")


def _who(username: str) -> dict[str, Any]:
    return {"by": User.objects.get(username=username), "at": clock.now()}


@contextmanager
def _at(code: str) -> Iterator[None]:
    with inside(Government.objects.get(code=code)):
        yield
