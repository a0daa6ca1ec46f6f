"""The roll-up computed by hand: what each measure counts, on which day, and that sums are sums."""

from dataclasses import replace
from datetime import date
from random import Random
from statistics import mean

import pytest

from kernel.schema import inside
from tenants.governments.models import Government
from tenants.ledger import selectors
from tenants.ledger.facts import Fact
from tenants.ledger.measures import Measures, Share
from tenants.ledger.selectors import GovernmentRow
from tests.tenants.ledger_facts import a_meeting, a_plan, a_rule, an_explanation, an_item, state
from vocabulary.items import ItemState
from vocabulary.meetings import STATED_UPWARD

pytestmark = pytest.mark.django_db

DUE = date(2026, 9, 30)
DAY_AFTER = date(2026, 10, 1)


def summary_of(above: Government, *, year: int = 2026, today: date = DAY_AFTER) -> selectors.Summary:
    with inside(above):
        return selectors.summary(scope_path=above.path, year=year, today=today)


def rows_of(above: Government, *, year: int = 2026, today: date = DAY_AFTER, **chosen: str) -> list[GovernmentRow]:
    with inside(above):
        return selectors.governments(scope_path=above.path, year=year, today=today, **chosen)


def row_of(one: Government, above: Government, *, year: int = 2026, today: date = DAY_AFTER) -> GovernmentRow:
    return next(row for row in rows_of(above, year=year, today=today) if row.code == one.code)


@pytest.fixture
def a_year(
    league: Government,
    banner: Government,
    neighbour: Government,
    other_league: Government,
    other_banner: Government,
) -> None:
    """Five governments in 2026, each for another reason done, undone or not counted."""
    state(
        league,
        [
            a_rule(),
            a_meeting("following_up", held_on=date(2026, 6, 10)),  # minutes a week before they are due
            an_item("closed", closed_on=DUE),  # on its last day
            an_item("closed", due_on=date(2026, 8, 31), closed_on=date(2026, 9, 1)),  # a day late
            an_item("in_progress"),  # overdue
        ],
    )
    state(
        banner,
        [
            a_rule(),
            a_meeting(
                "closed",
                held_on=date(2026, 1, 5),
                minutes_issued_on=date(2026, 1, 26),  # on the last day
                topics_gov=3,
                topics_union=3,
                topics_tabled=5,
                topics_decided=4,
            ),
            an_item("closed", due_on=date(2026, 12, 31)),  # long before its day: done, but not judged yet
            an_item("terminated"),  # neither done nor undone
            an_item("reported", due_on=DAY_AFTER),  # due today
        ],
    )
    state(
        neighbour,
        [
            a_rule(in_force_to=DAY_AFTER),  # repealed today
            a_meeting(
                "held",
                held_on=date(2026, 9, 10),
                kind="extraordinary",
                minutes_due_on=DAY_AFTER,
                topics_joint=2,
                topics_tabled=2,
                topics_decided=2,
            ),
        ],
    )
    state(
        other_league, [a_meeting("noticed", held_on=DUE, topics_gov=9, topics_tabled=9)]
    )  # no rule; the planned day has passed
    state(other_banner, [a_rule(period_years=2), a_meeting("closed", held_on=date(2025, 1, 1))])  # once in two years


@pytest.mark.usefixtures("a_year")
def test_the_regions_summary_is_what_a_pencil_finds(region: Government) -> None:
    found = summary_of(region)

    assert (found.year, found.governments) == (2026, 5)
    assert found.measures == Measures(
        built=Share(3, 5),
        held=Share(3, 5),
        minutes_issued=Share(2, 3),
        minutes_on_time=Share(2, 2),
        topics=Share(6, 7),
        items_closed=Share(3, 5),
        on_time=Share(1, 3),
        overdue=Share(1, 5),
    )


