"""Minutes, publicity and follow-up under rules that name others than the region's (Arts. 9 to 11)."""

from typing import Any

import pytest

from apps.documents.models import IssuedDocument
from apps.followups.items import services as followups
from apps.followups.models import AgreedItem
from apps.minutes import refusals
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES, PUBLICITY
from apps.minutes.publicity import services as publicity
from apps.waiting.todos import waiting_for
from kernel import clock
from kernel.lifecycle.engine import take, verb_of
from kernel.lifecycle.permission import available
from kernel.refusals import WrongSide, WrongState
from roads.story import Story
from tests.road import refused
from tests.workrules.elsewhere import issue, under

pytestmark = pytest.mark.django_db


def drafted(story: Story, by: str) -> Any:
    with story.on(story.day_of("minutes_drafted")):
        story.minutes = minutes.draft_minutes(meeting=story.refresh(), **story.someone(by))
    return story.minutes


def waiting(story: Story, username: str) -> set[str]:
    return {row.name for todo in waiting_for(story.office.people[username]) for row in todo.actions}


@pytest.mark.rule("R9.2")
def test_the_office_drafts_that_the_rule_of_the_meeting_names(inside):
    with under(inside, topics=1, minutes_drafter="gov_clerk") as story:
        story.walk("held")
        with story.on(story.day_of("minutes_drafted")):
            assert "draft" in waiting(story, "gov_clerk")
            assert "draft" not in waiting(story, "union_clerk")
            with refused(WrongSide, "R9.2"):
                drafted(story, "union_clerk")
        assert drafted(story, "gov_clerk").state == "drafting"


@pytest.mark.rule("R9.2")
def test_a_later_rule_names_nobody_else_for_an_earlier_meeting(inside):
    with under(inside, topics=1) as story:
        story.walk("held")
        issue(story.office, on=story.day_of("held"), number="2号", minutes_drafter="gov_clerk")
        with refused(WrongSide, "R9.2"):
            drafted(story, "gov_clerk")
        assert drafted(story, "union_clerk").state == "drafting"


@pytest.mark.rule("R9.2")
def test_while_two_meetings_wait_each_is_minuted_by_the_office_of_its_own_rule(inside):
    """The government's office may draft for one of them, and is told so when it tries the other."""
    with under(inside, topics=1, minutes_drafter="gov_clerk") as story:
        story.walk("held")
        issue(story.office, on=story.day_of("held"), number="2号")
        other = story.refresh()
        other.pk, other._state.adding = type(other)._meta.pk.get_default(), True
        other.ordinal, other.rule = 2, {**other.rule, "minutes_drafter": "union_clerk"}
        other.save(force_insert=True)
        with story.on(story.day_of("minutes_drafted")), refused(refusals.OtherOfficeDrafts):
            minutes.draft_minutes(meeting=other, **story.someone("gov_clerk"))


@pytest.mark.rule("R9.3")
@pytest.mark.parametrize(
    ("chain", "states"),
    [
        ("gov", ["gov_review", "approved"]),
        ("union", ["union_review", "approved"]),
        ("gov、union", ["gov_review", "union_review", "approved"]),
        ("union、gov", ["union_review", "gov_review", "approved"]),
    ],
)
def test_minutes_are_approved_along_the_chain_of_the_rule_and_then_issued(inside, chain, states):
    values = {"minutes_approval_chain": chain} if chain != "union、gov" else {}
    with under(inside, topics=1, **values) as story:
        story.walk("minutes_drafted")
        with story.on(story.day_of("union_review")):
            key = story.minutes.pk
            reached = [take(MINUTES, "submit_to_union", minutes_id=key, **story.someone("union_clerk")).state]
            steps = {"gov": verb_of(MINUTES, "approve_for_government"), "union": verb_of(MINUTES, "approve_for_union")}
            for side in chain.split("、"):
                reached.append(steps[side](minutes_id=key, **story.someone(f"{side}_leader")).state)
            assert reached == states
            assert minutes.issue_minutes(minutes_id=key, **story.someone("union_clerk")).state == "issued"


