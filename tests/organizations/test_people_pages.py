"""Accounts and units on their pages: each officer does his part, and a role works or ends at the next request."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.organizations.models import Handover, Unit, User
from tests.deputies import handover
from tests.signed_in import text_of
from tests.web.test_pages import MOST_QUERIES

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A10")]
PASSWORD = re.compile(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){3}")


@pytest.fixture
def account_of(office, inside):
    def find(username):
        with inside("150121"):
            return User.objects.get(username=username)

    return find


def test_an_account_opened_and_given_a_role_works_at_the_next_request(office, sign_in, account_of, client_of, inside):
    system, security = sign_in("system_officer"), sign_in("security_officer")
    assert "/people/new" in system.get("/people").content.decode()
    assert "/people/new" not in security.get("/people").content.decode()
    form = {"username": "tuya", "name": "图雅", "side": "gov", "unit": str(office.units["hrss"].pk), "title": "科长"}
    assert system.post("/people/new", form | {"side": "union"}).status_code == 409
    shown = system.post("/people/new", form)
    assert shown.status_code == 200
    assert "no-store" in shown.headers["Cache-Control"]
    password = PASSWORD.search(text_of(shown)).group()
    new = account_of("tuya")
    page = system.get(f"/people/{new.pk}")
    assert not PASSWORD.search(text_of(page))
    assert "没有角色" in text_of(page)
    assert "/do/close" in page.content.decode()
    assert "/do/give_role" not in page.content.decode()

    door = client_of("150121")
    door.post("/sign-in", {"username": "tuya", "password": password})
    assert door.get("/").headers["Location"] == "/password"
    own = {"current": password, "new": "Tuya-2026-own-words", "repeated": "Tuya-2026-own-words"}
    assert door.post("/password", own).status_code == 302
    assert "您的账号还没有角色" in text_of(door.get("/"))
    for closed in ("/topics", "/units", "/meetings", f"/people/{new.pk}"):
        assert door.get(closed).headers["Location"] == "/"

    assert "有 1 个账号还没有角色。" in text_of(security.get("/"))
    give = f"/people/{new.pk}/do/give_role"
    assert 'value="gov_unit"' in (offered := security.get(give).content.decode())
    assert 'value="union_unit"' not in offered
    given = {"role": "gov_unit", "basis": "内政办任〔2026〕3号", "version": str(account_of("tuya").version)}
    assert security.post(give, given).headers["Location"] == f"/people/{new.pk}"
    assert door.get("/topics").status_code == 200

    assert "授予角色" in (told := text_of(security.get(f"/people/{new.pk}")))
    assert "内政办任〔2026〕3号" in told
    reset = {"reason": "忘记密码", "version": str(account_of("tuya").version)}
    assert system.post(f"/people/{new.pk}/do/reset_password", reset).status_code == 200
    door = client_of("150121")
    with inside("150121"):
        User.objects.filter(username="tuya").update(password_is_initial=False)
        door.force_login(account_of("tuya"))
    assert "您的权限已暂停" in text_of(door.get("/"))
    assert door.get("/topics").headers["Location"] == "/"
    assert f"/people/{new.pk}/do/restore" in security.get("/").content.decode()
    restored = {"basis": "已当面核实", "version": str(account_of("tuya").version)}
    assert security.post(f"/people/{new.pk}/do/restore", restored).status_code == 302
    assert "/do/restore" not in security.get("/").content.decode()

    assert "内政办任〔2026〕3号" not in text_of(system.get(f"/people/{new.pk}")), "whose acts these are reads no record"
    take = f"/people/{new.pk}/do/take_role"
    taken = {"role": "gov_unit", "reason": "岗位调整", "version": str(account_of("tuya").version)}
    assert security.post(take, taken).status_code == 302
    assert door.get("/topics").headers["Location"] == "/"
    closing = {"reason": "调离", "version": str(account_of("tuya").version)}
    assert system.post(f"/people/{new.pk}/do/close", closing).status_code == 302
    assert "sign-in" in door.get("/").headers["Location"]
    assert "图雅" not in text_of(system.get("/people"))
    assert "图雅" in text_of(system.get("/people?standing=closed"))


def test_the_list_of_accounts_is_narrowed_and_only_officers_read_it(office, sign_in):
    officer = sign_in("audit_officer")
    everybody = text_of(officer.get("/people"))
    assert office.people["gov_clerk"].name in everybody
    only = text_of(officer.get("/people?side=union&role=union_clerk&q=union_clerk_2"))
    assert office.people["union_clerk_2"].name in only
    assert office.people["gov_clerk"].name not in only
    assert "没有符合条件的账号。" in text_of(officer.get("/people?standing=no_role"))
    assert office.people["gov_clerk"].name not in text_of(officer.get("/people?standing=idle"))
    assert "/people/new" not in officer.get("/people").content.decode()
    mine = text_of(sign_in("gov_unit").get("/people"))
    assert office.people["gov_unit"].name in mine
    assert office.people["gov_clerk"].name not in mine
    other = sign_in("gov_clerk").get(f"/people/{office.people['gov_leader'].pk}")
    assert other.status_code == 404


def test_a_search_that_no_form_would_send_narrows_nothing(sign_in):
    for who, address in (("audit_officer", "/people"), ("gov_clerk", "/topics"), ("gov_clerk", "/documents")):
        assert sign_in(who).get(f"{address}?q=%00").status_code == 200, address


def test_a_page_says_in_words_what_a_person_may_do(office, sign_in):
    officer = sign_in("security_officer")
    leader = text_of(officer.get(f"/people/{office.people['gov_leader'].pk}"))
    assert "同意召开" in leader
    assert "重置密码" not in leader
    clerk = text_of(officer.get(f"/people/{office.people['gov_clerk'].pk}"))
    assert "工作规则规定由其办理时" in clerk
    assert "重置密码" in text_of(officer.get(f"/people/{office.people['system_officer'].pk}"))


@pytest.mark.rule("R4.4")
def test_a_handover_leaves_a_to_do_for_the_security_officer_that_one_act_ends(walked, sign_in, inside):
    story = walked("drafted")
    with inside("150121"), story.on(story.day_of("drafted"), 15):
        handover(story)
        assert Handover.objects.count() == 1
        desk = sign_in("security_officer").get("/").content.decode()
        assert "接任者尚无相应角色" in desk
        link = re.search(r'href="(/people/[^"]*/do/give_role\?[^"]*)"', desk).group(1).replace("&amp;", "&")
        form = sign_in("security_officer").get(link).content.decode()
        assert 'value="gov_leader" selected' in form
        assert "任免通知" in form
        version = story.office.people["gov_clerk_2"].version
        filled = {"role": "gov_leader", "basis": "任免通知", "version": str(version)}
        assert sign_in("security_officer").post(link.partition("?")[0], filled).status_code == 302
        assert "接任者尚无相应角色" not in text_of(sign_in("security_officer").get("/"))
        assert "接任者" not in text_of(sign_in("system_officer").get("/"))


def test_units_are_read_by_offices_and_changed_by_the_system_officer(office, sign_in, inside):
    clerk = sign_in("gov_clerk").get("/units")
    assert office.people["gov_unit"].name in text_of(clerk)
    assert office.people["gov_leader"].name in text_of(clerk)
    assert "/do/close" not in clerk.content.decode()
    system = sign_in("system_officer")
    assert office.people["gov_leader"].name not in text_of(system.get("/units")), "no part in business"
    assert office.people["gov_leader"].name in text_of(sign_in("security_officer").get("/units"))
    form = {"name": "数据局", "short_name": "数据局", "side": "gov", "kind": "department", "functions": ""}
    assert system.post("/units/new", form | {"kind": "industrial_union"}).status_code == 409
    assert system.post("/units/new", form).headers["Location"] == "/units"
    with inside("150121"):
        unit = Unit.objects.get(name="数据局")
    shown = system.get(f"/units/{unit.pk}/do/rename").content.decode()
    assert 'value="数据局"' in shown
    closing = {"basis": "机构改革方案", "version": str(unit.version)}
    assert system.post(f"/units/{unit.pk}/do/close", closing).status_code == 302
    assert "已撤并的单位" in text_of(system.get("/units"))


def test_what_stands_in_the_way_of_closing_is_said_before_anybody_types(office, sign_in):
    system, leader = sign_in("system_officer"), f"/people/{office.people['gov_leader'].pk}"
    assert f"{leader}/do/close" not in (page := system.get(leader)).content.decode()
    assert "该人员还担任职务" in text_of(page)
    assert "该人员还担任职务" in text_of(system.get(f"{leader}/do/close"))
    assert "担任这一角色的只有" in text_of(
        sign_in("system_officer").get(f"/people/{office.people['audit_officer'].pk}/do/close")
    )


def test_the_pages_of_people_and_units_cost_no_more_than_others(office, sign_in):
    for who in ("system_officer", "security_officer", "audit_officer"):
        client = sign_in(who)
        client.get("/")
        for address in (
            "/",
            "/people",
            "/units",
            *(f"/people/{office.people[name].pk}" for name in ("gov_leader", who)),
        ):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            assert len(captured) <= MOST_QUERIES, (who, address, len(captured))