@pytest.mark.rule("R11.3")
@pytest.mark.usefixtures("a_year")
def test_a_day_later_what_was_due_is_late(region: Government) -> None:
    found = summary_of(region, today=date(2026, 10, 2)).measures

    assert found.minutes_on_time == Share(2, 3)
    assert found.on_time == Share(1, 4)
    assert found.overdue == Share(2, 5)


@pytest.mark.usefixtures("a_year")
def test_on_the_last_day_nothing_is_late(region: Government) -> None:
    found = summary_of(region, today=DUE).measures

    assert found.built == Share(4, 5), "repealed tomorrow is in force today"
    assert found.on_time == Share(0, 1)
    assert found.overdue == Share(0, 5)


@pytest.mark.usefixtures("a_year")
def test_a_league_sums_its_own_banners_without_itself(league: Government) -> None:
    found = summary_of(league)

    assert found.governments == 2
    assert found.measures.held == Share(1, 2)
    assert found.measures.items_closed == Share(1, 2)


@pytest.mark.usefixtures("a_year")
def test_the_region_may_ask_about_one_league(region: Government, league: Government) -> None:
    with inside(region):
        asked = selectors.summary(scope_path=league.path, year=2026, today=DAY_AFTER)
    assert asked.measures == summary_of(league).measures


@pytest.mark.usefixtures("a_year")
def test_below_a_banner_there_is_nothing(banner: Government) -> None:
    found = summary_of(banner)

    assert found.governments == 0
    assert {getattr(found.measures, name) for name in Measures.names()} == {Share(0, 0)}
    assert rows_of(banner) == []


def test_an_empty_ledger_counts_everybody_as_obliged(region: Government) -> None:
    found = summary_of(region)

    assert found.measures.built == found.measures.held == Share(0, 5)
    assert found.measures.minutes_issued == found.measures.on_time == Share(0, 0)
    assert {row.stage for row in rows_of(region)} == {"none"}


# --- which day, which year ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "year", "today", "built"),
    [
        pytest.param(a_rule(in_force_from=date(2024, 2, 29)), 2024, date(2024, 2, 28), 0, id="the day before"),
        pytest.param(a_rule(in_force_from=date(2024, 2, 29)), 2024, date(2024, 2, 29), 1, id="from the leap day on"),
        pytest.param(a_rule(in_force_from=date(2024, 12, 31)), 2024, DAY_AFTER, 1, id="by 31 December of a past year"),
        pytest.param(a_rule(in_force_from=date(2025, 1, 1)), 2024, DAY_AFTER, 0, id="a day after a past year"),
        pytest.param(a_rule(in_force_to=date(2026, 1, 1)), 2025, DAY_AFTER, 1, id="repealed after a past year"),
        pytest.param(a_rule(in_force_to=date(2025, 12, 31)), 2025, DAY_AFTER, 0, id="repealed on its last day"),
        pytest.param(a_rule(in_force_from=date(2026, 10, 2)), 2026, DAY_AFTER, 0, id="from tomorrow on"),
    ],
)
@pytest.mark.rule("R12.2")
def test_a_rule_counts_on_the_day_asked_about(region, banner, rule: Fact, year: int, today: date, built: int) -> None:
    state(banner, [rule])
    assert summary_of(region, year=year, today=today).measures.built == Share(built, 5)


@pytest.mark.parametrize(
    ("period", "held_on", "year", "held"),
    [
        (1, date(2024, 12, 31), 2024, 1),
        (1, date(2025, 1, 1), 2024, 0),
        (1, date(2024, 12, 31), 2025, 0),
        (2, date(2024, 1, 1), 2025, 1),
        (2, date(2023, 12, 31), 2025, 0),
        (3, date(2024, 2, 29), 2026, 1),
    ],
)
@pytest.mark.rule("R4.6")
def test_a_meeting_satisfies_the_period_it_was_held_in(
    region, banner, period: int, held_on: date, year: int, held: int
) -> None:
    state(banner, [a_rule(in_force_from=date(2020, 1, 1), period_years=period), a_meeting("closed", held_on=held_on)])
    assert row_of(banner, region, year=year).measures.held == Share(held, 1)


