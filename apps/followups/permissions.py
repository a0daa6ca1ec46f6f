"""Who may act on agreed items and parts: named sentences, used by the lifecycle tables."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from apps.followups.models import AgreedItem, SupportingPart
from apps.followups.terms import terms_of
from apps.organizations.units.permissions import Pair, entitled, grant, holds, revoke
from apps.workrules.binding import binding_rule
from kernel.lifecycle.table import ByRule, Predicate
from kernel.refusals import NotYours, WrongState
from vocabulary.items import OPEN_STATES, WORKED_ON, ItemState
from vocabulary.roles import CLERKS, ROLES

LEAD, SUPPORT = "lead_item", "support_item"


def close_chain(item: AgreedItem) -> tuple[str, ...]:
    """Return the offices that check and close an item, in the order of its meeting's rule (Art. 11)."""
    return binding_rule(item.meeting).followup_close_chain


def turn_of(item: AgreedItem) -> str:
    """Return the office whose turn it is: the first checks what is reported, the last closes."""
    return close_chain(item)[0 if item.state == ItemState.REPORTED else -1]


CHECKING = ByRule(lambda item: (ROLES[close_chain(item)[0]],), CLERKS)
CLOSING = ByRule(lambda item: (ROLES[close_chain(item)[-1]],), CLERKS)
TWO_OFFICES = Predicate(
    "rule_asks_two_offices",
    lambda by, item: len(close_chain(item)) > 1,
    WrongState,
    _("按本次会议的规则，核验并入销号办理。"),
)
ONE_OFFICE = Predicate(
    "rule_asks_one_office",
    lambda by, item: len(close_chain(item)) == 1,
    WrongState,
    _("按本次会议的规则，须先核验再销号。"),
)
LEAD_UNIT = Predicate("lead_unit", lambda by, item: holds(by, LEAD, item), NotYours, _("只有牵头单位可以办理。"))
SUPPORTING_UNIT = Predicate(
    "supporting_unit", lambda by, part: holds(by, SUPPORT, part), NotYours, _("只有配合单位可以办理。")
)
#: A clerk may not check or close what his or her own unit leads (R11.5).
NOT_THE_LEAD_UNIT = Predicate(
    "not_of_the_lead_unit",
    lambda by, item: not holds(by, LEAD, item),
    NotYours,
    _("责任单位不能核验、销号自己承办的事项。"),
)
WHOSE_TURN = Predicate(
    "side_whose_turn_it_is",
    lambda by, item: bool(by.role_names & {turn_of(item)}),
    NotYours,
    _("由正在核验或销号的一方退回。"),
)
OWNS_FOLLOW_UP = Predicate(
    "owns_follow_up",
    lambda by, item: bool(set(terms_of(item.meeting).owners) & by.role_names),
    NotYours,
    _("按本次会议的工作规则，由另一方的办公室负责跟踪落实。"),
)
OWNS_FOLLOW_UP_OF_PART = Predicate(
    "owns_follow_up",
    lambda by, part: bool(set(terms_of(part.item.meeting).owners) & by.role_names),
    NotYours,
    OWNS_FOLLOW_UP.sentence,
)
IS_WORKED_ON = Predicate(
    "item_is_worked_on",
    lambda by, part: part.item.state in WORKED_ON,
    WrongState,
    _("该议定事项已报完成或者已办结，不再催办。"),
)
#: The unit for what was sent to it about the item or its own part; each chief convener for what was reported.
ADDRESSEE = Predicate(
    "addressee",
    lambda by, letter: (
        by.side == letter.side and letter.person_id in {None, by.pk}
        if letter.side
        else holds(by, SUPPORT, letter.part)
        if letter.part_id
        else holds(by, LEAD, letter.item)
    ),
    NotYours,
    _("只有收件的单位或总召集人可以签收。"),
)


def give_to_lead(item: AgreedItem) -> None:
    """Grant the lead unit what it may do with its item."""
    grant(LEAD, item.lead_unit, item)


def take_from_lead(item: AgreedItem) -> None:
    """End it when the item is closed or terminated."""
    revoke(LEAD, item.lead_unit, item)


def give_to_supporting(part: SupportingPart) -> None:
    """Grant a supporting unit its own part."""
    grant(SUPPORT, part.unit, part)


def take_from_supporting(part: SupportingPart) -> None:
    """End it when the item is closed or terminated."""
    revoke(SUPPORT, part.unit, part)


def _leads() -> Iterable[Pair]:
    return AgreedItem.objects.filter(state__in=OPEN_STATES, lead_unit__closed_on=None).values_list(
        "pk", "lead_unit__group"
    )


def _supports() -> Iterable[Pair]:
    return SupportingPart.objects.filter(item__state__in=OPEN_STATES, unit__closed_on=None).values_list(
        "pk", "unit__group"
    )


entitled(LEAD, "followups.AgreedItem", _leads)
entitled(SUPPORT, "followups.SupportingPart", _supports)
