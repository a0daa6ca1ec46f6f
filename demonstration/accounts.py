"""Who signs in to a demonstration government, and which made-up person sits behind each account.

One password for all, so that a visitor can change chairs. The four office-holder slots are four different people,
every unit has a liaison officer of its own, and both offices have a second clerk, because a paper approval needs two
people of one side.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from demonstration import content
from roads.people import Account, CastMember, Person
from roads.texts import Place

DEMO_PASSWORD = "Lianxi-2026-demo"  # noqa: S105 - printed at the end of `make demo`; exists only with LIANXI_DEMO=true


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody who appears in one government's story; no two of them share a name."""

    members: tuple[CastMember, ...]
    principal_leader: Person
    heads: dict[str, Person]
    guests: tuple[Person, ...]

    def member(self, username: str) -> CastMember:
        """The person behind one account."""
        return next(member for member in self.members if member.account.username == username)


_LEADERS_AND_CLERKS = (
    Account("union_clerk", "union_clerk", "union", "union_office", None, "union_office_director"),
    Account("union_clerk_2", "union_clerk", "union", "union_office", None, "union_office_deputy"),
    Account(
        "union_leader", "union_leader", "union", "union_leadership", "chief_convener_union", "chief_convener_union"
    ),
    Account("union_leader_2", "union_leader", "union", "union_leadership", "convener_union", "convener_union"),
    Account("gov_clerk", "gov_clerk", "gov", "gov_office", None, "gov_office_secretary"),
    Account("gov_clerk_2", "gov_clerk", "gov", "gov_office", None, "gov_office_secretary_deputy"),
    Account("gov_leader", "gov_leader", "gov", "gov_leadership", "chief_convener_gov", "chief_convener_gov"),
    Account("gov_leader_2", "gov_leader", "gov", "gov_office", "convener_gov", "convener_gov"),
    Account("viewer", "viewer", "gov", "gov_office", None, "gov_office_inspector"),
)
_OFFICERS = (
    Account("system_officer", "system_officer", "none", None, None, "system_officer"),
    Account("security_officer", "security_officer", "none", None, None, "security_officer"),
    Account("audit_officer", "audit_officer", "none", None, None, "audit_officer"),
)
#: Two first reviewers and two who were not involved before, from both sides.
_ASSESSMENT = (
    Account("assessor", "assessor", "union", "union_office", None, "assessor"),
    Account("reviewer", "reviewer", "union", "union_office", None, "reviewer_union"),
    Account("reviewer_2", "reviewer", "gov", "gov_office", None, "reviewer_gov"),
    Account("reviewer_3", "reviewer", "union", "union_office", None, "reviewer_union"),
    Account("reviewer_4", "reviewer", "gov", "gov_office", None, "reviewer_gov"),
)
#: The order is the numbering: `gov_unit` speaks for the first, `gov_unit_2` for the second.
GOV_UNITS = (
    "hrss",
    "housing",
    "finance",
    "transport",
    "health",
    "emergency",
    "education",
    "industry",
    "market",
    "medical_insurance",
    "justice",
    "agriculture",
    "energy",
    "civil_affairs",
    "culture_tourism",
)
UNION_UNITS = (
    "union_rights",
    "union_economy",
    "union_grassroots",
    "union_women",
    "union_publicity",
    "union_finance",
    "energy_union",
    "education_union",
    "logistics_union",
)
GUESTS = 12


def demo_accounts(*, has_children: bool) -> tuple[Account, ...]:
    """The accounts of one government; assessors and reviewers only where there is somebody below to assess."""
    return (
        *_LEADERS_AND_CLERKS,
        *_liaisons("gov", GOV_UNITS),
        *_liaisons("union", UNION_UNITS),
        *_OFFICERS,
        *(_ASSESSMENT if has_children else ()),
    )


def _liaisons(side: Literal["gov", "union"], keys: tuple[str, ...]) -> Iterator[Account]:
    for number, key in enumerate(keys, start=1):
        username = f"{side}_unit" if number == 1 else f"{side}_unit_{number}"
        yield Account(username, f"{side}_unit", side, key, None, f"{side}_unit_liaison")


def cast(place: Place, *, has_children: bool, seed: int = 0) -> Cast:
    """Give every account, unit head and guest of one government a person of their own."""
    persons = iter(content.people(place.code, seed))
    members = tuple(
        CastMember(account, next(persons), content.post(place, account.post_key, unit_key=account.unit_key))
        for account in demo_accounts(has_children=has_children)
    )
    principal_leader = next(persons)
    heads = {key: next(persons) for key in (*GOV_UNITS, *UNION_UNITS)}
    return Cast(members, principal_leader, heads, tuple(next(persons) for _ in range(GUESTS)))
