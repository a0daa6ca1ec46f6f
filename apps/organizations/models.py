"""The people inside one government: units, accounts, posts and who holds them when, and who acts for whom."""

from apps.organizations.accounts.models import AccountState, ApiToken, TokenPurpose, UnitMembership, User, UserManager
from apps.organizations.deputies.models import Delegation, DelegationState
from apps.organizations.officers.models import MandateState, OfficerMandate
from apps.organizations.posts.models import Handover, HandoverState, OfficeTerm, Post, PostState, Slot
from apps.organizations.units.models import Unit, UnitKind, UnitState

__all__ = [
    "AccountState",
    "ApiToken",
    "Delegation",
    "DelegationState",
    "Handover",
    "HandoverState",
    "MandateState",
    "OfficeTerm",
    "OfficerMandate",
    "Post",
    "PostState",
    "Slot",
    "TokenPurpose",
    "Unit",
    "UnitKind",
    "UnitMembership",
    "UnitState",
    "User",
    "UserManager",
]
