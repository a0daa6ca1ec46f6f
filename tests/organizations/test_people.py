"""Accounts and units: the system officer opens without rights, the security officer gives rights, nobody both (A10)."""

from datetime import timedelta

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from apps.organizations.accounts import rights_services as rights
from apps.organizations.accounts import services as accounts
from apps.organizations.accounts.password_services import change_password
from apps.organizations.accounts.refusals import (
    DelegationRuns,
    DoesNotSpeak,
    FirstPasswordStands,
    HoldsPost,
    LastOfItsRole,
    NobodyBelow,
    OfficersPassword,
    OwnAccount,
    ProvidedByTheParent,
    RoleHeldAlready,
    RoleNotHeld,
    RolesDoNotFit,
    SpeaksAlready,
    UnitDoesNotFit,
    UsernameTaken,
)
from apps.organizations.accounts.selectors import holding, idle_since, is_idle, resting, speakers_of
from apps.organizations.accounts.token_services import issue_token, token_digest
from apps.organizations.door.backends import AccountBackend
from apps.organizations.door.selectors import user_of_token
from apps.organizations.models import User
from apps.organizations.posts.selectors import missing_roles
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.refusals import MissingField, SelfApproval, WrongRole, WrongState
from tests.deputies import delegation, handover, provided
from tests.organizations.officers import (
    BASIS,
    WHY,
    close,
    give,
    of_unit,
    opened,
    person,
    restore,
    security,
    settled,
    system,
    take,
)
from tests.road import refused

# --- opening ------------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.rule("A10")


def test_an_account_is_opened_without_any_right_and_its_password_is_kept_nowhere(road):
    with road.at("drafted") as story:
        new = opened(story)
        kept = User.objects.get(pk=new.pk)
        assert (kept.state, kept.roles, kept.groups.count(), kept.memberships.count()) == ("open", [], 0, 0)
        assert kept.check_password(new.one_time_password)
        assert kept.password_is_initial
        assert kept.one_time_password == ""
        entry = AuditEntry.objects.get(what="account.open", object_id=new.pk)
        assert entry.actor_name == person(story, "system_officer").name
        assert entry.changes["given"]["username"] == "arrived"
        assert "password" not in entry.changes
        assert new.one_time_password not in str(entry.changes)


def test_what_does_not_fit_is_not_opened(road):
    with road.at("drafted") as story:
        with refused(UsernameTaken, fields=("username",)):
            opened(story, "GOV_clerk")
        for wrong in ({"unit": None}, {"side": "union"}, {"side": "none"}):
            with refused(UnitDoesNotFit, fields=("unit",)):
                opened(story, **wrong)
        with refused(MissingField, "R1.3", fields=("name",)):
            opened(story, name=" ")
        with refused(WrongRole, "R1.3"):
            accounts.open_without_rights(username="x", name="x", side="none", **security(story))
        assert opened(story, side="none", unit=None).roles == []


def test_a_correction_changes_words_and_no_rights(road):
    with road.at("drafted") as story:
        speaker = of_unit(story, "hrss")
        words = {"name": speaker.name, "unit": story.office.units["health"], "title": "调研员"}
        changed = accounts.edit_account(account_id=speaker.pk, **words, **system(story))
        assert changed.printed_post.endswith("调研员")
        assert set(changed.memberships.current().values_list("unit", flat=True)) == {story.office.units["hrss"].pk}
        with refused(UnitDoesNotFit, fields=("unit",)):
            accounts.edit_account(
                account_id=speaker.pk, **words | {"unit": story.office.units["union_office"]}, **system(story)
            )


# --- passwords, sessions, tokens ----------------------------------------------------------------------------------


def session_of(user):
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "apps.organizations.door.backends.AccountBackend"
    session.create()
    return session.session_key


def test_a_reset_ends_what_was_begun_and_the_system_officer_does_not_choose(road):
    with road.at("drafted") as story:
        clerk = person(story, "gov_clerk_2")
        token, _row = issue_token(user=clerk, at=timezone.now())
        mine, others = session_of(clerk), session_of(person(story, "gov_clerk"))
        reset = accounts.reset_password(account_id=clerk.pk, reason="忘记密码", **system(story))
        assert User.objects.get(pk=clerk.pk).check_password(reset.one_time_password)
        assert user_of_token(token_digest(token), at=timezone.now()) is None
        assert not SessionStore().exists(mine)
        assert SessionStore().exists(others)
        entry = AuditEntry.objects.get(what="account.reset_password")
        assert "password" not in entry.changes


