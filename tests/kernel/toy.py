"""A small lifecycle over a real table, so that the engine can be tried without any procedure around it.

The table is that of the work rules: a row that has its document's fields may be in any state.
"""

import uuid
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import TextChoices

from apps.workrules.models import WorkRule
from kernel.clock import at_hour
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import LIFECYCLES, Act, Action, Lifecycle, Need, Predicate, Role, TwoSided, states
from kernel.refusals import NotYours, RuleBroken

MORNING = at_hour(date(2026, 6, 12), 9)
HOME = "150121"


class Paper(TextChoices):
    DRAFT = "draft", "草稿"
    READ = "read", "已阅"
    AGREED = "agreed", "已商定"
    GONE = "gone", "已撤"


@dataclass(frozen=True)
class Person:
    """Anna and Bo work for the government, Chen and Dai for the union; officers stand outside."""

    name: str
    side: str
    role_names: frozenset[str]
    pk: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def printed_name(self) -> str:
        return self.name

    @property
    def printed_post(self) -> str:
        return f"{self.side} office"

    @property
    def under(self) -> None:
        return None

    @property
    def people(self) -> frozenset[uuid.UUID]:
        return frozenset({self.pk})

    def standing_in(self, act: str, roles: Set[str], day: date, *, afresh: bool = False) -> None:
        return None


GOV = Role("gov_clerk", "gov", "政府")
BOSS = Role("gov_leader", "gov", "领导")
UNION = Role("union_clerk", "union", "工会")
ANNA = Person("安娜", "gov", frozenset({"gov_clerk"}))
BO = Person("博", "gov", frozenset({"gov_leader"}))
CHEN = Person("陈", "union", frozenset({"union_clerk"}))
DAI = Person("戴", "union", frozenset({"union_unit"}))


class TooEarly(RuleBroken):
    """The guard's refusal."""

    sentence = "还早。"
    rule = "R99.1"


class NotWhileLocked(RuleBroken):
    """The moment's refusal."""

    sentence = "已锁定。"


def not_called_early(act: Act) -> None:
    """A guard that looks at the object and at what was given."""
    if act.object is not None and act.object.title == "early":
        raise TooEarly


#: What the rows' functions saw, in order.
CALLED: list[tuple[str, Any]] = []


def inside_the_act(act: Act) -> None:
    CALLED.append(("inside", act.object.state))


def always(act: Act) -> None:
    CALLED.append(("always", act.action.name))


def after_the_act(act: Act) -> None:
    CALLED.append(("after", act.action.name))


def breaks(act: Act) -> None:
    raise TooEarly


HERE = __name__
REASON = Need("reason", "理由", "longtext")
WRITTEN_BY_NOBODY_ELSE = Predicate("own", lambda by, paper: paper.document_number != "foreign", NotYours, "不是您的。")
UNLOCKED = Predicate("unlocked", lambda by, paper: paper.title != "locked", NotWhileLocked, "已锁定。")


def _text(act: Act) -> dict[str, Any]:
    return {"title": act.object.title}


def rows() -> tuple[Action, ...]:
    both = TwoSided(_text, ("gov", "union"))
    return (
        Action("begin", "起草", states(), Paper.DRAFT, (GOV,), "第一条", "R1.1", needs=(Need("title", "标题"),)),
        Action(
            "read", "阅", states(Paper.DRAFT), Paper.READ, (GOV, UNION), "第二条", "R2.1", whose=WRITTEN_BY_NOBODY_ELSE,
            when=UNLOCKED, guards=(not_called_early,), inside=(f"{HERE}.inside_the_act",),
            after=(f"{HERE}.after_the_act",),
        ),
        Action("rename", "改名", states(Paper.DRAFT, Paper.READ), None, (GOV,), "第二条", "R2.1"),
        Action("drop", "撤", states(Paper.DRAFT), Paper.GONE, (GOV,), "第三条", "R3.1", needs=(REASON,)),
        Action("drop", "撤回", states(Paper.READ), Paper.GONE, (BOSS,), "第三条", "R3.2", needs=(REASON,)),
        Action("choose", "选定", states(Paper.READ), Paper.AGREED, (GOV,), "第四条", "R4.1",
               carried_out_by="toy.agree"),
        Action("agree", "商定", states(Paper.READ), Paper.AGREED, (GOV, UNION), "第四条", "R4.1", consent=both,
               only_moves=True),
        Action(
            "put_off", "延期", states(Paper.READ), Paper.DRAFT, (GOV, UNION), "第四条", "R4.2", needs=(REASON,),
            consent=TwoSided(_text, ("gov", "union"), proposer="union"),
        ),
        Action("settle", "办结", states(Paper.AGREED), Paper.GONE, (GOV,), "第五条", "R5.1", internal=True),
        Action("fail", "出错", states(Paper.DRAFT), Paper.READ, (GOV,), "第五条", "R5.1", inside=(f"{HERE}.breaks",)),
    )  # fmt: skip


@contextmanager
def toy_lifecycle() -> Iterator[Lifecycle]:
    """The table, known by name only as long as it is tried."""
    CALLED.clear()
    try:
        yield Lifecycle("toy", "文稿", "workrules.WorkRule", Paper, rows(), always_inside=(f"{HERE}.always",))
    finally:
        LIFECYCLES.pop("toy", None)


def a_paper(toy: Lifecycle, *, title: str = "办法", state: Paper = Paper.DRAFT) -> WorkRule:
    """A paper in one of its states, reached along its rows."""
    with acting(toy, "begin", by=ANNA, at=MORNING, given={"title": title}) as act:
        create(
            act, WorkRule(title=title, document_number="一号", issued_on=MORNING.date(), effective_on=MORNING.date())
        )
    if state != Paper.DRAFT:
        do(toy, "read", act.object, by=ANNA)
    return WorkRule.objects.get(pk=act.object.pk)


def do(toy: Lifecycle, name: str, paper: WorkRule, *, by: Person, **options: Any) -> WorkRule:
    """Take one action; what the verb itself would write is `write`."""
    write = options.pop("write", {})
    with acting(toy, name, paper.pk, by=by, at=MORNING, **options) as act:
        if act.agreed:
            for column, value in write.items():
                setattr(act.object, column, value)
    return WorkRule.objects.get(pk=paper.pk)
