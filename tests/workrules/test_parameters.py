"""The catalogue of parameters: every key has a type, a regional value, other values that work, and sentences."""

from dataclasses import fields, replace
from datetime import date

import pytest

from apps.followups.models import LetterKind
from apps.workrules.conflicts import contradictions
from apps.workrules.guards import contradict, deviations_of
from apps.workrules.parameters import IDENTITY, PARAMETERS, REGIONAL_2024, RuleParameters, with_deviations
from apps.workrules.refusals import DeviationsContradict, DeviationUnreadable, DeviationWithoutReason
from apps.workrules.rules import HeldMeeting, collection_due_on, compliance, exceeds, held_in_period
from apps.workrules.snapshots import from_snapshot, to_snapshot
from apps.workrules.values import Unreadable, read
from vocabulary.categories import Category
from vocabulary.disclosure import Disclosure

#: What rules of other places and levels say; the number is the case's in the table of parameters.
ELSEWHERE = {
    "mechanism_name": ["联席座谈会议", "加强相互联系若干规定"],
    "gov_label": ["兵团行政", "管委会", "行政公署"],
    "frequency_max": ["2"],
    "period_years": ["2"],
    "frequency_strength": ["required", "应当"],
    "year_attribution": ["titled_year"],
    "meeting_months": ["3、9", "1"],
    "meeting_months_strength": ["应当"],
    "requested_by": ["either", "gov"],
    "slots": ["", "chief_convener_gov", "chief_convener_gov、chief_convener_union"],
    "presider_rule": ["principal_required", "union_chair", "named_title", "free", "alternating", "jointly", "双方轮流"],
    "presider_strength": ["应当"],
    "presider_delegation": ["no", "否"],
    "observers": ["新闻记者", "党委领导、乡镇长"],
    "reps_per_side": ["3"],
    "topic_routes": ["gov_direct、union_office"],
    "topic_settlement": ["gov_leader", "chain"],
    "collection_lead_unit": ["none", "weeks", "天"],
    "research_phase": ["after_settlement"],
    "notice_lead": ["2", "7", "0", "366"],
    "notice_lead_unit": ["days"],
    "minutes_drafter": ["gov_clerk"],
    "minutes_approval_chain": ["gov", "gov、union"],
    "minutes_form": ["notice"],
    "minutes_deadline_workdays": ["3", "60", "1", "366"],
    "agenda_parts": ["prior_report、deliberate、deploy"],
    "host_meeting": ["常务会议"],
    "followup_close_chain": ["gov_clerk"],
    "publicity_approvers": ["none"],
    "ordinal_style": ["年度"],
    "report_up_to": ["higher_gov_office"],
    "extends_to": ["township、zone、industry", "苏木乡镇街道、开发区和管理区、行业"],
    "union_label": ["工会联合会"],
    "gov_organ": ["某某管理委员会"],
    "union_organ": ["某某工会联合会"],
    "frequency_min": ["2"],
    "plan_alert_months": ["3、6、9", "无"],
    "extraordinary_allowed": ["否"],
    "extraordinary_consent": ["gov", "union", "提前协商"],
    "extraordinary_counts": ["是"],
    "chief_convener_title": ["主任委员"],
    "convener_title": ["委员"],
    "ordinal_start": ["13"],
    "category_labels": ["职工切身利益＝职工权益事项、other=其他事项"],
    "attend_defaults": ["conveners", "none"],
    "fixed_members": ["、".join(f"第{number}单位" for number in range(34))],
    "invite_categories": ["党委领导、乡镇长"],
    "delegates_allowed": ["false"],
    "topic_origins": ["gov、union", "gov"],
    "collection_lead": ["3"],
    "late_topics": ["allow", "refuse"],
    "research_required": ["false"],
    "consultation_days": ["15"],
    "notice_issuer": ["union_clerk", "either"],
    "notice_lead_strength": ["应当"],
    "pack_lead_workdays": ["2"],
    "pack_lead_strength": ["应当"],
    "disclosure_default": ["主动公开", "withheld"],
    "notice_receipt_hours": ["48"],
    "presider_title": ["秘书长"],
    "minutes_countersign": ["true"],
    "minutes_issuer": ["gov_clerk"],
    "publicity_days": ["7"],
    "report_cycle_days": ["30", "182", "1", "366", "无"],
    "report_cycle_unit": ["个月", "months"],
    "work_plan_month": ["6"],
    "opening_days": ["0", "10"],
    "minutes_name": ["会议备忘录"],
    "ladder_reminder_days": ["30"],
    "ladder_supervision_days": ["7"],
    "ladder_steps": ["催办单、督办单", "无"],
    "report_up_due_days": ["30"],
    "report_up_content": ["会议纪要和落实情况清单"],
    "binds_on": ["印发通知之日"],
    "ladder_for_earlier": ["true"],
    "topic_settlement_chain": ["union_clerk、gov_clerk、gov_leader"],
}


