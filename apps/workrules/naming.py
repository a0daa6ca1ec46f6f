"""What a rule's words mean in this government: which roles it names, and how the two sides are called."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.workrules.binding import binding_rule
from apps.workrules.parameters import REGIONAL_2024, RuleParameters
from apps.workrules.rules import label_of
from kernel.lifecycle.table import Role
from kernel.refusals import Sentence
from vocabulary.roles import CLERKS, GOV_CLERK, GOV_LEADER, LEADERS, UNION_CLERK, UNION_LEADER, Side

if TYPE_CHECKING:
    from tenants.governments.models import Government

_OFFICES = {GOV_CLERK.name: (GOV_CLERK,), UNION_CLERK.name: (UNION_CLERK,), "either": CLERKS}
_OFFICES_OF_SIDE = {Side.GOV: (GOV_CLERK,), Side.UNION: (UNION_CLERK,), "either": CLERKS}
_LEADERS_OF_SIDE = {Side.GOV: (GOV_LEADER,), Side.UNION: (UNION_LEADER,), "either": LEADERS}


def offices(named: str) -> tuple[Role, ...]:
    """Return the roles behind an office that a rule names: gov_clerk, union_clerk or either."""
    return _OFFICES[named]


def office_of_side(side: str) -> tuple[Role, ...]:
    """Return the clerks of a side: gov, union or either."""
    return _OFFICES_OF_SIDE[side]


def leaders_of_side(side: str) -> tuple[Role, ...]:
    """Return the leaders of a side: gov, union or either."""
    return _LEADERS_OF_SIDE[side]


def organ(government: "Government", parameters: RuleParameters, side: str) -> str:
    """Return the organ of a side as documents name it: as the rule does, or in full as the directory does.

    Both sides bear their full names, so that one title never joins a short form with a full one.
    """
    named, label = getattr(parameters, f"{side}_organ"), getattr(parameters, f"{side}_label")
    if named:
        return str(named)
    if label != getattr(REGIONAL_2024, f"{side}_label"):
        return f"{government.name}{label}"
    return government.gov_name_full if side == Side.GOV else government.union_name


def office_name(government: "Government", parameters: RuleParameters, side: str) -> str:
    """Return the organ that issues for a side: the union itself, or the government's general office.

    Where the rule names another organ than the directory of governments, its office is called after that one.
    """
    own = organ(government, parameters, side)
    if side == Side.UNION or own in {government.gov_name, government.gov_name_full}:
        return own if side == Side.UNION else government.gov_office_name
    return f"{own}办公厅" if government.gov_office_name.endswith("办公厅") else f"{own}办公室"


def rule_cited(parameters: RuleParameters, *, article: str = "") -> str:
    """Return a rule as documents cite it: 《…制度》（内政办发〔2024〕8号）; without a number, by its title alone.

    `article` is the region's. A government's own rule counts its articles otherwise, or has none: it is cited whole.
    """
    number = f"（{parameters.document_number}）" if parameters.document_number else ""
    region = (REGIONAL_2024.title, REGIONAL_2024.document_number)
    of_region = (parameters.title, parameters.document_number) == region
    return f"《{parameters.title}》{number}{article if of_region else ''}"


def mechanism(parameters: RuleParameters) -> str:
    """Return how pages call the meeting: by the rule's own word, or as in the region, in the reader's language."""
    usual = parameters.mechanism_name == REGIONAL_2024.mechanism_name
    return _("联席会议") if usual else parameters.mechanism_name


def side_label(side: str, parameters: RuleParameters | None = None) -> str:
    """Return how pages call a side: as its rule does (兵团行政), or 政府方面 and 工会方面 as in the region."""
    label = getattr(parameters or binding_rule(), f"{side}_label")
    usual = label == getattr(REGIONAL_2024, f"{side}_label")
    return str(Side(side).label) if usual else str(label)


def category_label(category: str, usual: Sentence) -> str:
    """Return how pages call a class of topics: as the rule of today does, or as in the region (R3.1)."""
    return label_of(category, binding_rule()) or str(usual)
