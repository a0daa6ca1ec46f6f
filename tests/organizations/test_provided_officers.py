"""Officers whom the parent provides: on a document, for some days, marked, and nothing outside those days."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.organizations.accounts.refusals import LastOfItsRole
from apps.organizations.door.backends import AccountBackend
from apps.organizations.models import User
from apps.organizations.officers.refusals import MandateDatesBroken, NotTheParent, OnlyOfficersAreProvided, OwnMandate
from apps.organizations.officers.selectors import mandates_visible_to
from apps.organizations.officers.services import provide_officer, revoke_mandate
from apps.organizations.standing.refusals import OutsideMandate
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.refusals import Duplicate, MissingField, WrongRole
from tests.deputies import delegation, provided
from tests.road import refused

SENT = {
    "username": "sent", "role": "audit_officer", "person_name": "乌云", "person_post": "科员",
    "document_number": "呼政办发〔2026〕9号", "ends_on": date(2030, 1, 1),
}  # fmt: skip
pytestmark = pytest.mark.rule("R1.3")


def test_the_account_says_who_it_is_where_from_and_on_what(road):
    with road.at("requested") as story:
        sent = provided(story)
        account = User.objects.get(username="provided_security_officer")
        assert (account.side, account.roles, account.name) == ("none", ["security_officer"], "其其格")
        assert account.printed_post == "安全管理员（呼和浩特市派驻）"
        assert (sent.government_code, sent.person_name) == ("150100", "其其格")
        entry = AuditEntry.objects.get(what="officer_mandate.provide")
        assert entry.actor_name == story.office.people["security_officer"].name
        assert entry.changes["given"]["document_number"] == sent.document_number
        assert not account.has_usable_password()


def test_a_provided_officer_acts_inside_the_mandate_and_not_outside(road):
    with road.at("requested") as story:
        sent = provided(story)
        story.office.people["provided"] = sent.account
        lent = {"by": "provided", "grantor": story.office.people["gov_leader"]}
        try:
            assert delegation(story, **lent).granted_by == sent.account
            with story.on(sent.ends_on + timedelta(days=1)), refused(OutsideMandate):
                delegation(story, "meeting.decline", **lent)
        finally:
            del story.office.people["provided"]


@pytest.mark.parametrize(("days", "known"), [(-1, False), (0, True), (365, True), (366, False)])
def test_the_account_opens_on_the_days_of_the_mandate_only(road, days, known):
    with road.at("requested") as story:
        key = provided(story).account_id
        with story.on(clock.today() + timedelta(days=days)):
            assert (AccountBackend().get_user(key) is not None) == known


def test_only_a_parent_provides(road, monkeypatch):
    with road.at("requested") as story, monkeypatch.context() as region:
        region.setattr(road.government, "reporting_parent", None)
        with refused(NotTheParent):
            provided(story)


def test_who_was_called_back_does_nothing_more(road):
    with road.at("requested") as story:
        sent = provided(story)
        story.office.people["provided"] = sent.account
        try:
            with refused(OwnMandate):
                revoke_mandate(officer_mandate_id=sent.pk, reason="回原单位", **story.someone("provided"))
            back = revoke_mandate(officer_mandate_id=sent.pk, reason="回原单位", **story.someone("security_officer"))
            assert (back.state, back.revoked_by.username) == ("revoked", "security_officer")
            assert AccountBackend().get_user(sent.account_id) is None
            lent = {"by": "provided", "grantor": story.office.people["gov_leader"]}
            story.office.people["provided"] = User.objects.get(pk=sent.account_id)
            with refused(OutsideMandate):
                delegation(story, **lent)
        finally:
            del story.office.people["provided"]


def test_who_serves_alone_in_a_role_is_not_called_back_before_somebody_follows(road):
    with road.at("requested") as story:
        sent = provided(story, username="provided_audit_officer", role="audit_officer")
        User.objects.filter(username="audit_officer").update(roles=[])
        by = story.someone("security_officer")
        User.objects.filter(pk=sent.account_id).update(password=by["by"].password)
        with refused(LastOfItsRole):
            revoke_mandate(officer_mandate_id=sent.pk, reason="回原单位", **by)
        User.objects.filter(username="audit_officer").update(roles=["audit_officer"])
        assert revoke_mandate(officer_mandate_id=sent.pk, reason="回原单位", **by).state == "revoked"


def test_only_the_security_officer_writes_officers_down_and_overseers_read_it(road):
    with road.at("requested") as story:
        provided(story)
        people = story.office.people
        with refused(WrongRole, "R1.3"):
            provide_officer(**{**SENT, "starts_on": clock.today()}, **story.someone("system_officer"))
        seen = {name: mandates_visible_to(people[name]).count() for name in ("security_officer", "audit_officer")}
        assert seen == {"security_officer": 1, "audit_officer": 1}
        assert not mandates_visible_to(people["gov_clerk"]).exists()
        assert not mandates_visible_to(people["system_officer"]).exists()


def test_a_user_name_is_given_once(road):
    with road.at("requested") as story, refused(Duplicate, "R1.3"):
        provided(story, username="gov_clerk")


def test_the_operator_hands_a_password_over_and_it_is_shown_once(road):
    with road.at("requested") as story:
        account, out = provided(story).account, StringIO()
        call_command("hand_over_password", "150121", account.username, stdout=out)
        password = next(word for word in out.getvalue().split() if word.count("-") == 3)
        handed = User.objects.get(pk=account.pk)
        assert handed.check_password(password)
        assert handed.password_is_initial
        entry = AuditEntry.objects.get(what="account.hand_over_password")
        assert (entry.object_id, entry.actor_id) == (account.pk, None)
        assert password not in str(entry.changes)
        for unknown in (["150121", "nobody"], ["999999", account.username]):
            with pytest.raises(CommandError):
                call_command("hand_over_password", *unknown)


def test_nobody_of_a_side_is_provided(road):
    with road.at("requested") as story, refused(OnlyOfficersAreProvided, fields=("role",)):
        provided(story, role="gov_clerk")


def test_nobody_is_sent_without_a_document(road):
    with road.at("requested") as story, refused(MissingField, "R1.3", fields=("document_number",)):
        provided(story, document_number=" ")


@pytest.mark.parametrize(("starts", "ends"), [(5, 4), (-9, -1)])
def test_a_mandates_days_run_forwards_and_are_not_over(road, starts, ends):
    with road.at("requested") as story, refused(MandateDatesBroken, fields=("ends_on",)):
        today = clock.today()
        provided(story, starts_on=today + timedelta(days=starts), ends_on=today + timedelta(days=ends))
