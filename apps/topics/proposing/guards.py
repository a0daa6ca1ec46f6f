"""What a topic needs before it leaves its unit (Arts. 3, 6)."""

from typing import TYPE_CHECKING

from apps.organizations.models import UnitKind, User
from apps.topics import refusals as topics_refusals
from apps.topics.models import Origin, Topic
from apps.topics.proposing import refusals
from apps.workrules.binding import binding_rule
from kernel.lifecycle.table import Act
from kernel.refusals import MissingField
from vocabulary.categories import Category
from vocabulary.roles import Side

if TYPE_CHECKING:
    from apps.organizations.models import Unit


def proposer_is_own_unit(act: Act[Topic]) -> None:
    """The proposer is a unit the person speaks for, and on the government side a department (R6.1)."""
    by = User.behind(act.by)
    unit: Unit | None = act.given.get("proposer") or by.unit
    if unit is None or not by.memberships.current().filter(unit=unit).exists():
        raise refusals.NotYourUnit
    routes = binding_rule(day=act.today).topic_routes
    if _is_gov_office(unit) and "gov_direct" not in routes:
        raise refusals.OfficeIsNoProposer
    if unit.side == Side.GOV and not _is_gov_office(unit) and "gov_department" not in routes:
        raise topics_refusals.NoSuchRoute


def _is_gov_office(unit: "Unit") -> bool:
    return unit.side == Side.GOV and unit.kind == UnitKind.OFFICE


def origin_fits_side(act: Act[Topic]) -> None:
    """A side proposes its own topics or joint ones."""
    if act.given["origin"] not in {act.by.side, Origin.JOINT}:
        raise refusals.WrongOrigin
    if act.given["origin"] not in binding_rule(day=act.today).topic_origins:
        raise topics_refusals.NoSuchRoute


def joint_has_partner(act: Act[Topic]) -> None:
    """A joint topic names its main side and a unit of the other side; another one names neither (R6.3)."""
    partner, main_side = act.given.get("co_proposer"), act.given.get("main_side")
    if act.given["origin"] == Origin.JOINT:
        if main_side is None or partner is None or partner.side == act.by.side or _is_gov_office(partner):
            raise refusals.JointWithoutPartner
    elif partner is not None or main_side is not None:
        raise refusals.JointWithoutPartner


def source_is_the_unions(act: Act[Topic]) -> None:
    """Only a topic that follows the union's procedure says where its office collected it from (R6.2)."""
    given = act.given
    if given.get("source") and (given.get("main_side") or given["origin"]) != Side.UNION:
        raise refusals.SourceIsUnions(fields={"source": refusals.SourceIsUnions.sentence})


def other_has_reason(act: Act[Topic]) -> None:
    """Category "other" says why (R3.1)."""
    if act.given["category"] == Category.OTHER and not act.given.get("category_reason"):
        raise refusals.CategoryNeedsReason(fields={"category_reason": refusals.CategoryNeedsReason.sentence})


def file_is_complete(act: Act[Topic]) -> None:
    """Title, background and category are written before the topic leaves its unit."""
    empty = [name for name in ("title", "background", "category") if not getattr(act.object, name)]
    if empty:
        raise MissingField(fields=dict.fromkeys(empty, MissingField.sentence))


def joint_is_confirmed(act: Act[Topic]) -> None:
    """The partner confirmed (R6.3)."""
    if act.object.origin == Origin.JOINT and act.object.confirmed_at is None:
        raise refusals.NotConfirmed


def decision_stays_as_settled(act: Act[Topic]) -> None:
    """Both sides settled the list with this decision: research that follows does not rewrite it (R6.9)."""
    settled = act.object.proposed_decision.strip()
    if settled and act.given["proposed_decision"].strip() != settled:
        raise refusals.DecisionIsSettled(fields={"proposed_decision": refusals.DecisionIsSettled.sentence})
