"""Who may act on topics and consultations: named sentences, used by the lifecycle tables."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from apps.organizations.models import User
from apps.organizations.units.permissions import Pair, entitled, grant, holds, revoke
from apps.topics import ports
from apps.topics.models import Consultation, ConsultationState, Origin, Reply, Topic, TopicState
from apps.topics.refusals import NoSuchRoute, NotInSession
from apps.workrules.binding import binding_rule
from kernel.lifecycle.table import Act, Actor, ByRule, Predicate, Role
from kernel.refusals import NotYours, WrongSide, WrongState
from vocabulary.roles import GOV_CLERK, GOV_UNIT, PROCESSING, UNION_CLERK, UNION_UNIT, names_of

#: The list has said what becomes of the topic, or its unit has taken it back: nothing is left for the unit to do.
OVER = frozenset({TopicState.REJECTED, TopicState.TRANSFERRED, TopicState.DECIDED, TopicState.WITHDRAWN})


#: While units answer: before the list is settled, and where research that follows by rule changed what they were asked.
CONSULTED_ON = frozenset({TopicState.CONSULTING, TopicState.TABLED})
PROPOSER, CO_PROPOSER, ASKED = "act_for_proposer", "act_for_co_proposer", "reply_to_consultation"


def _proposers(topic: Topic | None) -> tuple[Role, ...]:
    """Units propose, and the union's office; the government's too where the rule lets it set topics itself (R6.1).

    What it drafted it also brings to a meeting that still collects under an earlier rule which let it.
    """
    direct = "gov_direct" in binding_rule().topic_routes
    if not direct and topic is not None and topic.set_by_office:
        direct = "gov_direct" in ports.collecting_rule().topic_routes
    return _with_office(direct=direct)


def _withdrawers(topic: Topic | None) -> tuple[Role, ...]:
    """An office takes back what it brought, whether or not a rule still lets it bring more (R6.9)."""
    own = topic is not None and topic.set_by_office
    return _with_office(direct=True) if own else _proposers(topic)


def _with_office(*, direct: bool) -> tuple[Role, ...]:
    return (*PROPOSERS, GOV_CLERK) if direct else PROPOSERS


def _has_a_route(by: Actor, topic: Topic | None) -> bool:
    """Whether the rule of today knows topics of the person's side, and the way on which this person brings them."""
    rule = binding_rule()
    if not {by.side, "joint"} & set(rule.topic_origins):
        return False
    ways = {GOV_UNIT.name: "gov_department", GOV_CLERK.name: "gov_direct", UNION_UNIT.name: "union_office"}
    wanted = {ways.get(role, "union_office") for role in by.role_names & names_of(ANYBODY)}
    return bool(wanted & set(rule.topic_routes))


PROPOSERS = (GOV_UNIT, UNION_UNIT, UNION_CLERK)


ANYBODY = (*PROPOSERS, GOV_CLERK)


RULE_KNOWS_A_ROUTE = Predicate("rule_knows_a_route", _has_a_route, NoSuchRoute, NoSuchRoute.sentence)


PROPOSERS_BY_RULE = ByRule(_proposers, (GOV_CLERK,), only_adds=True)


WITHDRAWERS_BY_RULE = ByRule(_withdrawers, (GOV_CLERK,), only_adds=True)


def _researched_later(by: Actor, topic: Topic) -> bool:
    """Whether the rule of the meeting that lists the topic puts research after settlement; read in the layer above."""
    return ports.researches_after_settlement(topic)


RESEARCH_FOLLOWS = Predicate(
    "rule_puts_research_after_settlement",
    _researched_later,
    WrongState,
    _("按本次会议的规则，调研论证在议题确定之前。"),
)


def _leads(by: Actor, topic: Topic) -> bool:
    return bool(by.side == topic.leading_side)


def _may_edit(by: Actor, topic: Topic) -> bool:
    if topic.state in {TopicState.DRAFT, TopicState.RETURNED}:
        return holds(User.behind(by), PROPOSER, topic)
    return _leads(by, topic) and bool(PROCESSING & by.role_names)