@pytest.mark.rule("R9.8")
def test_where_the_rule_names_the_governments_office_it_issues(inside):
    with under(inside, topics=1, minutes_issuer="gov_clerk") as story:
        story.walk("approved")
        with story.on(story.day_of("following_up")):
            with refused(WrongSide, "R9.8"):
                minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("union_clerk"))
            issued = minutes.issue_minutes(minutes_id=story.minutes.pk, **story.someone("gov_clerk"))
        assert IssuedDocument.objects.get(pk=issued.document_id).issuer == "土默特左旗人民政府办公室"


@pytest.mark.rule("R9.7")
def test_minutes_are_due_when_the_rule_says(inside):
    with under(inside, topics=1, minutes_deadline_workdays="3") as story:
        story.walk("held")
        assert (story.refresh().minutes_due_on - story.meeting_on).days == 5


def press_item(story: Story) -> Any:
    words = {"title": "联席会议召开", "channel": "政府网站", "text": "会议议定三项。", "disclosure": "public"}
    return publicity.draft_publicity(
        meeting=story.refresh(), planned_on=clock.today(), **words, **story.someone("union_clerk")
    )


@pytest.mark.rule("R10.1")
@pytest.mark.parametrize(
    ("approvers", "who"), [("none", "union_clerk"), ("gov", "gov_clerk"), ("union", "union_clerk")]
)
def test_a_press_item_needs_the_consents_that_the_rule_names(inside, approvers, who):
    with under(inside, topics=1, publicity_approvers=approvers) as story:
        story.walk("following_up")
        with story.on(story.day_of("following_up"), 15):
            item = press_item(story)
            with refused(WrongState, "R10.1"):
                take(PUBLICITY, "publish", publicity_item_id=item.pk, **story.someone(who))
            if approvers != "none":
                other = "union_clerk" if who == "gov_clerk" else "gov_clerk"
                with refused(WrongSide, "R10.1"):
                    take(PUBLICITY, "publish_alone", publicity_item_id=item.pk, **story.someone(other))
            assert (
                take(PUBLICITY, "publish_alone", publicity_item_id=item.pk, **story.someone(who)).state == "published"
            )


@pytest.mark.rule("R10.1")
def test_under_the_regional_values_nobody_publishes_alone(inside):
    with under(inside, topics=1) as story:
        story.walk("following_up")
        with story.on(story.day_of("following_up"), 15):
            item = press_item(story)
            with refused(WrongState, "R10.1"):
                take(PUBLICITY, "publish_alone", publicity_item_id=item.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R11.5")
def test_one_office_checks_and_closes_in_one_step_where_the_rule_names_only_it(inside):
    with under(inside, topics=1, followup_close_chain="gov_clerk") as story:
        story.walk("reported")
        item = AgreedItem.objects.filter(state="reported").first()
        with story.on(story.day_of("reported"), 15):
            names = {row.name for row in available(followups.ITEM, item, story.office.people["gov_clerk"])}
            assert {"close_out", "send_back"} <= names
            with refused(WrongSide, "R11.5"):
                followups.check_item(agreed_item_id=item.pk, effect="已惠及", **story.someone("union_clerk"))
            with refused(WrongState, "R11.5"):
                followups.check_item(agreed_item_id=item.pk, effect="已惠及", **story.someone("gov_clerk"))
            closed = followups.close_out_item(agreed_item_id=item.pk, effect="已惠及", **story.someone("gov_clerk"))
            assert (closed.state, closed.effect) == ("closed", "已惠及")


@pytest.mark.rule("R11.5")
def test_the_chain_of_the_rule_may_run_the_other_way(inside):
    with under(inside, topics=1, followup_close_chain="gov_clerk、union_clerk") as story:
        story.walk("reported")
        item = AgreedItem.objects.filter(state="reported").first()
        with story.on(story.day_of("reported"), 15):
            with refused(WrongSide, "R11.5"):
                followups.check_item(agreed_item_id=item.pk, effect="已惠及", **story.someone("union_clerk"))
            followups.check_item(agreed_item_id=item.pk, effect="已惠及", **story.someone("gov_clerk"))
            closed = followups.close_out_item(agreed_item_id=item.pk, **story.someone("union_clerk"))
            assert closed.state == "closed"