def test_after_a_reset_all_rights_rest_until_the_security_officer_restores_them(road):
    with road.at("drafted") as story:
        leader = person(story, "gov_leader")
        lent = delegation(story, "meeting.accept", to="gov_clerk_2")
        new = accounts.reset_password(account_id=leader.pk, reason="忘记密码", **system(story))
        kept = AccountBackend().get_user(leader.pk)
        assert (kept.state, kept.rests, kept.is_without_rights, kept.roles) == ("reset", True, True, ["gov_leader"])
        assert (kept.role_names, kept.reading_roles) == (frozenset(), frozenset())
        assert not person(story, "gov_clerk_2").standing_in("meeting.accept", {"gov_leader"}, lent.starts_on)
        assert leader not in holding("gov_leader")
        with refused(FirstPasswordStands):
            restore(story, leader)
        with refused(WrongState, "R1.3"):
            give(story, leader, "viewer")
        change_password(user=kept, password="Chosen-by-whoever-2026", at=clock.now())
        with refused(WrongRole, "R1.3"):
            restore(story, leader, **system(story))
        again = accounts.reset_password(account_id=leader.pk, reason="本人已来领取", **system(story))
        assert (again.state, again.one_time_password != new.one_time_password) == ("reset", True)
        assert list(resting()) == [leader]
        change_password(user=again, password="Chosen-by-the-holder-2026", at=clock.now())
        restored = restore(story, leader)
        assert (restored.state, restored.role_names) == ("open", {"gov_leader"})


def test_a_deputy_whose_rights_rest_stands_in_for_nobody(road):
    with road.at("drafted") as story:
        lent = delegation(story, "meeting.accept", to="gov_clerk_2")
        deputy = person(story, "gov_clerk_2")
        assert deputy.standing_in("meeting.accept", {"gov_leader"}, lent.starts_on)
        deputy = accounts.reset_password(account_id=deputy.pk, reason="忘记密码", **system(story))
        assert not deputy.standing_in("meeting.accept", {"gov_leader"}, lent.starts_on, afresh=True)
        with refused(LastOfItsRole, fields=("role",)):
            take(story, person(story, "gov_clerk"), "gov_clerk")


def test_an_officers_password_is_the_officers_own(road):
    with road.at("drafted") as story:
        for name in ("security_officer", "audit_officer"):
            with refused(OfficersPassword):
                accounts.reset_password(account_id=person(story, name).pk, reason="忘记", **system(story))
        with refused(OwnAccount):
            accounts.reset_password(account_id=person(story, "system_officer").pk, reason="忘记", **system(story))
        new = opened(story, side="none", unit=None)
        assert accounts.reset_password(account_id=new.pk, reason="遗失", **system(story)).one_time_password


def test_the_security_officer_ends_sessions_and_tokens_at_once(road):
    with road.at("drafted") as story:
        clerk = person(story, "gov_clerk")
        token, _row = issue_token(user=clerk, at=timezone.now())
        mine = session_of(clerk)
        rights.end_sessions(account_id=clerk.pk, reason="电脑遗失", **security(story))
        assert user_of_token(token_digest(token), at=timezone.now()) is None
        assert not SessionStore().exists(mine)
        with refused(WrongRole, "R1.3"):
            rights.end_sessions(account_id=clerk.pk, reason="无权", **system(story))


# --- roles --------------------------------------------------------------------------------------------------------


def test_the_first_role_makes_its_holder_speak_for_the_home_unit(road):
    with road.at("drafted") as story:
        new, unit = settled(story), story.office.units["hrss"]
        assert new not in speakers_of([unit])[unit.pk]
        given = give(story, new, "gov_unit")
        assert given.roles == ["gov_unit"]
        assert given.groups.filter(pk=unit.group_id).exists()
        assert given in speakers_of([unit])[unit.pk]
        assert AuditEntry.objects.get(what="account.give_role").changes["given"] == {"role": "gov_unit", **BASIS}
        with refused(RoleHeldAlready, fields=("role",)):
            give(story, new, "gov_unit")


