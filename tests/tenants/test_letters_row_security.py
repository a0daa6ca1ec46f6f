"""Who sees which letters between levels, also by hand-written SQL: both ends, and nobody else."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection
from django.utils import timezone

from kernel.keys import uuid7
from kernel.schema import inside
from tenants.correspondence.models import Answer, Dispatch
from tenants.correspondence.selectors import answers_to
from tenants.correspondence.services import answer, dispatch_letter
from tenants.governments.models import Government
from tests.between import CLERK, words
from tests.tenants.ledger_facts import at_work_in
from tests.tenants.test_filed_copies import seen_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(region: Government, banner: Government) -> Dispatch:
    """A letter of the region to a banner, received."""
    with at_work_in(region):
        sent = dispatch_letter(words(), to=banner, by=CLERK, at=timezone.now())
    with at_work_in(banner):
        answer(sent, "received", by=CLERK, at=timezone.now())
    return sent


@pytest.mark.rule("R12.3")
@pytest.mark.usefixtures("letter")
def test_both_ends_read_it_and_nobody_else(region, league, banner, neighbour, other_league) -> None:
    for table in (Dispatch, Answer):
        assert [seen_by(one, table) for one in (region, banner)] == [1, 1]
        assert [seen_by(one, table) for one in (league, neighbour, other_league)] == [0, 0, 0]


@pytest.mark.rule("R12.3")
def test_the_database_lets_nobody_write_sideways_past_the_level_above_or_to_oneself(
    league, banner, neighbour, region, other_league
) -> None:
    """Nor anything but a referral of the general office upward, nor to a false place."""
    false = Government(schema_name=region.schema_name, path=league.path, name="假")
    elsewhere = Government(schema_name=league.schema_name, path=region.path, name="假")
    attempts = [
        (banner, neighbour, {}), (banner, region, {}), (banner, other_league, {}), (league, league, {}),
        (league, other_league, {}), (banner, false, {}), (banner, elsewhere, {}), (banner, league, {"side": "union"}),
        (banner, league, {"kind": "reminder"}), (league, region, {"kind": "supervision_order"}),
    ]  # fmt: skip
    for home, to, values in attempts:
        with pytest.raises(ProgrammingError, match="row-level security"), at_work_in(home):
            dispatch_letter(words(**values), to=to, by=CLERK, at=timezone.now())


@pytest.mark.rule("R11.2")
def test_a_referral_upward_is_read_by_both_ends_and_nobody_else(
    region, league, banner, neighbour, other_league
) -> None:
    with at_work_in(banner):
        asked = dispatch_letter(words(), to=league, by=CLERK, at=timezone.now())
    with at_work_in(league):
        answer(asked, "received", by=CLERK, at=timezone.now())
    for table in (Dispatch, Answer):
        assert [seen_by(one, table) for one in (banner, league)] == [1, 1]
        assert [seen_by(one, table) for one in (region, neighbour, other_league)] == [0, 0, 0]


@pytest.mark.rule("R12.3")
def test_a_letter_with_a_false_place_reaches_nobody(banner, neighbour) -> None:
    """Sent to a neighbour as if it stood below: the database takes the row, but the neighbour does not see it."""
    false = Government(schema_name=neighbour.schema_name, path=f"{banner.path}.{neighbour.code}", name="假")
    with at_work_in(banner):
        dispatch_letter(words(), to=false, by=CLERK, at=timezone.now())
    assert seen_by(neighbour, Dispatch) == 0


@pytest.mark.rule("R11.2")
def test_only_the_receiver_answers_and_only_the_sender_closes(region, league, banner, letter) -> None:
    for home, kind in ((region, "completed"), (banner, "closed")):
        with pytest.raises(IntegrityError, match="answer_from_an_end"), at_work_in(home):
            answer(letter, kind, by=CLERK, at=timezone.now())
    with pytest.raises(IntegrityError, match="one_answer_of_a_kind"), at_work_in(banner):
        answer(letter, "received", by=CLERK, at=timezone.now())
    letter.to_government = league.code
    with at_work_in(league):  # somebody else's word about this letter is read by nobody as an answer to it
        answer(letter, "completed", by=CLERK, at=timezone.now())
    with inside(region):
        [found] = answers_to(Dispatch.objects.all()).values()
        assert [one.kind for one in found] == ["received"]


@pytest.mark.usefixtures("letter")
def test_nobody_changes_or_takes_back_what_was_sent(region, banner) -> None:
    for government in (region, banner):
        for table in ("dispatch", "answer"):
            for sql in (
                "UPDATE public.correspondence_{} SET government_name = 'x'",
                "DELETE FROM public.correspondence_{}",
            ):
                denied = pytest.raises(ProgrammingError, match="permission denied")
                with denied, at_work_in(government), connection.cursor() as cursor:
                    cursor.execute(sql.format(table))


def test_the_database_refuses_what_no_line_has_and_what_was_sent_before(league, banner) -> None:
    key = uuid7()
    with at_work_in(league):
        dispatch_letter(words(document_id=key), to=banner, by=CLERK, at=timezone.now())
    for constraint, values in (("letter_line_known", {"side": "none"}), ("letter_sent_once", {"document_id": key})):
        with pytest.raises(IntegrityError, match=constraint), at_work_in(league):
            dispatch_letter(words(**values), to=banner, by=CLERK, at=timezone.now())
