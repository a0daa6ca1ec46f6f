"""Convening, topics, notice and session under rules that say otherwise than the region's (Arts. 4 to 8)."""

from datetime import date, timedelta

import pytest

from apps.meetings.attendance import refusals as attendance_refusals
from apps.meetings.attendance import services as attendance
from apps.meetings.collection import services as collection_services
from apps.meetings.convening import refusals as convening_refusals
from apps.meetings.convening import services as convening_services
from apps.meetings.models import Attendance
from apps.meetings.notice import refusals as notice_refusals
from apps.meetings.titles import meeting_title
from apps.meetings.topic_list import refusals as topic_list_refusals
from apps.meetings.topic_list import services as topic_list_services
from apps.topics import refusals as topics_refusals
from apps.topics.consent_texts import consulted_text
from apps.topics.consultations import refusals as consultations_refusals
from apps.topics.consultations import services as consultations_services
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.topics.models import CollectionRound, Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.proposing.refusals import DecisionIsSettled
from apps.topics.rounds import refusals as rounds_refusals
from apps.topics.screening import services as screening_services
from apps.workrules.binding import binding_rule
from kernel import canonical, clock
from kernel.lifecycle.engine import take
from kernel.refusals import WrongRole, WrongSide, WrongState
from tenants.governments.selectors import government
from tests.deputies import delegation
from tests.road import refused
from tests.workrules.elsewhere import chief, invited, issue, notice, screened, under

pytestmark = pytest.mark.django_db
PLAN = {"kind": "ordinary", "planned_on": date(2026, 6, 12), "request_text": "年度例会"}
EXTRA = {**PLAN, "kind": "extraordinary", "ground": "major", "ground_text": "突发情况需及时研究"}


# --- who asks and who answers ----------------------------------------------------------------------------------------


@pytest.mark.rule("R4.1")
def test_under_the_regional_values_the_union_asks_and_the_government_may_not(inside):
    with under(inside) as story, story.on(date(2026, 2, 2)):
        with refused(WrongSide, "R4.1"):
            convening_services.draft_meeting(**PLAN, **story.someone("gov_clerk"))
        convening_services.draft_meeting(**PLAN, **story.someone("union_clerk"))


@pytest.mark.rule("R4.1")
@pytest.mark.parametrize("named", ["gov", "either"])
def test_where_the_rule_says_so_the_government_asks_and_the_union_answers(inside, named):
    with under(inside, requested_by=named) as story, story.on(date(2026, 2, 2)):
        drafted = convening_services.draft_meeting(**PLAN, **story.someone("gov_clerk"))
        with refused(WrongSide, "R4.1"):
            convening_services.request_meeting(meeting_id=drafted.pk, **story.someone("union_leader"))
        requested = convening_services.request_meeting(meeting_id=drafted.pk, **story.someone("gov_leader"))
        with refused(WrongSide, "R4.7"):
            convening_services.accept_meeting(meeting_id=drafted.pk, **story.someone("gov_leader"))
        assert (
            convening_services.accept_meeting(meeting_id=drafted.pk, **story.someone("union_leader")).state
            == "accepted"
        )
        assert requested.requesting_side == "gov"


@pytest.mark.rule("R4.1")
@pytest.mark.parametrize(("named", "may"), [("gov", False), ("either", True)])
def test_the_union_asks_only_where_the_rule_lets_it(inside, named, may):
    with under(inside, requested_by=named) as story, story.on(date(2026, 2, 2)):
        if may:
            assert convening_services.draft_meeting(**PLAN, **story.someone("union_clerk")).requesting_side == "union"
        else:
            with refused(WrongSide, "R4.1"):
                convening_services.draft_meeting(**PLAN, **story.someone("union_clerk"))


@pytest.mark.rule("R13.2")
def test_a_meeting_keeps_the_rule_of_the_day_of_its_request(inside):
    with under(inside, notice_issuer="union_clerk") as story:
        story.walk("settled")
        issue(story.office, on=date(2026, 6, 1), number="土左政办字〔2026〕2号")
        with story.on(story.day_of("noticed")):
            with refused(WrongSide, "R7.2"):
                notice(story, chief(story, "gov"))
            assert notice(story, chief(story, "gov"), by="union_clerk").state == "noticed"