@pytest.mark.rule("R4.8")
def test_a_meeting_counts_where_it_was_held_not_where_it_was_planned(region: Government, banner: Government) -> None:
    state(banner, [a_meeting("following_up", held_on=date(2026, 1, 3), year=2025)])

    assert row_of(banner, region, year=2025).measures.held == Share(0, 1)
    assert row_of(banner, region, year=2026).measures.held == Share(1, 1)
    assert row_of(banner, region, year=2026).measures.minutes_issued == Share(1, 1)
    assert row_of(banner, region, year=2025).stage == "following_up"


@pytest.mark.rule("R4.8")
def test_an_extraordinary_meeting_does_not_satisfy_the_obligation(region: Government, banner: Government) -> None:
    state(banner, [a_meeting("closed", kind="extraordinary")])

    row = row_of(banner, region)

    assert row.measures.held == Share(0, 1)
    assert row.measures.minutes_issued == Share(1, 1)
    assert row.stage == "none"


@pytest.mark.rule("R4.6")
def test_twice_a_year_needs_two_meetings(region: Government, banner: Government) -> None:
    state(banner, [a_rule(frequency_min=2), a_meeting("closed", held_on=date(2026, 3, 1))])
    assert row_of(banner, region).measures.held == Share(0, 1)

    state(banner, [a_meeting("held", held_on=date(2026, 9, 20))])
    assert row_of(banner, region).measures.held == Share(1, 1)


def test_of_two_rules_the_later_one_binds(region: Government, banner: Government) -> None:
    state(banner, [a_rule(frequency_min=2), a_rule(in_force_from=date(2026, 1, 1)), a_meeting("closed")])

    row = row_of(banner, region)

    assert (row.measures.built, row.measures.held) == (Share(1, 1), Share(1, 1))


@pytest.mark.parametrize(("today", "overdue"), [(date(2024, 2, 29), 0), (date(2024, 3, 1), 1)])
def test_an_item_due_on_the_leap_day_is_late_in_march(region, banner, today: date, overdue: int) -> None:
    state(banner, [an_item(year=2024, listed_on=date(2024, 1, 2), due_on=date(2024, 2, 29))])
    assert row_of(banner, region, year=2024, today=today).measures.overdue == Share(overdue, 1)


def test_an_item_counts_in_the_year_of_its_meeting(region: Government, banner: Government) -> None:
    state(banner, [an_item("closed", year=2025), an_item()])

    assert row_of(banner, region, year=2025).measures.items_closed == Share(1, 1)
    assert row_of(banner, region, year=2026).measures.items_closed == Share(0, 1)


def test_minutes_without_a_deadline_are_not_judged_by_one(region: Government, banner: Government) -> None:
    state(banner, [a_meeting("closed", held_on=date(2026, 3, 2), minutes_due_on=None, imported=True)])

    row = row_of(banner, region)

    assert row.measures.minutes_issued == Share(1, 1)
    assert row.measures.minutes_on_time == Share(0, 0)


def test_an_extension_moves_the_day_an_item_is_judged_by(region: Government, banner: Government) -> None:
    item = an_item("closed", closed_on=date(2026, 11, 1))
    state(banner, [item])
    assert row_of(banner, region, today=date(2026, 12, 1)).measures.on_time == Share(0, 1)

    state(banner, [replace(item, due_on=date(2026, 11, 1), extensions=1)])
    assert row_of(banner, region, today=date(2026, 12, 1)).measures.on_time == Share(1, 1)


# --- the year a meeting counts for ----------------------------------------------------------------------------------