def test_roles_fit_side_and_government_and_officers_have_one(road):
    with road.at("drafted") as story:
        clerk, audit = person(story, "gov_clerk"), person(story, "audit_officer")
        for user, role in (
            (clerk, "union_clerk"),
            (clerk, "audit_officer"),
            (audit, "viewer"),
            (audit, "system_officer"),
        ):
            with refused(RolesDoNotFit, fields=("role",)):
                give(story, user, role)
        with refused(NobodyBelow, fields=("role",)):
            give(story, clerk, "assessor")
        with refused(WrongRole, "R1.3"):
            give(story, clerk, "viewer", **system(story))


def test_a_role_comes_only_to_a_password_that_nobody_else_knows(road):
    with road.at("drafted") as story:
        with refused(FirstPasswordStands, fields=("role",)):
            give(story, opened(story, "leader"), "gov_leader")
        new = opened(story, side="none", unit=None)
        with refused(FirstPasswordStands, fields=("role",)):
            give(story, new, "audit_officer")
        User.objects.filter(pk=new.pk).update(password_is_initial=False)
        assert give(story, new, "audit_officer").roles == ["audit_officer"]


def test_nobody_does_anything_about_his_or_her_own_rights(road):
    with road.at("drafted") as story:
        officer, unit = person(story, "security_officer"), story.office.units["hrss"]
        with refused(OwnAccount):
            give(story, officer, "audit_officer")
        with refused(OwnAccount):
            take(story, officer, "security_officer")
        with refused(OwnAccount):
            rights.bind_to_unit(account_id=officer.pk, unit=unit, **BASIS, **security(story))
        own = person(story, "system_officer")
        with refused(OwnAccount):
            close(story, own)
        with refused(OwnAccount):
            accounts.edit_account(account_id=own.pk, name="另一名", **system(story))
        assert issubclass(OwnAccount, SelfApproval)


def test_a_role_taken_away_is_gone_at_the_next_request(road):
    with road.at("drafted") as story:
        clerk = person(story, "gov_clerk_2")
        assert take(story, clerk, "gov_clerk").roles == []
        assert AccountBackend().get_user(clerk.pk).role_names == frozenset()
        with refused(RoleNotHeld, fields=("role",)):
            take(story, clerk, "gov_clerk")


def test_the_three_officers_and_both_offices_are_never_left_without_anybody(road):
    with road.at("drafted") as story:
        second = settled(story, "second", side="none", unit=None)
        give(story, second, "security_officer")
        by_second = {"by": User.objects.get(pk=second.pk), "at": clock.now()}
        first = person(story, "security_officer")
        for name, role in (("audit_officer", "audit_officer"), ("system_officer", "system_officer")):
            with refused(LastOfItsRole, fields=("role",)):
                take(story, person(story, name), role)
        take(story, first, "security_officer", **by_second)
        with refused(LastOfItsRole):
            close(story, second)
        with refused(WrongRole, "R1.3"):
            give(story, person(story, "gov_clerk"), "viewer", by=first)
        take(story, person(story, "gov_clerk_2"), "gov_clerk", **by_second)
        with refused(LastOfItsRole, fields=("role",)):
            take(story, person(story, "gov_clerk"), "gov_clerk", **by_second)
        with refused(LastOfItsRole):
            close(story, person(story, "gov_clerk"))


# --- speaking for units -------------------------------------------------------------------------------------------


def test_one_liaison_officer_may_hold_several_units_of_the_own_side(road):
    with road.at("drafted") as story:
        speaker, health = of_unit(story, "hrss"), story.office.units["health"]
        rights.bind_to_unit(account_id=speaker.pk, unit=health, **BASIS, **security(story))
        assert speaker.groups.filter(pk=health.group_id).exists()
        with refused(SpeaksAlready, fields=("unit",)):
            rights.bind_to_unit(account_id=speaker.pk, unit=health, **BASIS, **security(story))
        rights.unbind_from_unit(account_id=speaker.pk, unit=health, **WHY, **security(story))
        assert not speaker.groups.filter(pk=health.group_id).exists()
        with refused(DoesNotSpeak, fields=("unit",)):
            rights.unbind_from_unit(account_id=speaker.pk, unit=health, **WHY, **security(story))
        with refused(UnitDoesNotFit, fields=("unit",)):
            rights.bind_to_unit(
                account_id=speaker.pk, unit=story.office.units["union_office"], **BASIS, **security(story)
            )


# --- closing and coming back --------------------------------------------------------------------------------------