@pytest.mark.rule("R13.2")
def test_where_the_rule_binds_on_the_notice_the_rule_of_that_day_is_kept(inside):
    with under(inside, binds_on="notice") as story:
        story.walk("settled")
        issue(story.office, on=date(2026, 6, 1), number="土左政办字〔2026〕2号", minutes_deadline_workdays="3")
        with story.on(story.day_of("noticed")):
            notice(story, chief(story, "gov"))
        assert binding_rule(story.refresh()).minutes_deadline_workdays == 3


# --- extraordinary meetings, how often, which year -------------------------------------------------------------------


@pytest.mark.rule("R4.7")
def test_a_rule_may_know_no_extraordinary_meetings(inside):
    with (
        under(inside, extraordinary_allowed="false") as story,
        story.on(date(2026, 2, 2)),
        refused(convening_refusals.NoExtraordinary),
    ):
        convening_services.draft_meeting(**EXTRA, **story.someone("union_clerk"))


@pytest.mark.rule("R4.7")
@pytest.mark.parametrize(("consent", "state"), [("union", "accepted"), ("gov", "requested"), ("both", "requested")])
def test_an_extraordinary_meeting_needs_the_consents_that_the_rule_names(inside, consent, state):
    values = {} if consent == "both" else {"extraordinary_consent": consent}
    with under(inside, **values) as story, story.on(date(2026, 2, 2)):
        drafted = convening_services.draft_meeting(**EXTRA, **story.someone("union_clerk"))
        assert convening_services.request_meeting(meeting_id=drafted.pk, **story.someone("union_leader")).state == state


@pytest.mark.rule("R4.6")
@pytest.mark.parametrize("strength", ["required", "principle"])
def test_one_meeting_more_than_the_rule_allows_is_refused_or_needs_a_reason(inside, strength):
    values = {"frequency_max": "1"} | ({"frequency_strength": strength} if strength == "required" else {})
    with under(inside, **values) as story, story.on(date(2026, 2, 2)):
        by = story.someone("union_clerk")
        convening_services.draft_meeting(**PLAN, **by)
        later = {**PLAN, "planned_on": date(2026, 9, 1)}
        if strength == "required":
            with refused(convening_refusals.TooManyMeetings):
                convening_services.draft_meeting(**later, frequency_reason="确有必要", **by)
        else:
            with refused(convening_refusals.MoreMeetingsNeedReason, fields=("frequency_reason",)):
                convening_services.draft_meeting(**later, **by)
            assert convening_services.draft_meeting(**later, frequency_reason="确有必要", **by).frequency_reason
        convening_services.draft_meeting(**{**PLAN, "planned_on": date(2027, 1, 8)}, **by)


@pytest.mark.rule("R4.8")
def test_a_meeting_of_january_may_bear_the_year_before_in_its_title(inside):
    with under(inside, year_attribution="titled_year", ordinal_style="yearly") as story:
        with story.on(date(2026, 12, 1)):
            plan = {**PLAN, "planned_on": date(2027, 1, 8)}
            with refused(convening_refusals.TitledYearFarOff, fields=("titled_year",)):
                convening_services.draft_meeting(**plan, titled_year=2024, **story.someone("union_clerk"))
            drafted = convening_services.draft_meeting(**plan, titled_year=2026, **story.someone("union_clerk"))
        assert (drafted.year, str(drafted)) == (2026, "2026年度联席会议")
        assert meeting_title(drafted, government()).endswith("2026年度联席会议")


@pytest.mark.rule("R4.10")
@pytest.mark.rule("R2.1")
def test_a_mechanism_of_another_name_bears_it_in_every_title(inside):
    with under(inside, mechanism_name="联席座谈会议") as story:
        story.walk("drafted")
        assert str(story.meeting) == "第1次联席座谈会议"
        assert meeting_title(story.meeting, government()) == "土默特左旗人民政府与土默特左旗总工会第一次联席座谈会议"


@pytest.mark.rule("R12.7")
@pytest.mark.parametrize(
    ("values", "organ"),
    [
        ({"gov_label": "兵团行政"}, "土默特左旗兵团行政"),
        ({"gov_label": "管委会", "gov_organ": "土默特左旗经济开发区管理委员会"}, "土默特左旗经济开发区管理委员会"),
        ({}, "土默特左旗人民政府"),
    ],
)
def test_a_side_is_called_as_its_rule_calls_it(inside, values, organ):
    with under(inside, **values) as story:
        story.walk("drafted")
        assert meeting_title(story.meeting, government()) == f"{organ}与土默特左旗总工会第一次联席会议"


