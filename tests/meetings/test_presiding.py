"""Who presides: any leader of the government, the head, somebody by a recorded delegation, two together (R8.1)."""

from datetime import date, timedelta

import pytest

from apps.meetings.attendance.rules import is_head, leads_government
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.notice import refusals
from apps.meetings.notice.presiding import usual_co_presider
from apps.meetings.notice.rules import Seat, presides_as_asked
from apps.meetings.session.refusals import PresiderWasNotThere
from apps.minutes.services import draft_minutes
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField
from tests.road import refused
from tests.workrules.elsewhere import chief, invited, notice, under

HEADS_ALWAYS = {"presider_rule": "principal_required", "presider_strength": "required"}
LEFT_TO_A_DEPUTY = {
    "delegated_by": "巴特尔", "delegated_by_title": "旗委副书记、旗长", "delegation_basis": "旗长批示（2026年6月1日）",
}  # fmt: skip


@pytest.mark.rule("R8.1")
@pytest.mark.parametrize(
    ("title", "leads", "heads"),
    [
        ("旗长", True, True),
        ("旗委副书记、旗长", True, True),
        ("副旗长", True, False),
        ("旗委常委、副旗长", True, False),
        ("副旗长兼公安局局长", True, False),
        ("自治区副主席", True, False),
        ("自治区人民政府主席", True, True),
        ("行政公署专员", True, True),
        ("副盟长", True, False),
        ("管委会主任", True, True),
        ("旗政协主席", False, False),
        ("旗总工会主席", False, True),
        ("旗总工会副主席", False, False),
        ("办公室主任", False, False),
        ("财政局局长", False, False),
        ("", False, False),
    ],
)
def test_a_leader_is_known_by_any_of_the_posts_that_a_title_joins(title, leads, heads):
    assert (leads_government(title), is_head(title)) == (leads, heads)


@pytest.mark.rule("R8.1")
@pytest.mark.parametrize(
    ("named", "title", "may"),
    [
        ("市长或副市长", "市委副书记、市长", True),
        ("市长或副市长", "副市长", True),
        ("市长、副市长", "副市长", True),
        ("市长或者常务副市长", "副市长", False),
        ("市长", "副市长", False),
        ("秘书长", "副秘书长", False),
        ("秘书长", "市政府党组成员、秘书长", True),
        ("市长或副市长", "财政局局长", False),
    ],
)
def test_a_rule_may_name_either_of_several_posts(named, title, may):
    seat = Seat(None, "gov", title)
    assert presides_as_asked("named_title", seat, named=named, chiefs=("chief_convener_gov",)) is may


@pytest.mark.django_db
@pytest.mark.rule("R8.1")
@pytest.mark.parametrize("title", ["旗长", "旗委常委、副旗长"])
def test_any_leader_of_the_government_who_attends_presides_without_a_reason(inside, title):
    with under(inside, presider_strength="required") as story:
        story.walk("settled")
        with story.on(story.day_of("noticed")):
            assert notice(story, invited(story, "那顺", title)).state == "noticed"


@pytest.mark.django_db
@pytest.mark.rule("R8.1")
def test_who_leads_no_government_is_no_attending_leader(inside):
    with under(inside, presider_strength="required") as story:
        story.walk("settled")
        with story.on(story.day_of("noticed")), refused(refusals.PresiderRequired, fields=("presider",)):
            notice(story, invited(story, "那顺", "财政局局长"))


@pytest.mark.django_db
@pytest.mark.rule("R8.1")
def test_a_recorded_delegation_puts_a_deputy_in_the_heads_chair_and_is_printed(inside):
    with under(inside, **HEADS_ALWAYS) as story:
        story.walk("settled")
        with story.on(day := story.day_of("noticed")):
            meeting = notice(story, chief(story, "gov"), **LEFT_TO_A_DEPUTY, delegated_on=day)
        printed = meeting.notices.get().document.content
        assert "（受旗委副书记、旗长巴特尔委托）" in str(printed)
        story.reached += 1
        story.walk("held")
        minutes = draft_minutes(meeting=story.refresh(), **story.someone("union_clerk"))
        assert f"，受旗委副书记、旗长巴特尔委托，{meeting.presider.title}{meeting.presider.name}在" in minutes.opening


@pytest.mark.django_db
@pytest.mark.rule("R8.1")
@pytest.mark.parametrize("lacks", ["delegated_by", "delegated_by_title", "delegation_basis", "delegated_on"])
def test_a_delegation_says_who_in_which_post_when_and_where_that_stands(inside, lacks):
    with under(inside, **HEADS_ALWAYS) as story:
        story.walk("settled")
        with story.on(day := story.day_of("noticed")), refused(MissingField, "R7.2", fields=(lacks,)):
            notice(story, chief(story, "gov"), **{**LEFT_TO_A_DEPUTY, "delegated_on": day, lacks: None})


