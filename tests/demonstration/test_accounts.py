"""Who signs in: one side each, four conveners, a liaison for every unit, nobody twice."""

import pytest

from demonstration import accounts, content
from roads.texts import Place
from tests.demonstration.places import PLACES, TUMED


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.code)
def test_nobody_in_one_government_shares_a_name(place: Place) -> None:
    cast = accounts.cast(place, has_children=True)
    everybody = [member.person for member in cast.members]
    everybody += [cast.principal_leader, *cast.heads.values(), *cast.guests]

    assert len({person.name for person in everybody}) == len(everybody)


def test_the_four_slots_are_held_by_four_different_people() -> None:
    members = [member for member in accounts.cast(TUMED, has_children=False).members if member.account.slot]

    assert {member.account.slot: member.account.username for member in members} == {
        "chief_convener_gov": "gov_leader",
        "chief_convener_union": "union_leader",
        "convener_gov": "gov_leader_2",
        "convener_union": "union_leader_2",
    }
    assert len({member.person.name for member in members}) == 4


def test_an_account_acts_for_the_side_of_its_unit_only() -> None:
    units = {unit.key: unit for unit in content.units(TUMED)}
    for account in accounts.demo_accounts(has_children=True):
        if account.unit_key is None:
            assert account.side == "none"
            assert account.role.endswith("_officer")
        else:
            assert units[account.unit_key].side == account.side, account.username
            assert content.post(TUMED, account.post_key, unit_key=account.unit_key).side == account.side


def test_every_department_and_industrial_union_has_its_own_liaison() -> None:
    working = {unit.key for unit in content.units(TUMED) if unit.kind not in {"office", "leadership"}}
    liaisons = [
        account.unit_key
        for account in accounts.demo_accounts(has_children=False)
        if account.role in {"gov_unit", "union_unit"}
    ]

    assert sorted(key for key in liaisons if key) == sorted(working)


def test_only_a_government_with_children_has_assessors_and_reviewers() -> None:
    with_children = {account.username for account in accounts.demo_accounts(has_children=True)}
    without = {account.username for account in accounts.demo_accounts(has_children=False)}

    assert with_children - without == {"assessor", "reviewer", "reviewer_2", "reviewer_3", "reviewer_4"}
    assert len(with_children) == len(accounts.demo_accounts(has_children=True))
    assert {"gov_unit", "gov_unit_2", "union_unit", "union_unit_2", "viewer", "system_officer"} <= without