@pytest.mark.rule("R4.2")
def test_a_rule_without_conveners_asks_for_none(inside):
    with under(inside, slots="chief_convener_gov") as story:
        story.walk("requested")
        assert list(story.meeting.conveners.values_list("slot", flat=True)) == ["chief_convener_gov"]


# --- topics ----------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R6.4")
def test_where_no_lead_is_asked_collection_is_never_late(inside):
    with under(inside, collection_lead="0", collection_lead_unit="none") as story:
        story.walk("accepted")
        with story.on(story.meeting_on - timedelta(days=5)):
            collection_services.open_collection(meeting_id=story.meeting.pk, **story.someone("union_clerk"))


@pytest.mark.rule("R6.1")
def test_where_the_rule_says_so_the_governments_office_sets_topics_itself(inside):
    file = {"origin": "gov", "title": "题", "category": "worker_interests", "background": "背景"}
    with under(inside, topic_routes="gov_direct、union_office") as story:
        story.walk("collecting")
        with story.on(story.day_of("collecting"), 10):
            drafted = proposing_services.draft_topic(**file, **story.someone("gov_clerk"))
            assert take(TOPIC, "submit", topic_id=drafted.pk, **story.someone("gov_clerk")).state == "submitted"
            with refused(topics_refusals.NoSuchRoute):
                proposing_services.draft_topic(**file, **story.speaker("hrss"))


@pytest.mark.rule("R6.1")
def test_without_that_the_office_proposes_nothing(inside):
    file = {"origin": "gov", "title": "题", "category": "worker_interests", "background": "背景"}
    with under(inside) as story:
        story.walk("collecting")
        with story.on(story.day_of("collecting"), 10), refused(WrongRole, "R6.1"):
            proposing_services.draft_topic(**file, **story.someone("gov_clerk"))


@pytest.mark.rule("R6.3")
def test_a_rule_may_know_no_joint_topics(inside):
    with under(inside, topic_origins="gov、union") as story:
        story.walk("collecting")
        joint = next(text for text in story.chosen if text.origin == "joint")
        with story.on(story.day_of("collecting"), 10), refused(topics_refusals.NoSuchRoute):
            story._draft_topic(joint)


@pytest.mark.rule("R6.4")
@pytest.mark.parametrize("policy", ["allow", "refuse"])
def test_late_topics_are_let_in_or_not_as_the_rule_says(inside, policy):
    with under(inside, late_topics=policy) as story:
        story.walk("proposed")
        with story.on(story.day_of("proposed"), 15):
            CollectionRound.objects.update(closes_on=clock.today() - timedelta(days=1))
            text = story.chosen[0]
            key, clerk = story.topics[text.key].pk, story.clerk_of(text)
            if policy == "allow":
                assert take(TOPIC, "aggregate", topic_id=key, **clerk).state == "aggregated"
            else:
                with refused(rounds_refusals.LateTopicsRefused):
                    screening_services.admit_late_topic(topic_id=key, reason="急", **clerk)


@pytest.mark.rule("R6.9")
def test_where_the_government_leader_settles_nobody_else_does(inside):
    with under(inside, topic_settlement="gov_leader") as story:
        story.walk("prepared")
        with story.on(story.day_of("settled")):
            screened(story)
            with refused(WrongState, "R6.9"):
                topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone("union_clerk"))
            with refused(WrongSide, "R6.9"):
                topic_list_services.settle_by_leader(meeting_id=story.meeting.pk, **story.someone("union_leader"))
            settled = topic_list_services.settle_by_leader(meeting_id=story.meeting.pk, **story.someone("gov_leader"))
            assert (settled.state, settled.agenda.filter(part=3).count()) == ("settled", 3)


@pytest.mark.rule("R6.9")
def test_a_chain_checks_the_list_in_its_order_and_an_edit_voids_every_check(inside):
    with under(inside, topic_settlement="chain", topic_settlement_chain="union_clerk、gov_clerk、gov_leader") as story:
        story.walk("prepared")
        with story.on(story.day_of("settled")):
            screened(story)

            def check(who: str) -> str:
                return str(topic_list_services.check_list(meeting_id=story.meeting.pk, **story.someone(who)).state)

            with refused(WrongSide, "R6.9"):
                check("gov_clerk")
            assert [check("union_clerk"), check("gov_clerk")] == ["collecting", "collecting"]
            screening_services.defer_topic(
                topic_id=next(iter(story.topics.values())).pk, reason="条件不成熟", **story.someone("gov_clerk")
            )
            with refused(WrongSide, "R6.9"):
                check("gov_leader")
            assert [check(who) for who in ("union_clerk", "gov_clerk", "gov_leader")][-1] == "settled"
            assert story.refresh().settled_at is not None


