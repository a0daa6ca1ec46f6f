"""Officers whom the parent provides: on a document, for some days, marked, and nothing outside those days."""

from datetime import timedelta

import pytest

from apps.organizations import refusals
from apps.organizations.backends import AccountBackend
from apps.organizations.models import User
from kernel import clock
from kernel.audit.models import AuditEntry
from tests.deputies import AT_THE_PARENT, delegation, provided
from tests.road import refused

pytestmark = pytest.mark.rule("R1.3")


def test_the_account_says_who_it_is_where_from_and_on_what(road):
    with road.at("requested") as story:
        sent = provided(story)
        account = User.objects.get(username="provided_security_officer")
        assert (account.side, account.roles, account.name) == ("none", ["security_officer"], "其其格")
        assert account.printed_post == "安全管理员（呼和浩特市派驻）"
        assert (sent.government_code, sent.person_id, sent.person_name) == ("150100", AT_THE_PARENT, "其其格")
        entry = AuditEntry.objects.get(what="account.provide")
        assert (entry.changes["document"], entry.changes["government"]) == (sent.document_number, "150100")


def test_a_provided_officer_acts_inside_the_mandate_and_not_outside(road):
    with road.at("requested") as story:
        sent = provided(story)
        story.office.people["provided"] = sent.account
        lent = {"by": "provided", "grantor": story.office.people["gov_leader"]}
        try:
            assert delegation(story, **lent).granted_by == sent.account
            with story.on(sent.ends_on + timedelta(days=1)), refused(refusals.OutsideMandate):
                delegation(story, "meeting.decline", **lent)
        finally:
            del story.office.people["provided"]


@pytest.mark.parametrize(("days", "known"), [(-1, False), (0, True), (365, True), (366, False)])
def test_the_account_opens_on_the_days_of_the_mandate_only(road, days, known):
    with road.at("requested") as story:
        key = provided(story).account_id
        with story.on(clock.today() + timedelta(days=days)):
            assert (AccountBackend().get_user(key) is not None) == known


def test_only_the_parent_provides(road):
    with road.at("requested") as story, refused(refusals.NotTheParent):
        provided(story, government_code="150200")


def test_nobody_of_a_side_is_provided(road):
    with road.at("requested") as story, refused(refusals.OnlyOfficersAreProvided):
        provided(story, role="gov_clerk")


def test_nobody_is_sent_without_a_document(road):
    with road.at("requested") as story, refused(refusals.MandateNeedsDocument):
        provided(story, document_number=" ")


@pytest.mark.parametrize(("starts", "ends"), [(5, 4), (-9, -1)])
def test_a_mandates_days_run_forwards_and_are_not_over(road, starts, ends):
    with road.at("requested") as story, refused(refusals.MandateDatesBroken):
        today = clock.today()
        provided(story, starts_on=today + timedelta(days=starts), ends_on=today + timedelta(days=ends))
