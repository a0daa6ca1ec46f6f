"""Both sides of one demonstration government, with its made-up people and everything they may say."""

from demonstration import accounts, content, phrases
from roads.office import Office, set_up_office
from roads.texts import Place
from tenants.governments.models import Government


def place_of(government: Government) -> Place:
    """Return a government as the demonstration's texts call it."""
    return content.place(
        code=government.code, union_name=government.union_name, level=government.level, kind=government.kind
    )


def set_up_demo_office(government: Government, *, has_children: bool, password_hash: str, seed: int = 0) -> Office:
    """Open the office of the government whose schema is open."""
    place = place_of(government)
    return set_up_office(
        place,
        phrases.texts(place),
        units=content.units(place),
        members=accounts.cast(place, has_children=has_children, seed=seed).members,
        password_hash=password_hash,
    )
