"""The people inside one government: units, accounts, posts and who holds them when, and who acts for whom."""

from apps.organizations.models.delegations import Delegation, DelegationState
from apps.organizations.models.officers import MandateState, OfficerMandate
from apps.organizations.models.people import (
    AccountState,
    ApiToken,
    TokenPurpose,
    Unit,
    UnitKind,
    UnitMembership,
    UnitState,
    User,
    UserManager,
)
from apps.organizations.models.posts import Handover, HandoverState, OfficeTerm, Post, PostState, Slot

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
