"""Both sides of one demonstration government: its units, its people and who holds which post."""

from dataclasses import dataclass
from datetime import date

from apps.organizations.accounts.opening_services import NewAccount, open_accounts
from apps.organizations.models import Unit, User
from apps.organizations.posts.services import appoint, establish_post
from apps.organizations.units.services import NewUnit, establish_units
from demonstration import accounts, content
from demonstration.accounts import CastMember
from demonstration.content import Place
from kernel import clock
from tenants.governments.models import Government

#: When everybody in the demonstration took office: before the first meeting that is told.
IN_OFFICE_SINCE = date(2023, 1, 3)


@dataclass(frozen=True, slots=True)
class Office:
    """Units by the key of their template, people by user name."""

    place: Place
    units: dict[str, Unit]
    people: dict[str, User]

    def speaker_for(self, unit_key: str) -> User:
        """Return the liaison officer of a unit."""
        return self.people[accounts.account_for_unit(unit_key)]

    def speaker_of(self, unit: Unit) -> User:
        """Return the liaison officer of a unit that something names."""
        return self.speaker_for(next(key for key, one in self.units.items() if one.pk == unit.pk))


def place_of(government: Government) -> Place:
    """Return a government as the demonstration's texts call it."""
    return Place(government.code, government.union_name.removesuffix("总工会"), government.level, government.kind)


def set_up_office(government: Government, *, has_children: bool, password_hash: str, seed: int = 0) -> Office:
    """Open the office of the government whose schema is open: units, accounts, posts and terms."""
    place = place_of(government)
    units = _establish_units(place)
    members = accounts.cast(place, has_children=has_children, seed=seed).members
    opened = open_accounts([_new_account(member, units, password_hash) for member in members], by=None, at=clock.now())
    people = {user.username: user for user in opened}
    for member in members:
        if member.account.slot:
            _take_office(member, people[member.account.username])
    return Office(place, units, people)


def _establish_units(place: Place) -> dict[str, Unit]:
    texts = content.units(place)
    wanted = [NewUnit(text.name, text.short_name, text.side, text.kind, "、".join(text.functions)) for text in texts]
    units = establish_units(wanted)
    return {text.key: unit for text, unit in zip(texts, units, strict=True)}


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


def open_office(government: Government) -> Office:
    """Read an office that was set up before."""
    place = place_of(government)
    by_name = {unit.name: unit for unit in Unit.objects.select_related("group")}
    units = {unit.key: by_name[unit.name] for unit in content.units(place)}
    people = {user.username: user for user in User.objects.select_related("unit")}
    return Office(place, units, people)
