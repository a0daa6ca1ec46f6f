"""The people of a road: made-up persons, their posts and their accounts.

The walker acts by user name. It needs the accounts `union_clerk`, `union_leader`, `gov_clerk` and `gov_leader`, for the
turns also `viewer` and `system_officer`, and a liaison officer for every unit that a text names.
"""

from dataclasses import dataclass
from typing import Literal

AccountSide = Literal["gov", "union", "none"]


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person; any likeness is the frequency of the name."""

    name: str
    sex: str


@dataclass(frozen=True, slots=True)
class Post:
    """A post with its short title and the full title that documents print."""

    key: str
    side: AccountSide
    title: str
    full_title: str


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a government: a role on a side, in a unit, perhaps holding a convener's slot."""

    username: str
    role: str
    side: AccountSide
    unit_key: str | None
    slot: str | None
    post_key: str

    @property
    def is_liaison(self) -> bool:
        """Whether the account speaks for its unit."""
        return self.role in {"gov_unit", "union_unit"}


@dataclass(frozen=True, slots=True)
class CastMember:
    """An account of one government with its person and with the post as that kind of government calls it."""

    account: Account
    person: Person
    post: Post
