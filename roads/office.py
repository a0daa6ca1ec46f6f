"""Both sides of one government: its units, its people, who holds which post and what they may say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from apps.organizations.accounts.opening_services import NewAccount, open_accounts
from apps.organizations.models import Unit, User
from apps.organizations.posts.services import appoint, establish_post
from apps.organizations.units.services import NewUnit, establish_units
from kernel import clock
from roads.people import CastMember
from roads.texts import Place, Texts, UnitText

#: When everybody took office: before the first meeting of any story.
IN_OFFICE_SINCE = date(2023, 1, 3)


@dataclass(frozen=True, slots=True)
class Office:
    """Units by the key of their text, people by user name, and the user name of each unit's liaison officer."""

    place: Place
    texts: Texts
    units: dict[str, Unit]
    people: dict[str, User]
    liaisons: dict[str, str]

    def speaker_for(self, unit_key: str) -> User:
        """Return the liaison officer of a unit."""
        return self.people[self.liaisons[unit_key]]

    def speaker_of(self, unit: Unit) -> User:
        """Return the liaison officer of a unit that something names."""
        return self.speaker_for(next(key for key, one in self.units.items() if one.pk == unit.pk))

    def liaisons_of(self, side: str) -> list[str]:
        """Return the keys of the units of one side that have a liaison officer, in the order of the accounts."""
        return [key for key in self.liaisons if self.units[key].side == side]


def set_up_office(
    place: Place, texts: Texts, *, units: Sequence[UnitText], members: Sequence[CastMember], password_hash: str
) -> Office:
    """Open the office of the government whose schema is open: units, accounts, posts and terms."""
    established = _establish_units(units)
    opened = open_accounts(
        [_new_account(member, established, password_hash) for member in members], by=None, at=clock.now()
    )
    people = {user.username: user for user in opened}
    for member in members:
        if member.account.slot:
            _take_office(member, people[member.account.username])
    return Office(place, texts, established, people, _liaisons(members))


def _establish_units(texts: Sequence[UnitText]) -> dict[str, Unit]:
    wanted = [NewUnit(text.name, text.short_name, text.side, text.kind, "、".join(text.functions)) for text in texts]
    units = establish_units(wanted)
    return {text.key: unit for text, unit in zip(texts, units, strict=True)}


def _liaisons(members: Sequence[CastMember]) -> dict[str, str]:
    accounts = (member.account for member in members)
    return {account.unit_key: account.username for account in accounts if account.unit_key and account.is_liaison}


def _new_account(member: CastMember, units: dict[str, Unit], password_hash: str) -> NewAccount:
    account = member.account
    return NewAccount(
        username=account.username,
        name=member.person.name,
        side=account.side,
        roles=[account.role],
        password_hash=password_hash,
        unit=units[account.unit_key] if account.unit_key else None,
        title=member.post.title,
    )


def _take_office(member: CastMember, holder: User) -> None:
    account = member.account
    post = establish_post(title=member.post.full_title, side=account.side, slot=account.slot, unit=holder.unit, rank=10)
    appoint(post=post, holder=holder, starts_on=IN_OFFICE_SINCE)