def deviation(name: str, value: str, reason: str = "当地实际") -> dict[str, str]:
    return {"parameter": name, "value": value, "reason": reason}


def test_every_parameter_stands_in_the_catalogue_and_reads_back_what_it_says():
    assert set(PARAMETERS) == {field.name for field in fields(RuleParameters)} - IDENTITY
    for parameter in PARAMETERS.values():
        assert read(parameter, parameter.typed(parameter.regional)) == parameter.regional
        assert parameter.said(parameter.regional)


@pytest.mark.rule("R12.1")
@pytest.mark.parametrize(("name", "typed"), [(name, typed) for name, all_ in ELSEWHERE.items() for typed in all_])
def test_the_values_of_other_places_can_be_stored_and_come_back(name, typed):
    stored = deviations_of([deviation(name, typed)])
    parameters = with_deviations(REGIONAL_2024, stored)

    assert getattr(parameters, name) == read(PARAMETERS[name], typed) != PARAMETERS[name].regional
    assert stored[name]["reason"] == "当地实际"
    assert from_snapshot(to_snapshot(parameters)) == parameters


def test_other_values_are_tried_of_every_parameter_but_the_number_of_sides():
    assert set(ELSEWHERE) == set(PARAMETERS) - {"sides_count"}


def test_every_parameter_says_what_it_changes_and_what_may_be_typed():
    assert all(one.help and len(one.hint) > len(str(one.help)) for one in PARAMETERS.values())


def test_what_a_form_shows_of_a_list_may_be_typed_again():
    for one in PARAMETERS.values():
        if one.kind == "choices":
            everything = tuple(value for value, _label in one.choices)
            assert read(one, one.said(everything)) == everything
    labels = PARAMETERS["category_labels"]
    value = read(labels, "职工切身利益＝职工权益事项")
    assert (value, read(labels, labels.said(value))) == (("worker_interests=职工权益事项",), value)


def test_choices_say_the_same_as_the_tables_of_the_layers_above():
    offered = {name: {value for value, _label in PARAMETERS[name].choices} for name in PARAMETERS}
    assert offered["category_labels"] == {*Category.values, "prior_followup"}
    assert offered["ladder_steps"] == set(LetterKind.values)
    assert offered["disclosure_default"] == set(Disclosure.values)
    for value, label in PARAMETERS["disclosure_default"].choices:
        assert str(Disclosure(value).label) == str(label)


@pytest.mark.rule("R12.1")
def test_everything_that_is_wrong_is_said_at_once_beside_its_parameter():
    rows = [deviation("notice_lead", "五"), deviation("period_years", "9"), deviation("requested_by", "either")]
    with pytest.raises(DeviationUnreadable) as told:
        deviations_of(rows)
    assert set(told.value.fields) == {"deviations", "deviations.notice_lead", "deviations.period_years"}
    assert "1 至 5" in str(told.value.fields["deviations.period_years"])