@pytest.mark.rule("R4.8")
def test_a_meeting_satisfies_the_year_that_its_own_rule_counts_it_for(region, banner) -> None:
    state(banner, [a_rule(), a_meeting("closed", held_on=date(2027, 1, 8), year=2026, counts_in=2026)])
    asked = date(2027, 2, 1)
    assert row_of(banner, region, year=2026, today=asked).measures.held == Share(1, 1)
    assert row_of(banner, region, year=2027, today=asked).measures.held == Share(0, 1)
    assert row_of(banner, region, year=2026, today=date(2026, 12, 31)).measures.held == Share(0, 1)


@pytest.mark.rule("R4.8")
@pytest.mark.parametrize(("counts_in", "held"), [(2026, 1), (None, 0)])
def test_an_extraordinary_meeting_satisfies_the_year_where_its_rule_says_so(region, banner, counts_in, held) -> None:
    state(banner, [a_rule(), a_meeting("closed", kind="extraordinary", counts_in=counts_in)])
    assert row_of(banner, region).measures.held == Share(held, 1)


@pytest.mark.rule("R4.6")
def test_case_3_once_in_two_years_is_kept_by_the_meeting_of_the_year_before(region, banner, neighbour) -> None:
    twice = {"in_force_from": date(2023, 1, 1), "period_years": 2}
    state(banner, [a_rule(**twice), a_meeting("closed", held_on=date(2023, 11, 3))])
    state(neighbour, [a_rule(**twice)])
    last_day = date(2024, 12, 31)
    assert row_of(banner, region, year=2024, today=last_day).measures.held == Share(1, 1)
    assert row_of(banner, region, year=2025, today=date(2025, 12, 31)).measures.held == Share(0, 1)
    assert row_of(neighbour, region, year=2025, today=date(2026, 1, 1)).late


@pytest.mark.rule("R4.6")
def test_a_new_rule_has_its_whole_period_before_anybody_is_late(region, banner) -> None:
    state(banner, [a_rule(in_force_from=date(2026, 3, 1), period_years=2)])
    assert not row_of(banner, region, year=2026, today=date(2027, 1, 1)).late
    assert row_of(banner, region, year=2027, today=date(2028, 1, 1)).late


# --- one row per government -----------------------------------------------------------------------------------------


def test_rows_come_in_the_order_of_the_tree_with_their_parents(region, league, banner, other_league) -> None:
    rows = rows_of(region)

    assert [row.code for row in rows] == ["150100", "150102", "150121", "150200", "150202"]
    assert (rows[0].parent, rows[2].parent) == (region.code, league.code)
    assert (rows[2].name, rows[2].name_en, rows[2].level) == (banner.name, banner.name_en, "banner")
    assert [row.code for row in rows_of(region, level="league")] == [league.code, other_league.code]
    assert [row.code for row in rows_of(region, parent=league.code)] == ["150102", "150121"]
    assert rows_of(region, parent=region.code, level="banner") == []


@pytest.mark.parametrize("reached", [state.value for state in STATED_UPWARD])
def test_the_stage_is_the_state_of_the_ordinary_meeting(region, banner, reached: str) -> None:
    state(banner, [a_meeting(reached), a_meeting("closed", held_on=date(2025, 6, 10))])
    assert row_of(banner, region).stage == reached


@pytest.mark.parametrize(
    ("states", "stage"),
    [
        (["cancelled", "requested"], "requested"),
        (["declined", "cancelled"], "declined"),
        (["closed", "collecting"], "closed"),
        (["settled", "declined", "noticed"], "noticed"),
    ],
)
def test_of_several_meetings_the_furthest_is_shown(region, banner, states: list[str], stage: str) -> None:
    state(banner, [a_meeting(one) for one in states])
    assert row_of(banner, region).stage == stage