@pytest.mark.django_db
@pytest.mark.rule("R8.1")
def test_only_who_ought_to_preside_delegates(inside):
    with under(inside, **HEADS_ALWAYS) as story:
        story.walk("settled")
        with story.on(day := story.day_of("noticed")):
            for title in ("副旗长", "旗总工会主席", "财政局局长"):
                said = {**LEFT_TO_A_DEPUTY, "delegated_by_title": title, "delegated_on": day}
                with refused(refusals.DelegatorMayNot, fields=("delegated_by_title",)):
                    notice(story, chief(story, "gov"), **said)


@pytest.mark.django_db
@pytest.mark.rule("R8.1")
def test_a_chair_is_not_delegated_after_the_session(inside):
    with under(inside, **HEADS_ALWAYS) as story:
        story.walk("settled")
        late = story.meeting_on + timedelta(days=1)
        with (
            story.on(story.day_of("noticed")),
            refused(refusals.DelegatedTooLate, fields=("delegated_on",)),
        ):
            notice(story, chief(story, "gov"), **LEFT_TO_A_DEPUTY, delegated_on=late)


@pytest.mark.django_db
@pytest.mark.rule("R8.1")
def test_a_rule_may_have_the_head_preside_in_person(inside):
    with under(inside, **HEADS_ALWAYS, presider_delegation="否") as story:
        story.walk("settled")
        with (
            story.on(day := story.day_of("noticed")),
            refused(refusals.DelegationNotAllowed, fields=("delegated_by",)),
        ):
            notice(story, chief(story, "gov"), **LEFT_TO_A_DEPUTY, delegated_on=day)


@pytest.mark.django_db
@pytest.mark.rule("R8.1")
def test_where_both_sides_preside_together_one_of_each_is_named_and_printed(inside):
    with under(inside, presider_rule="jointly", presider_strength="required") as story:
        story.walk("settled")
        with story.on(story.day_of("noticed")):
            gov, union = chief(story, "gov"), chief(story, "union")
            assert usual_co_presider(story.refresh(), gov) == union
            with refused(refusals.PresiderRequired, fields=("presider",)):
                notice(story, gov)
            with refused(refusals.PresidersAreOne, fields=("co_presider",)):
                notice(story, gov, co_presider=gov)
            with refused(refusals.PresiderRequired, fields=("presider",)):
                notice(story, gov, co_presider=invited(story, "那顺", "副旗长"))
            meeting = notice(story, gov, co_presider=union)
        assert f"{union.name}共同主持" in str(meeting.notices.get().document.content)
        story.reached += 1
        story.walk("held")
        minutes = draft_minutes(meeting=story.refresh(), **story.someone("union_clerk"))
        assert f"{gov.title}{gov.name}、{union.title}{union.name}在" in minutes.opening
        assert "共同主持召开" in minutes.opening


@pytest.mark.django_db
@pytest.mark.rule("R8.1")
def test_a_second_presider_is_on_the_list_and_coming(inside):
    with under(inside) as story:
        story.walk("settled")
        with story.on(story.day_of("noticed")):
            away = chief(story, "union")
            leave = {"reason": "住院", "approver": "主要领导"}
            take(ATTENDANCE, "take_leave", attendance_id=away.pk, **leave, **story.someone("union_clerk"))
            with refused(refusals.PresiderNotListed, fields=("co_presider",)):
                notice(story, chief(story, "gov"), co_presider=chief(story, "union"))


@pytest.mark.django_db
@pytest.mark.rule("R8.1", "R9.5")
def test_the_record_of_the_session_says_with_whom_and_by_whose_delegation_somebody_presided(road):
    with road.at("in_session") as story:
        meeting = story.refresh()
        stands_in = meeting.attendances.get(slot="convener_gov")
        for row in meeting.attendances.all():
            act = "mark_absent" if row.pk == meeting.presider_id else "check_in"
            office = "gov_clerk" if row.side == "gov" else "union_clerk"
            take(ATTENDANCE, act, attendance_id=row.pk, **story.someone(office))
        for text in story.chosen:
            story._decide(text)
        by = {"meeting_id": meeting.pk, **story.someone("union_clerk")}
        away = meeting.attendances.filter(state="absent").first()
        with refused(PresiderWasNotThere, fields=("presider",)):
            take(MEETING, "adjourn", presider=stands_in, co_presider=away, **by)
        with refused(MissingField, "R8.6", fields=("presider",)):
            take(MEETING, "adjourn", co_presider=stands_in, **by)
        said = {"delegated_by": away.name, "delegated_by_title": away.title, "delegation_basis": "签批单"}
        late = {**said, "delegated_on": meeting.session_on + timedelta(days=1)}
        with refused(refusals.DelegatedTooLate, fields=("delegated_on",)):
            take(MEETING, "adjourn", presider=stands_in, **late, **by)
        held = take(MEETING, "adjourn", presider=stands_in, **said, delegated_on=date(2026, 6, 1), **by)
        assert (held.presider, held.delegated_by) == (stands_in, away.name)