@pytest.mark.rule("R6.9", "C4")
def test_nobody_takes_two_steps_of_a_chain_not_even_for_another(inside):
    with under(inside, topic_settlement="chain", topic_settlement_chain="union_clerk、gov_clerk、gov_leader") as story:
        story.walk("prepared")
        with story.on(story.day_of("settled")):
            screened(story)
            delegation(story, "meeting.check_list", by="gov_leader", to="gov_clerk")
            for who in ("union_clerk", "gov_clerk"):
                topic_list_services.check_list(meeting_id=story.meeting.pk, **story.someone(who))
            with refused(topic_list_refusals.OwnCheck):
                topic_list_services.check_list(meeting_id=story.meeting.pk, **story.someone("gov_clerk"))


@pytest.mark.rule("R6.6")
def test_research_may_follow_settlement_and_is_there_before_the_notice(inside):
    with under(inside, research_phase="after_settlement") as story:
        story.chosen = [text for text in story.office.texts.topics if text.origin == "union"][:1]
        story.walk("proposed")
        text, by = story.chosen[0], story.speaker(story.chosen[0].proposer)
        with story.on(story.day_of("settled")):
            topic = story.topics[text.key]
            take(TOPIC, "aggregate", topic_id=topic.pk, **story.someone("union_clerk"))
            file = {"title": topic.title, "category": topic.category, "background": topic.background}
            proposing_services.edit_topic(topic_id=topic.pk, **file, **story.someone("union_clerk"))
            screened(story)
            for name in ("union_clerk", "gov_clerk"):
                topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone(name))
            with refused(rounds_refusals.NotPrepared, "R6.6"):
                notice(story, chief(story, "gov"))
            done = {"research": "调研情况如下。", "proposed_decision": "同意。"}
            proposing_services.complete_topic(topic_id=topic.pk, **done, **by | {"at": clock.now()})
            rewritten = done | {"proposed_decision": "由财政全额承担。"}
            with refused(DecisionIsSettled, "R6.9", fields=("proposed_decision",)):
                proposing_services.complete_topic(topic_id=topic.pk, **rewritten, **by | {"at": clock.now()})
            assert notice(story, chief(story, "gov")).state == "noticed"


@pytest.mark.rule("R6.7")
def test_units_are_asked_again_about_a_decision_that_was_completed_after_settlement(inside):
    with under(inside, research_phase="after_settlement") as story:
        story.chosen = [text for text in story.office.texts.topics if text.origin == "union"][:1]
        story.walk("prepared")
        text, by = story.chosen[0], story.speaker(story.chosen[0].proposer)
        topic, union = story.topics[text.key], story.someone("union_clerk")
        with story.on(story.day_of("settled")):
            Topic.objects.filter(pk=topic.pk).update(proposed_decision="", research="")
            topic.refresh_from_db()
            unasked = canonical.digest(consulted_text(topic))
            topic.consultations.update(asked_sha256=unasked)
            screened(story)
            for name in ("union_clerk", "gov_clerk"):
                topic_list_services.settle_list(
                    meeting_id=story.meeting.pk, **story.someone(name) | {"at": clock.now()}
                )
            done = {"research": "调研情况如下。", "proposed_decision": "由财政全额承担。"}
            proposing_services.complete_topic(topic_id=topic.pk, **done, **by | {"at": clock.now()})
            asked = topic.consultations.order_by("pk").first()
            assert (asked.state, asked.reply, asked.overtaken) == ("sent", None, 1)
            with refused(consultations_refusals.RepliesOutstanding):
                notice(story, chief(story, "gov"))
            for one in topic.consultations.select_related("unit"):
                said = {"by": story.office.speaker_of(one.unit), "at": clock.now()}
                against = one.pk == asked.pk
                answer = {"reply": "disagree", "text": "资金没有来源。"} if against else {"reply": "agree"}
                consultations_services.reply_to_consultation(consultation_id=one.pk, **answer, **said)
            with refused(consultations_refusals.DisagreementOpen):
                notice(story, chief(story, "gov"))
            take(CONSULTATION, "print_dissent", consultation_id=asked.pk, **union | {"at": clock.now()})
            assert notice(story, chief(story, "gov")).state == "noticed"