@pytest.mark.parametrize(
    ("fact", "today", "late"),
    [
        pytest.param(a_meeting("noticed", held_on=DUE), DUE, False, id="the planned day itself"),
        pytest.param(a_meeting("noticed", held_on=DUE), DAY_AFTER, True, id="the planned day has passed"),
        pytest.param(a_meeting("cancelled", held_on=DUE), DAY_AFTER, False, id="a cancelled meeting"),
        pytest.param(a_meeting("held", minutes_due_on=DUE), DUE, False, id="the last day for the minutes"),
        pytest.param(a_meeting("held", minutes_due_on=DUE), DAY_AFTER, True, id="minutes overdue"),
        pytest.param(a_meeting("following_up"), DAY_AFTER, False, id="minutes issued"),
        pytest.param(an_item(), DAY_AFTER, True, id="an overdue item"),
        pytest.param(an_item("terminated"), DAY_AFTER, False, id="a terminated item"),
        pytest.param(
            a_meeting("accepted", held_on=date(2026, 12, 1), collection_due_on=DUE), DAY_AFTER, True, id="no collection"
        ),
        pytest.param(
            a_meeting("accepted", held_on=date(2026, 12, 1), collection_due_on=DUE), DUE, False, id="collection due"
        ),
        pytest.param(
            a_meeting(
                "accepted", held_on=date(2026, 12, 1), collection_due_on=DUE, collection_started_on=date(2026, 9, 1)
            ),
            DAY_AFTER,
            False,
            id="postponed after its collection",
        ),
        pytest.param(
            a_meeting("accepted", held_on=date(2026, 12, 1), collection_due_on=DUE, kind="extraordinary"),
            DAY_AFTER,
            False,
            id="an extraordinary meeting collects nothing",
        ),
        pytest.param(a_meeting("closed"), date(2027, 1, 1), False, id="the year is over and the meeting was held"),
        pytest.param(a_rule(), date(2026, 12, 31), False, id="the year is not over"),
        pytest.param(a_rule(), date(2027, 1, 1), True, id="the year is over without a meeting"),
    ],
)
def test_what_is_past_its_day_is_shown_as_late(region, banner, fact: Fact, today: date, late: bool) -> None:
    state(banner, [fact])
    assert row_of(banner, region, today=today).late is late


# --- sums, statements, scope ----------------------------------------------------------------------------------------