@pytest.mark.rule("R12.1")
def test_what_is_typed_as_in_the_region_is_no_deviation():
    assert deviations_of([deviation("requested_by", "union", reason=""), deviation("notice_lead", "5")]) == {}


@pytest.mark.rule("R12.1")
def test_a_deviation_gives_its_reason():
    with pytest.raises(DeviationWithoutReason, match=r"：.*。"):
        deviations_of([deviation("requested_by", "either", reason=" ")])


@pytest.mark.rule("R12.1")
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("requested_by", "nobody"), ("period_years", "0"), ("period_years", "-1"), ("notice_lead", "五"),
        ("extraordinary_allowed", "maybe"), ("slots", "convener_gov、convener_gov"), ("mechanism_name", ""),
        ("mechanism_name", "长" * 41), ("category_labels", "职工权益事项"), ("category_labels", "other=甲、other=乙"),
        ("category_labels", "nothing=甲"), ("report_up_content", "长" * 201), ("ladder_steps", "letter"),
        ("agenda_parts", "、"), ("minutes_deadline_workdays", "١٥"),
    ],
)  # fmt: skip
def test_what_is_no_value_of_the_parameter_is_refused(name, typed):
    with pytest.raises(DeviationUnreadable, match=r"：.*。"):
        deviations_of([deviation(name, typed)])


@pytest.mark.rule("R12.1")
@pytest.mark.parametrize(
    "values",
    [
        {"sides_count": 3},
        {"frequency_min": 2, "frequency_max": 1},
        {"ladder_steps": ("supervision_order", "chase_up")},
        {"presider_rule": "named_title"},
        {"presider_title": "秘书长"},
        {"presider_rule": "free", "presider_strength": "required"},
        {"topic_settlement": "chain"},
        {"topic_settlement_chain": ("gov_clerk",)},
        {"topic_routes": ("union_office",)},
        {"topic_routes": ("gov_department",)},
        {"collection_lead": 0},
        {"collection_lead": 25},
        {"report_cycle_days": 13, "report_cycle_unit": "months"},
        {"reps_per_side": 1},
        {"extraordinary_allowed": False, "extraordinary_counts": True},
        {"report_up_due_days": 30},
        {"agenda_parts": ("prior_report", "deploy")},
        {"agenda_parts": ("deliberate", "prior_report")},
    ],
)
def test_values_that_do_not_go_together_are_refused_with_a_sentence(values):
    deviations = {name: {"value": value, "reason": "当地实际"} for name, value in values.items()}
    with pytest.raises(DeviationsContradict, match=r"：.*。"):
        contradict(deviations)


@pytest.mark.rule("R1.2")
def test_a_three_sided_mechanism_is_refused_with_a_sentence():
    with pytest.raises(DeviationsContradict, match="不支持三方机制"):
        contradict(deviations_of([deviation("sides_count", "3")]))


def test_the_regional_rule_contradicts_nothing():
    assert contradictions(REGIONAL_2024) == {}


@pytest.mark.rule("R13.2")
def test_a_snapshot_of_before_a_parameter_existed_reads_as_in_the_region():
    old = {"title": "旧规则", "collection_lead_months": 2, "report_cycle_days": 30}
    assert from_snapshot(old) == replace(REGIONAL_2024, title="旧规则", report_cycle_days=30)


def test_an_unreadable_value_says_why():
    with pytest.raises(Unreadable, match="整数"):
        read(PARAMETERS["notice_lead"], "下周")


# --- when collection begins ------------------------------------------------------------------------------------------


@pytest.mark.rule("R6.4")
@pytest.mark.parametrize(
    ("lead", "unit", "due"),
    [
        (2, "months", date(2024, 10, 20)),
        (3, "weeks", date(2024, 11, 29)),
        (45, "days", date(2024, 11, 5)),
        (1, "months", date(2024, 11, 20)),
        (366, "days", date(2023, 12, 20)),
        (0, "none", None),
    ],
)
def test_collection_begins_as_long_before_the_meeting_as_the_rule_asks(lead, unit, due):
    rule = replace(REGIONAL_2024, collection_lead=lead, collection_lead_unit=unit)
    assert collection_due_on(date(2024, 12, 20), rule) == due