@pytest.mark.rule("R6.6")
def test_under_the_regional_values_a_settled_topic_is_researched_no_more(inside):
    with under(inside) as story:
        story.walk("settled")
        text = story.chosen[0]
        with story.on(story.day_of("settled"), 15), refused(WrongState, "R6.6"):
            proposing_services.complete_topic(
                topic_id=story.topics[text.key].pk,
                research="补",
                proposed_decision="补",
                **story.speaker(text.proposer),
            )


# --- attendance, presider, agenda ------------------------------------------------------------------------------------


@pytest.mark.rule("R8.1")
def test_where_the_principal_leader_must_preside_a_deputy_is_refused(inside):
    with under(inside, presider_rule="principal_required", presider_strength="required") as story:
        story.walk("settled")
        with story.on(story.day_of("noticed")):
            with refused(notice_refusals.PresiderRequired, fields=("presider",)):
                notice(story, chief(story, "gov"), presider_reason="旗长出差")
            assert notice(story, invited(story, "巴特尔", "旗长")).state == "noticed"


@pytest.mark.rule("R8.1")
def test_under_the_regional_rule_another_presider_is_accepted_with_a_reason(inside):
    with under(inside) as story:
        story.walk("settled")
        with story.on(story.day_of("noticed")):
            with refused(notice_refusals.PresiderNeedsReason, fields=("presider_reason",)):
                notice(story, chief(story, "union"))
            assert notice(story, chief(story, "union"), presider_reason="政府领导另有公务").state == "noticed"


@pytest.mark.rule("R8.1")
@pytest.mark.parametrize(
    ("values", "side"),
    [
        ({"presider_rule": "union_chair", "presider_strength": "required"}, "union"),
        ({"presider_rule": "free"}, "union"),
        ({"presider_rule": "named_title", "presider_title": "主席", "presider_strength": "required"}, "union"),
    ],
)
def test_others_preside_where_the_rule_names_them(inside, values, side):
    with under(inside, **values) as story:
        story.walk("settled")
        with story.on(story.day_of("noticed")):
            assert notice(story, chief(story, side)).state == "noticed"


@pytest.mark.rule("R5.1")
def test_a_rule_may_limit_how_many_each_side_sends(inside):
    with under(inside, reps_per_side="3") as story:
        story.walk("settled")
        with story.on(story.day_of("noticed")):
            for name in ("甲", "乙"):
                invited(story, name, "副旗长")
            with refused(attendance_refusals.TooManyMembers):
                notice(story, chief(story, "gov"))


@pytest.mark.rule("R5.5")
def test_a_rule_may_let_nobody_come_for_another(inside):
    with under(inside, delegates_allowed="false") as story:
        story.walk("noticed")
        row = Attendance.objects.filter(side="gov", slot=None).first()
        with story.on(story.day_of("noticed"), 15), refused(attendance_refusals.NoDelegates):
            attendance.substitute(attendance_id=row.pk, name="额尔敦", title="副局长", **story.someone("gov_clerk"))


@pytest.mark.rule("R5.4")
def test_observers_of_the_categories_of_the_rule_sit_in_and_count_for_no_side(inside):
    with under(inside, observers="新闻记者") as story:
        story.walk("settled")
        with story.on(story.day_of("noticed")):
            press = {"unit": "内蒙古日报社", "capacity": "in_attendance"}
            with refused(attendance_refusals.CategoryNotInRule, fields=("category",)):
                invited(story, "记者甲", "记者", **press, category="网红")
            row = invited(story, "记者乙", "记者", **press, category="新闻记者")
            assert (row.side, row.capacity, row.category) == ("none", "in_attendance", "新闻记者")


@pytest.mark.rule("R8.2")
def test_a_rule_may_ask_for_three_parts(inside):
    with under(inside, agenda_parts="prior_report、deliberate、deploy") as story:
        story.walk("noticed")
        assert sorted(set(story.meeting.agenda.values_list("part", flat=True))) == [1, 3, 4]