def a_random_government(dice: Random) -> list[Fact]:
    """Some facts, all possible, in no order."""
    facts: list[Fact] = [a_rule(frequency_min=dice.randint(1, 2), period_years=dice.randint(1, 2))] * dice.randint(0, 1)
    for _ in range(dice.randint(0, 3)):
        held_on = date(dice.randint(2025, 2026), dice.randint(1, 12), dice.randint(1, 28))
        kind = dice.choice(["ordinary", "ordinary", "extraordinary"])
        facts.append(a_meeting(dice.choice(STATED_UPWARD).value, held_on=held_on, kind=kind))
    for _ in range(dice.randint(0, 6)):
        due_on = date(2026, dice.randint(7, 12), dice.randint(1, 28))
        facts.append(an_item(dice.choice(ItemState.values), due_on=due_on))
    return facts


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.rule("R12.6")
def test_the_summary_is_the_sum_of_the_rows(region: Government, seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - a repeatable choice, no secret
    for government in Government.objects.all():
        state(government, a_random_government(dice))

    found, rows = summary_of(region).measures, rows_of(region)

    for name in Measures.names():
        assert getattr(found, name) == sum((getattr(row.measures, name) for row in rows), start=Share(0, 0)), name
    assert found.items_closed.denominator > 0


@pytest.mark.usefixtures("a_year")
@pytest.mark.rule("R12.6", "C11")
def test_a_share_is_no_number_and_cannot_be_averaged() -> None:
    shares = [Share(1, 2), Share(3, 4)]
    with pytest.raises(TypeError):
        mean(shares)  # type: ignore[type-var]
    with pytest.raises(TypeError):
        float(shares[0])  # type: ignore[arg-type]
    assert shares[0] + shares[1] == Share(4, 6)


def test_every_answer_is_one_statement(region: Government, django_assert_num_queries) -> None:
    with inside(region):
        with django_assert_num_queries(1):
            selectors.summary(scope_path=region.path, year=2026, today=DAY_AFTER)
        with django_assert_num_queries(1):
            selectors.governments(scope_path=region.path, year=2026, today=DAY_AFTER)
        with django_assert_num_queries(1):
            selectors.years(scope_path=region.path)


@pytest.mark.usefixtures("a_year")
def test_the_years_reach_from_the_first_meeting_to_the_last(region: Government, other_league, banner) -> None:
    state(banner, [a_meeting("closed", held_on=date(2022, 6, 10))])
    for above, expected in ((region, [2026, 2025, 2024, 2023, 2022]), (other_league, [2025]), (banner, [])):
        with inside(above):
            assert selectors.years(scope_path=above.path) == expected


def test_the_answer_says_of_which_day_it_is(region: Government) -> None:
    assert summary_of(region, today=date(2026, 3, 1)).as_of.date() == date(2026, 3, 1)


@pytest.mark.rule("R12.3!sideways-or-up", "C10")
def test_nobody_asks_sideways_upward_or_from_outside(region, league, other_league) -> None:
    for scope in (region.path, other_league.path, league.path[:-1], ""):
        with inside(league), pytest.raises(selectors.OutOfScope):
            selectors.summary(scope_path=scope, year=2026, today=DAY_AFTER)
    with pytest.raises(selectors.OutOfScope):
        selectors.governments(scope_path=region.path, year=2026, today=DAY_AFTER)


# --- plans, and years without a meeting ------------------------------------------------------------------------------


@pytest.mark.rule("R12.4")
def test_a_parent_sees_of_each_government_whether_the_meeting_is_in_its_plan(region, banner, other_banner) -> None:
    state(banner, [a_plan(2026)])
    state(other_banner, [a_plan(2025)])
    assert [row.code for row in rows_of(region) if row.in_plan] == [banner.code]
    assert [row.code for row in rows_of(region, year=2025) if row.in_plan] == [other_banner.code]


NONE_HELD = [a_rule()]
EVERY_TWO_YEARS = a_rule(in_force_from=date(2024, 2, 26), period_years=2)


@pytest.mark.rule("R4.6")
@pytest.mark.parametrize(
    ("facts", "year", "unexplained", "explained"),
    [
        pytest.param(NONE_HELD, 2026, False, "", id="the year is not over"),
        pytest.param(NONE_HELD, 2025, True, "", id="over, without a word"),
        pytest.param([a_rule(), an_explanation(2025)], 2025, False, "term_change", id="explained"),
        pytest.param([a_rule(), an_explanation(2024)], 2025, True, "", id="another year's explanation"),
        pytest.param([], 2025, True, "", id="without a rule of its own the regional one binds"),
        pytest.param([], 2023, False, "", id="before any rule"),
        pytest.param([a_rule(), a_meeting(held_on=date(2025, 6, 3))], 2025, False, "", id="held"),
        pytest.param(
            [a_rule(), a_meeting(held_on=date(2025, 6, 3)), an_explanation(2025)], 2025, False, "", id="held after all"
        ),
        pytest.param([EVERY_TWO_YEARS], 2024, False, "", id="the first period is whole"),
        pytest.param([EVERY_TWO_YEARS], 2025, True, "", id="none in two years"),
        pytest.param([EVERY_TWO_YEARS, a_meeting(held_on=date(2024, 5, 6))], 2025, False, "", id="the year before"),
    ],
)
def test_a_year_without_its_meeting_is_explained_or_not(region, banner, facts, year, unexplained, explained) -> None:
    state(banner, [replace(fact) for fact in facts])
    row = row_of(banner, region, year=year)
    assert (row.unexplained, row.explained) == (unexplained, explained)
