"""Signing in over HTTP: opaque tokens of one government, and what ends them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.organizations.accounts.opening_services import close_account
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import ApiToken, User
from kernel import clock
from kernel.audit.models import AuditEntry
from tests.api.conftest import HOHHOT, TMT
from tests.cast import DEMO_PASSWORD, an_office

GOOD = {"username": "union_clerk", "password": DEMO_PASSWORD}
WRONG = {"username": "union_clerk", "password": "not the password"}


def test_a_name_and_its_password_give_a_token_that_opens_the_interface(office, caller):
    answer = caller().post("tokens", GOOD)
    assert answer.status_code == 201
    assert set(answer.json()) == {"token", "expires_at"}
    me = caller().get("me", headers={"Authorization": f"Token {answer.json()['token']}"}).json()
    assert (me["username"], me["side"], me["government"]["code"]) == ("union_clerk", "union", TMT)
    assert [role["name"] for role in me["roles"]] == ["union_clerk"]
    assert me["unit"]["id"] == me["units"][0]["id"]


def test_a_token_is_given_where_requests_commit_on_their_own(committed_db, inside, caller):
    """In a test's own transaction every lock finds one; a server's request begins without."""
    with inside(TMT):
        an_office(TMT)
    assert caller().post("tokens", GOOD).status_code == 201
    with inside(TMT):
        assert AuditEntry.objects.filter(what="token.issue").count() == 1


def test_the_database_keeps_no_token(office, caller, inside):
    token = caller().post("tokens", GOOD).json()["token"]
    with inside(TMT):
        assert not ApiToken.objects.filter(digest=token).exists()
        assert AuditEntry.objects.filter(what="token.issue").count() == 1


def test_a_wrong_password_and_an_unknown_name_are_told_alike(office, caller):
    wrong = caller().post("tokens", WRONG)
    unknown = caller().post("tokens", {**WRONG, "username": "nobody"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.content == unknown.content
    assert wrong["WWW-Authenticate"] == unknown["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize("field", ["username", "password"])
@pytest.mark.parametrize("text", ['"\\ud800"', '"' + "长" * 1001 + '"', '"a\\u0000b"', "7", "null", "{}"])
def test_no_text_in_a_name_or_password_breaks_the_door(office, caller, field, text):
    other = {"username": "password", "password": "username"}[field]
    answer = caller().post("tokens", f'{{"{field}": {text}, "{other}": "x"}}')
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_name_longer_than_any_account_is_not_even_counted(office, caller):
    assert caller().post("tokens", {"username": "u" * 60, "password": "x"}).status_code == 401
    assert caller().post("tokens", {"username": "u" * 61, "password": "x"}).status_code == 400


def test_the_sixth_try_is_refused_also_with_the_right_password(office, caller):
    tries = [caller().post("tokens", WRONG).status_code for _ in range(5)]
    assert tries[:4] == [401] * 4
    sixth = caller().post("tokens", GOOD)
    assert sixth.status_code == 429
    assert sixth["Content-Type"] == "application/problem+json"
    assert "15 分钟" in sixth.json()["detail"]
    assert sixth["Retry-After"] == "900"
    assert caller().post("tokens", {**GOOD, "username": "gov_clerk"}).status_code == 201


def test_the_same_name_in_another_government_is_not_locked_with_it(office, caller, inside):
    with inside(HOHHOT):
        an_office(HOHHOT)
    for _ in range(5):
        caller().post("tokens", WRONG)
    assert caller().post("tokens", GOOD).status_code == 429
    assert caller(code=HOHHOT).post("tokens", GOOD).status_code == 201


def test_a_token_of_another_government_opens_nothing(office, caller, inside):
    with inside(HOHHOT):
        an_office(HOHHOT)
    here, there = caller("union_clerk"), caller("union_clerk", code=HOHHOT)
    assert here.get("me").status_code == there.get("me").status_code == 200
    here.token, there.token = there.token, here.token
    for swapped in (here, there):
        assert swapped.get("me").status_code == 401


def test_a_token_ends_with_its_time_by_the_real_clock(office, caller, settings, on, inside):
    still, over = timedelta(hours=11, minutes=59), timedelta(hours=12, seconds=1)
    assert caller("union_clerk", age=still).get("me").status_code == 200
    with clock.frozen_at(timezone.now() - timedelta(days=300)):
        assert caller("union_clerk", age=over).get("me").status_code == 401


@pytest.mark.parametrize("header", ["", "Token", "Token not-one", "Token a b", "Bearer x", "Basic dTpw", "Token \xff"])
def test_without_a_good_token_the_answer_is_401_and_says_how_to_sign_in(office, caller, header):
    answer = caller().get("meetings", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Token"
    assert answer["Content-Type"] == "application/problem+json"


def test_a_session_of_the_pages_does_not_open_the_interface(office, caller):
    nobody = caller()
    nobody.client.force_login(office.people["union_clerk"])
    assert nobody.get("me").status_code == 401


def test_signing_out_ends_this_token_and_no_other(office, caller):
    one, other = caller("union_clerk"), caller("union_clerk")
    assert one.delete("tokens/current").status_code == 204
    assert one.get("me").status_code == 401
    assert other.get("me").status_code == 200


def test_a_closed_account_is_refused_at_its_next_request(office, caller, inside):
    clerk = caller("gov_clerk")
    assert clerk.get("me").status_code == 200
    with inside(TMT):
        User.objects.filter(username="gov_clerk").update(is_active=False, state="closed")
    assert clerk.get("me").status_code == 401
    assert caller().post("tokens", {**GOOD, "username": "gov_clerk"}).status_code == 401
    with inside(TMT):
        people = office.people
        close_account(user=people["gov_clerk"], by=people["system_officer"], at=clock.now())
        assert not ApiToken.objects.filter(user=people["gov_clerk"]).exists()


def test_a_first_password_opens_only_its_own_change(office, caller, inside):
    with inside(TMT):
        User.objects.filter(username="union_clerk").update(password_is_initial=True)
    token = caller().post("tokens", GOOD).json()["token"]
    clerk = caller()
    clerk.token = token
    refused = clerk.get("meetings")
    assert refused.status_code == 403
    assert "初始密码" in refused.json()["detail"]
    assert clerk.post("topics", {}).status_code == 403
    new = "another long passphrase 7"
    assert clerk.post("password", {"old_password": DEMO_PASSWORD, "new_password": new}).status_code == 204
    assert clerk.get("me").status_code == 401
    assert caller().post("tokens", GOOD).status_code == 401
    clerk.token = caller().post("tokens", {**GOOD, "password": new}).json()["token"]
    assert clerk.get("meetings").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("wrong", "another long passphrase 7", "old_password"),
        (DEMO_PASSWORD, "short", "new_password"),
        (DEMO_PASSWORD, DEMO_PASSWORD, "new_password"),
        (DEMO_PASSWORD, "", "new_password"),
    ],
)
def test_a_password_that_does_not_do_names_its_field(office, caller, old, new, field):
    answer = caller("union_clerk").post("password", {"old_password": old, "new_password": new})
    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == [field]


def test_officers_of_the_system_sign_in_and_see_no_business(office, caller, inside):
    with inside(TMT):
        token, _row = issue_token(user=office.people["system_officer"], at=timezone.now())
    officer = caller()
    officer.token = token
    for path in ("meetings", "topics", "minutes", "agreed-items", "documents", "work-rules", "collection-rounds"):
        assert officer.get(path).json()["count"] == 0
    assert officer.get("rollup/summary").status_code == 403