def test_a_closed_account_ends_everything_and_comes_back_without_rights(road):
    with road.at("drafted") as story:
        speaker = of_unit(story, "culture_tourism")
        token, _row = issue_token(user=speaker, at=timezone.now())
        mine = session_of(speaker)
        assert (close(story, speaker).state, speaker.memberships.current().count()) == ("closed", 0)
        assert AccountBackend().get_user(speaker.pk) is None
        assert user_of_token(token_digest(token), at=timezone.now()) is None
        assert not SessionStore().exists(mine)
        with refused(WrongState, "R1.3"):
            give(story, speaker, "viewer")
        late, _row = issue_token(user=speaker, at=timezone.now())
        back = accounts.reopen_account(account_id=speaker.pk, reason="借调返回", **system(story))
        assert user_of_token(token_digest(late), at=timezone.now()) is None
        kept = User.objects.get(pk=speaker.pk)
        assert (kept.state, kept.is_active, kept.roles, kept.groups.count()) == ("open", True, [], 0)
        assert kept.check_password(back.one_time_password)


def test_whoever_holds_a_post_or_a_delegation_is_not_closed(road):
    with road.at("drafted") as story:
        with refused(HoldsPost):
            close(story, person(story, "gov_leader"))
        delegation(story, "meeting.accept", to="gov_clerk_2")
        with refused(DelegationRuns):
            close(story, person(story, "gov_clerk_2"))


def test_who_was_provided_comes_and_goes_with_the_mandate(road):
    with road.at("drafted") as story:
        sent = provided(story)
        with refused(ProvidedByTheParent):
            close(story, sent.account)
        with refused(ProvidedByTheParent):
            take(story, sent.account, "security_officer")


# --- successors ---------------------------------------------------------------------------------------------------


@pytest.mark.rule("R4.4")
def test_a_successor_without_the_role_waits_for_the_security_officer_and_gets_it_in_one_act(road):
    with road.at("drafted") as story:
        today = clock.today()
        assert missing_roles(today) == []
        handover(story)
        [missing] = missing_roles(today)
        assert (missing.person.username, missing.role, missing.basis) == ("gov_clerk_2", "gov_leader", "任免通知")
        give(story, missing.person, missing.role, basis=missing.basis)
        assert missing_roles(today) == []


@pytest.mark.rule("R4.4")
def test_a_leader_who_comes_back_gets_the_role_that_lay_still(road):
    with road.at("drafted") as story:
        handover(story)
        former = person(story, "gov_leader_2")
        assert "gov_leader" in former.roles
        assert "gov_leader" not in former.role_names
        assert "gov_leader" in give(story, former, "gov_leader").role_names


@pytest.mark.rule("R4.4")
def test_who_takes_a_unit_over_without_any_role_waits_for_it_too(road):
    with road.at("drafted") as story:
        new, hrss = opened(story, unit="health"), story.office.units["hrss"]
        story.office.people["arrived"] = new
        try:
            handover(story, to="arrived", post=None, unit=hrss, from_user=of_unit(story, "hrss"))
        finally:
            del story.office.people["arrived"]
        [missing] = missing_roles(clock.today())
        assert (missing.person, missing.role, missing.what) == (new, "gov_unit", hrss.name)


# --- idle accounts ------------------------------------------------------------------------------------------------


def test_accounts_idle_for_ninety_days_are_found(road):
    with road.at("drafted") as story:
        clerk, now = person(story, "gov_clerk"), clock.now()
        for days, idle in ((89, False), (91, True)):
            User.objects.filter(pk=clerk.pk).update(last_login=now - timedelta(days=days))
            assert User.objects.filter(idle_since(now), pk=clerk.pk).exists() == idle
            assert is_idle(User.objects.get(pk=clerk.pk), now) == idle


@pytest.mark.rule("R1.3")
def test_a_user_name_has_one_form_at_opening_uniqueness_and_sign_in(road):
    with road.at("drafted") as story:
        who = {"name": "张三", "side": "union", "unit": story.office.units["union_office"], **system(story)}
        opened = accounts.open_without_rights(username="ｚｈａｎｇ００１", **who)
        assert opened.username == "zhang001"
        assert (
            User.objects.get_by_natural_key("ｚｈａｎｇ００１") == User.objects.get_by_natural_key("zhang001") == opened
        )
        for again in ("zhang001", "ZHANG001", "ｚｈａｎｇ００１", "zhang00①"):
            with refused(UsernameTaken, fields=("username",)):
                accounts.open_without_rights(username=again, **who)
