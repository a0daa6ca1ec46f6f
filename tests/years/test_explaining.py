"""A year that closed without its meeting is explained by one side and confirmed by the other; nothing blocks."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from apps.meetings.models import Meeting
from apps.notifications.models import Message
from apps.workrules.parameters import REGIONAL_2024
from apps.workrules.rules import HeldMeeting, counted
from apps.years import refusals
from apps.years import services as years
from apps.years.alerts import alerts_on
from apps.years.facts import fact_of_explanation
from apps.years.lifecycle import YEAR_EXPLANATION
from apps.years.models import YearExplanation
from apps.years.rules import Held, standing
from apps.years.selectors import unmet_years, years_to_explain
from apps.years.tasks import warn
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.lifecycle.engine import take
from kernel.refusals import MissingField, WrongRole, WrongSide, WrongState
from tenants.ledger import models as ledger
from tenants.ledger import reconciliation
from tests.cast import an_office
from tests.road import refused
from tests.workrules.elsewhere import issue

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R4.6")]
HERE, LAST = "150121", 2025
WORDS = {"cause": "term_change", "text": "换届期间双方领导先后变动，经协商推迟到次年第一季度召开。"}
NEW_YEAR = date(2026, 1, 5)


@pytest.fixture
def office(inside):
    """An office that has kept its records here since 2025, on the first working days of 2026."""
    with inside(HERE):
        with clock.frozen_at(clock.at_hour(date(LAST, 3, 3), 9)):
            made = an_office(HERE)
        with clock.frozen_at(clock.at_hour(NEW_YEAR, 10)):
            yield made


def who(office, name):
    return {"by": office.people[name], "at": clock.now()}


def explain(office, name="union_clerk", year=LAST, **words):
    return years.explain_year(year=year, **{**WORDS, **words}, **who(office, name))


def confirmed(office):
    one = explain(office)
    return take(YEAR_EXPLANATION, "confirm", year_explanation_id=one.pk, **who(office, "gov_clerk"))


# --- when a year is to be explained ----------------------------------------------------------------------------------

IN_2023, IN_2024 = HeldMeeting(date(2023, 6, 1), 2023), HeldMeeting(date(2024, 6, 1), 2024)
EVERY_TWO = replace(REGIONAL_2024, period_years=2)
LONG_IN_FORCE = replace(EVERY_TWO, effective_on=date(2020, 1, 1))
TITLED = replace(REGIONAL_2024, year_attribution="titled_year")


@pytest.mark.parametrize(
    ("rule", "held", "year", "today", "stands"),
    [
        (REGIONAL_2024, [], 2025, date(2025, 12, 31), "open"),
        (REGIONAL_2024, [], 2025, date(2026, 1, 1), "unmet"),
        (REGIONAL_2024, [IN_2024], 2024, date(2026, 1, 1), "met"),
        (REGIONAL_2024, [], 2023, date(2026, 1, 1), "unbound"),
        (LONG_IN_FORCE, [IN_2023], 2024, date(2025, 1, 1), "met"),  # case 3: once in two years, held the year before
        (LONG_IN_FORCE, [IN_2023], 2025, date(2026, 1, 1), "unmet"),  # case 3: none in 2024 and 2025
        (EVERY_TWO, [], 2024, date(2025, 1, 1), "open"),  # the first period of a rule is whole
        (EVERY_TWO, [], 2025, date(2026, 1, 1), "unmet"),
        (TITLED, [HeldMeeting(date(2026, 1, 20), 2025)], 2025, date(2026, 1, 21), "met"),
        (TITLED, [HeldMeeting(date(2026, 1, 20), 2025)], 2025, date(2026, 1, 19), "unmet"),
        (REGIONAL_2024, [HeldMeeting(date(2025, 6, 1), 2025, extraordinary=True)], 2025, date(2026, 1, 1), "unmet"),
    ],
)
def test_a_year_stands_as_the_rule_counts_that_was_in_force_when_it_ended(rule, held, year, today, stands):
    counts = [Held(one.held_on, counted(one, rule)) for one in held]
    assert standing(counts, rule, year=year, today=today) == stands


def test_only_years_since_the_records_began_here_are_asked_for(office):
    assert unmet_years(NEW_YEAR) == [LAST]
    assert years_to_explain(date(LAST, 12, 31)) == []


# --- the road --------------------------------------------------------------------------------------------------------


def test_the_unions_office_explains_and_the_governments_confirms(office):
    one = explain(office)
    assert (one.state, one.year, one.first_year, one.side) == ("submitted", LAST, LAST, "union")
    assert not ledger.YearExplanation.objects.exists(), "until both sides stand by it, nothing is known above"
    one = take(YEAR_EXPLANATION, "confirm", year_explanation_id=one.pk, **who(office, "gov_clerk"))
    assert (one.state, one.submitted_by, one.confirmed_by) == (
        "confirmed",
        office.people["union_clerk"],
        office.people["gov_clerk"],
    )
    stated = ledger.YearExplanation.objects.get()
    assert (stated.year, stated.cause, stated.confirmed_on) == (LAST, "term_change", NEW_YEAR)
    assert WORDS["text"] not in str(vars(stated)), "the words stay at home"
    assert AuditEntry.objects.filter(what="year_explanation.confirm").exists()
    assert Meeting.objects.count() == 0, "it never invents a meeting"
    assert reconciliation.differences() == []


def test_what_comes_back_is_revised_and_what_was_confirmed_is_corrected_with_a_reason(office):
    one = explain(office)
    key = {"year_explanation_id": one.pk}
    one = years.return_explanation(**key, reason="请写明下一步安排", **who(office, "gov_clerk"))
    assert (one.state, one.reason) == ("returned", "请写明下一步安排")
    one = years.revise_explanation(**key, **{**WORDS, "cause": "put_off"}, **who(office, "union_clerk"))
    assert (one.state, one.cause) == ("submitted", "put_off")
    years.revise_explanation(**key, **WORDS, **who(office, "union_clerk"))
    take(YEAR_EXPLANATION, "confirm", **key, **who(office, "gov_clerk"))

    words = {**WORDS, "cause": "other", "reason": "原因类别选错"}
    one = years.correct_explanation(**key, **words, **who(office, "union_clerk"))
    assert (one.state, one.confirmed_at, one.confirmed_by) == ("submitted", None, None)
    assert fact_of_explanation(one) is None
    assert not ledger.YearExplanation.objects.exists(), "while it is corrected, it is taken back"
    entry = AuditEntry.objects.get(what="year_explanation.correct")
    assert entry.changes["cause"] == ["term_change", "other"]
    take(YEAR_EXPLANATION, "confirm", **key, **who(office, "gov_clerk"))
    assert ledger.YearExplanation.objects.get().cause == "other"


def test_under_a_rule_that_counts_two_years_the_period_is_explained_by_the_side_that_asks(inside):
    with inside(HERE), clock.frozen_at(clock.at_hour(date(2024, 3, 4), 9)):
        office = an_office(HERE)
    with inside(HERE):
        issue(office, on=date(2024, 3, 4), period_years="2", requested_by="gov")
        with clock.frozen_at(clock.at_hour(NEW_YEAR, 10)):
            with refused(refusals.NotOverYet, fields=("year",)):
                explain(office, "gov_clerk", year=2024)
            with pytest.raises(WrongSide), transaction.atomic():
                explain(office)
            one = explain(office, "gov_clerk")
            assert (one.first_year, one.side) == (2024, "gov")
            assert str(one).startswith("2024—2025")


# --- warnings --------------------------------------------------------------------------------------------------------


def test_both_offices_are_warned_in_red_from_new_year_until_it_is_confirmed(office):
    assert [one.name for one in alerts_on(date(LAST, 12, 31)) if one.late] == []
    [alert] = [one for one in alerts_on(date(2026, 1, 1)) if one.late]
    assert (alert.name, alert.year, alert.since) == ("unexplained", LAST, date(2026, 1, 1))
    one = explain(office)
    assert [one.name for one in alerts_on(NEW_YEAR)] == ["unexplained"]
    take(YEAR_EXPLANATION, "confirm", year_explanation_id=one.pk, **who(office, "gov_clerk"))
    assert alerts_on(NEW_YEAR) == []


def test_the_warning_is_sent_once(office):
    warn()
    warn()
    for name in ("gov_clerk", "union_clerk"):
        [told] = Message.objects.filter(recipient=office.people[name], object_kind="alert")
        assert "2025" in told.text


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2026, 2027, 9999, 2**31 - 1])
def test_a_year_is_not_explained_before_it_is_over(office, year):
    with refused(refusals.NotOverYet, fields=("year",)):
        explain(office, year=year)


def test_on_the_last_day_a_meeting_may_still_be_held(office):
    with clock.frozen_at(clock.at_hour(date(LAST, 12, 31), 22)), refused(refusals.NotOverYet, fields=("year",)):
        explain(office)


@pytest.mark.parametrize("year", [2023, 1948, 0, -5])
def test_a_year_before_any_rule_needs_no_explanation(office, year):
    with refused(refusals.NotBoundThen, fields=("year",)):
        explain(office, year=year)


def test_a_year_that_had_its_meeting_has_nothing_to_explain(office):
    values = {"year": LAST, "kind": "ordinary", "ordinal": 1, "state": "held", "imported": True}
    days = dict.fromkeys(("planned_on", "first_planned_on", "held_on", "session_on"), date(LAST, 6, 3))
    moments = {"state_since": clock.now(), "imported_at": clock.now()}
    Meeting(**values, **days, **moments).save(force_insert=True)
    with refused(refusals.MeetingWasHeld, fields=("year",)):
        explain(office)
    assert unmet_years(NEW_YEAR) == []


def test_a_year_is_explained_once(office):
    explain(office)
    with refused(refusals.ExplainedAlready, fields=("year",)):
        explain(office)
    assert YearExplanation.objects.count() == 1


@pytest.mark.parametrize("missing", ["cause", "text"])
def test_neither_the_cause_nor_the_words_may_be_missing(office, missing):
    with pytest.raises(MissingField) as told, transaction.atomic():
        explain(office, **{missing: None})
    assert set(told.value.fields) == {missing}


def test_who_explained_does_not_confirm_nor_does_a_colleague_of_that_side(office):
    one = explain(office)
    for name in ("union_clerk", "union_clerk_2"):
        with refused(refusals.OwnExplanation):
            take(YEAR_EXPLANATION, "confirm", year_explanation_id=one.pk, **who(office, name))
        with refused(refusals.OwnExplanation):
            years.return_explanation(year_explanation_id=one.pk, reason="再改", **who(office, name))


def test_the_other_side_neither_explains_nor_rewords(office):
    with pytest.raises(WrongSide), transaction.atomic():
        explain(office, "gov_clerk")
    one = explain(office)
    with refused(refusals.OtherSidesExplanation):
        years.revise_explanation(year_explanation_id=one.pk, **WORDS, **who(office, "gov_clerk"))


@pytest.mark.parametrize("name", ["union_leader", "union_unit", "viewer"])
def test_nobody_but_the_office_explains(office, name):
    with pytest.raises((WrongRole, WrongSide)), transaction.atomic():
        explain(office, name)


def test_what_is_confirmed_is_neither_revised_nor_confirmed_again(office):
    one = confirmed(office)
    with pytest.raises(WrongState), transaction.atomic():
        years.revise_explanation(year_explanation_id=one.pk, **WORDS, **who(office, "union_clerk"))
    with pytest.raises(WrongState), transaction.atomic():
        take(YEAR_EXPLANATION, "confirm", year_explanation_id=one.pk, **who(office, "gov_clerk"))


def test_a_correction_needs_its_reason(office):
    one = confirmed(office)
    with pytest.raises(MissingField) as told, transaction.atomic():
        years.correct_explanation(year_explanation_id=one.pk, **WORDS, reason=None, **who(office, "union_clerk"))
    assert set(told.value.fields) == {"reason"}