PROPOSING_UNIT = Predicate(
    "proposing_unit", lambda by, topic: holds(by, PROPOSER, topic), NotYours, _("只有提出单位可以办理。")
)


CO_PROPOSING_UNIT = Predicate(
    "co_proposing_unit", lambda by, topic: holds(by, CO_PROPOSER, topic), NotYours, _("只有联合提出单位可以确认。")
)


LEADING_SIDE = Predicate(
    "clerk_of_the_leading_side", _leads, WrongSide, _("该议题由提出方（联合议题由承担主要工作的一方）的办公室办理。")
)


PROPOSER_OR_LEADING_CLERK = Predicate(
    "proposing_unit_or_leading_clerk",
    _may_edit,
    NotYours,
    _("报送前由提出单位修改，汇总后由汇总的办公室修改。"),
)


ASKED_UNIT = Predicate(
    "asked_unit", lambda by, asked: holds(by, ASKED, asked), NotYours, _("只有被征求意见的单位可以回复。")
)


LEADING_SIDE_OF_CONSULTATION = Predicate(
    "clerk_who_asked", lambda by, asked: _leads(by, asked.topic), WrongSide, _("由汇总该议题的办公室协调。")
)


NOT_CONFIRMED_YET = Predicate(
    "not_confirmed_yet",
    lambda by, topic: topic.origin == Origin.JOINT and topic.confirmed_at is None,
    WrongState,
    _("联合提出单位已经确认现在的文稿。"),
)


IS_A_DISAGREEMENT = Predicate(
    "open_disagreement",
    lambda by, asked: asked.reply == Reply.DISAGREE and asked.topic.state in CONSULTED_ON,
    WrongState,
    _("只有未协调的不同意见需要办理。"),
)


IS_CONSULTED_ON = Predicate(
    "topic_is_consulted_on",
    lambda by, asked: asked.topic.state in CONSULTED_ON,
    WrongState,
    _("该议题不在征求意见中。"),
)


BEFORE_A_MEETING = Predicate(
    "topic_lies_before_a_meeting", lambda by, topic: topic.session_of is not None, NotInSession, None
)


def give_to_proposers(topic: Topic) -> None:
    """Grant the proposing units what they may do with their topic."""
    grant(PROPOSER, topic.proposer, topic)
    if topic.co_proposer is not None:
        grant(CO_PROPOSER, topic.co_proposer, topic)


def take_from_proposers(topic: Topic) -> None:
    """End them when the topic is over."""
    revoke(PROPOSER, topic.proposer, topic)
    if topic.co_proposer is not None:
        revoke(CO_PROPOSER, topic.co_proposer, topic)


def follow_rights(act: Act[Topic]) -> None:
    """End the proposers' rights when the topic is over, and give them back when it is taken up again."""
    if not act.before:
        return
    was_over, is_over = act.before["state"] in OVER, act.object.state in OVER
    if is_over and not was_over:
        take_from_proposers(act.object)
    elif was_over and not is_over:
        give_to_proposers(act.object)


def give_to_asked(consultation: Consultation) -> None:
    """Grant the asked unit the right to answer."""
    grant(ASKED, consultation.unit, consultation)


def take_from_asked(consultation: Consultation) -> None:
    """End it when the consultation is over."""
    revoke(ASKED, consultation.unit, consultation)


def _proposing(unit: str) -> Iterable[Pair]:
    concerned = Topic.objects.exclude(state__in=OVER).filter(**{f"{unit}__closed_on": None, f"{unit}__isnull": False})
    return concerned.values_list("pk", f"{unit}__group")


def _asked() -> Iterable[Pair]:
    rows = Consultation.objects.filter(unit__closed_on=None)
    asked = rows.filter(topic__state=TopicState.CONSULTING) | rows.filter(
        topic__state=TopicState.TABLED, state=ConsultationState.SENT
    )
    return asked.values_list("pk", "unit__group")


entitled(PROPOSER, "topics.Topic", lambda: _proposing("proposer"))
entitled(CO_PROPOSER, "topics.Topic", lambda: _proposing("co_proposer"))
entitled(ASKED, "topics.Consultation", _asked)