@pytest.mark.rule("R6.4")
def test_two_months_before_the_end_of_april_is_the_end_of_february():
    assert collection_due_on(date(2025, 4, 30), REGIONAL_2024) == date(2025, 2, 28)


# --- how often -------------------------------------------------------------------------------------------------------

TWO_YEARS = replace(REGIONAL_2024, period_years=2)
IN_2023 = HeldMeeting(date(2023, 11, 3), 2023)


@pytest.mark.rule("R4.6")
@pytest.mark.rule("R4.8")
@pytest.mark.parametrize(
    ("rule", "held", "year", "on", "stands"),
    [
        (TWO_YEARS, [IN_2023], 2024, date(2024, 12, 31), "compliant"),
        (TWO_YEARS, [], 2025, date(2025, 12, 31), "not_compliant"),
        (TWO_YEARS, [IN_2023], 2025, date(2025, 12, 31), "not_compliant"),
        (TWO_YEARS, [IN_2023], 2025, date(2025, 12, 30), "open"),
        (TWO_YEARS, [], 2024, date(2024, 12, 31), "open"),
        (REGIONAL_2024, [IN_2023], 2024, date(2024, 12, 31), "not_compliant"),
        (REGIONAL_2024, [IN_2023], 2024, date(2024, 6, 1), "open"),
        (REGIONAL_2024, [HeldMeeting(date(2024, 3, 1), 2024)], 2024, date(2024, 2, 29), "open"),
        (REGIONAL_2024, [HeldMeeting(date(2024, 3, 1), 2024)], 2024, date(2024, 3, 1), "compliant"),
        (REGIONAL_2024, [HeldMeeting(date(2024, 3, 1), 2024, extraordinary=True)], 2024, date(2024, 12, 31),
         "not_compliant"),
        (replace(REGIONAL_2024, extraordinary_counts=True), [HeldMeeting(date(2024, 3, 1), 2024, extraordinary=True)],
         2024, date(2024, 12, 31), "compliant"),
        (replace(REGIONAL_2024, frequency_min=2), [HeldMeeting(date(2024, 3, 1), 2024)], 2024, date(2024, 12, 31),
         "not_compliant"),
    ],
)  # fmt: skip
def test_a_government_stands_to_its_frequency_as_its_own_rule_counts(rule, held, year, on, stands):
    assert compliance(held, rule, year=year, on=on) == stands


@pytest.mark.rule("R4.8")
@pytest.mark.parametrize(("attribution", "year"), [("titled_year", 2024), ("held_date", 2025)])
def test_a_meeting_of_january_counts_for_the_year_of_its_title_where_the_rule_says_so(attribution, year):
    rule = replace(REGIONAL_2024, year_attribution=attribution)
    late = [HeldMeeting(date(2025, 1, 10), titled_year=2024)]
    assert held_in_period(late, rule, year=year, on=date(2025, 1, 31)).held == 1
    assert compliance(late, rule, year=year, on=date(2025, 1, 31)) == "compliant"


@pytest.mark.rule("R4.6")
def test_no_more_meetings_than_the_rule_allows():
    rule = replace(REGIONAL_2024, frequency_max=2)
    held = [HeldMeeting(date(2026, month, 3), 2026) for month in (3, 6)]
    asked = {"year": 2026, "on": date(2026, 12, 31)}
    assert exceeds(held_in_period(held, rule, **asked), rule)
    assert not exceeds(held_in_period(held[:1], rule, **asked), rule)
    assert not exceeds(held_in_period(held, REGIONAL_2024, **asked), REGIONAL_2024)
