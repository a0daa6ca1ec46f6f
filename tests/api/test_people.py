"""Accounts, rights and units through the interface: the same verbs, and a one-time password that is told once."""

import pytest

from api.models import KeyedAnswer
from apps.organizations.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A10")]
BASIS = {"basis": "内政办任〔2026〕3号"}


def named(answer):
    return {one["name"] for one in answer.json()["actions"]}


def test_an_account_is_opened_gets_a_role_and_is_closed(office, caller, inside):
    system, security = caller("system_officer"), caller("security_officer")
    body = {"username": "tuya", "name": "图雅", "side": "gov", "unit": str(office.units["hrss"].pk)}
    made = system.post("accounts", body, headers={"Idempotency-Key": "one"})
    assert made.status_code == 201, made.content
    password, path = made.json()["one_time_password"], f"accounts/{made.json()['id']}"
    assert (made.json()["roles"], made.json()["may"]) == ([], [])
    with inside("150121"):
        assert User.objects.get(username="tuya").check_password(password)
        assert password not in KeyedAnswer.objects.get().answer
    again = system.post("accounts", body, headers={"Idempotency-Key": "one"})
    assert (again.status_code, again.json()["id"]) == (201, made.json()["id"])
    assert again.json()["one_time_password"] is None
    assert system.get(path).json()["one_time_password"] is None
    assert system.post("accounts", body).json()["type"].endswith("username-taken")
    assert named(system.get(path)) == {"edit", "reset_password", "close"}
    assert named(security.get(path)) == {"give_role", "take_role", "bind", "unbind", "end_sessions"}

    with inside("150121"):
        mine = caller(User.objects.get(username="tuya"))
        User.objects.update(password_is_initial=False)
    assert mine.get("me").json()["roles"] == []
    assert (mine.get("topics").status_code, mine.get("desk").status_code) == (403, 403)
    assert mine.get("topics").json()["type"].endswith("no-role-yet")
    given = security.post(f"{path}/give_role", {"role": "gov_unit", **BASIS})
    assert [one["role"] for one in given.json()["roles"]] == ["gov_unit"]
    assert {one["kind"] for one in given.json()["may"]} >= {"议题", "议定事项"}
    assert mine.get("topics").status_code == 200
    assert system.post(f"{path}/reset_password", {"reason": "忘记密码"}).json()["state"] == "reset"
    assert mine.get("me").status_code == 401
    with inside("150121"):
        mine = caller(User.objects.get(username="tuya"))
        User.objects.update(password_is_initial=False)
    assert mine.get("topics").json()["type"].endswith("rights-rest")
    assert (mine.get("me").status_code, mine.get("me").json()["roles"]) == (200, [])
    assert [one["actions"][0]["name"] for one in security.get("desk").json()["results"]] == ["restore"]
    assert security.post(f"{path}/restore", BASIS).json()["state"] == "open"
    assert mine.get("topics").status_code == 200
    assert security.post(f"{path}/take_role", {"role": "gov_unit", "reason": "调整"}).json()["roles"] == []
    assert mine.get("topics").status_code == 403
    assert system.post(f"{path}/close", {"reason": "调离"}).json()["state"] == "closed"
    assert mine.get("me").status_code == 401
    assert system.get("accounts", state="closed").json()["count"] == 1
    assert named(system.get(path)) == {"reopen"}


def test_accounts_are_the_officers_to_read_and_people_may_still_be_named(office, caller):
    audit, clerk = caller("audit_officer"), caller("gov_clerk")
    listed = audit.get("accounts", side="union", role="union_clerk").json()
    assert {one["username"] for one in listed["results"]} == {"union_clerk", "union_clerk_2"}
    assert all(one["actions"] == [] for one in listed["results"])
    assert audit.get("accounts", idle="true").json()["count"] == 0
    assert [one["username"] for one in clerk.get("accounts").json()["results"]] == ["gov_clerk"]
    assert clerk.get(f"accounts/{office.people['gov_leader'].pk}").status_code == 404
    leader = office.people["gov_leader"]
    refused = caller("gov_leader_2").post("delegations", {"grantor": str(leader.pk), "delegate": str(leader.pk)})
    assert "没有找到" not in refused.content.decode()


def test_a_unit_is_set_up_renamed_and_closed(office, caller):
    system = caller("system_officer")
    body = {"name": "数据局", "short_name": "数据局", "side": "gov", "kind": "department"}
    made = system.post("units", body)
    assert (made.status_code, named(made)) == (201, {"rename", "close"})
    path = f"units/{made.json()['id']}"
    renamed = system.post(f"{path}/rename", {"name": "数据管理局", "short_name": "数据局", **BASIS})
    assert renamed.json()["name"] == "数据管理局"
    assert caller("gov_unit").post(f"{path}/close", BASIS).status_code == 403
    assert system.post(f"{path}/close", BASIS).json()["state"] == "closed"
    spoken = system.get(f"units/{office.units['hrss'].pk}").json()["speakers"]
    assert [one["name"] for one in spoken] == [office.people["gov_unit"].name]


def test_a_list_of_units_and_accounts_is_taken_whole_or_not_at_all(office, caller, inside):
    system = caller("system_officer")
    unit = {"name": "数据局", "short_name": "数据局", "side": "gov", "kind": "department"}
    people = [{"username": "tuya", "name": "图雅", "side": "gov", "unit": "数据局"}]
    wrong = [*people, {"username": "TUYA", "name": "甲", "side": "union", "unit": "数据局"}]
    faults = system.post("rosters", {"units": [unit], "accounts": wrong})
    assert (faults.status_code, set(faults.json()["fields"])) == (400, {"accounts.2.username", "accounts.2.unit"})
    assert caller("gov_clerk").post("rosters", {"units": [unit]}).status_code == 403
    seen = system.post("rosters", {"units": [unit], "accounts": people, "preview": True})
    assert (seen.status_code, seen.json()["accounts"][0]["one_time_password"]) == (200, None)
    with inside("150121"):
        assert not User.objects.filter(username="tuya").exists()
    made = system.post("rosters", {"units": [unit], "accounts": people})
    assert made.status_code == 201, made.content
    with inside("150121"):
        tuya = User.objects.get(pk=made.json()["accounts"][0]["id"])
        assert (tuya.unit.name, tuya.roles) == ("数据局", [])
        assert tuya.check_password(made.json()["accounts"][0]["one_time_password"])
    assert system.post("rosters", {"accounts": people}).status_code == 400
