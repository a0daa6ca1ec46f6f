"""The demonstration shows letters between levels: one answered, one worked on, one waiting, one upward."""

import pytest

from apps.levels.supervision.models import ArrivedLetter
from demonstration.between import BANNER, CITY, REGION, pass_letters
from kernel import clock
from kernel.audit.services import faults
from tenants.correspondence.models import Answer, Dispatch
from tests.cast import an_office

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R11.2", "R12.3")
def test_letters_pass_once_both_ends_have_their_people(inside):
    for code in (REGION, CITY):
        with inside(code):
            an_office(code, has_children=True)
    assert pass_letters(clock.today()) == 1
    with inside(BANNER):
        an_office(BANNER)
    assert pass_letters(clock.today()) == 3
    assert pass_letters(clock.today()) == 0
    with inside(BANNER):
        assert Dispatch.objects.count() == 3
        [referral] = ArrivedLetter.objects.all()
        assert (referral.kind, referral.state, referral.percentage) == ("referral", "accepted", 40)
        assert list(faults()) == []
    with inside(CITY):
        asked = ArrivedLetter.objects.get(kind="referral")
        assert (asked.from_name, asked.state) == ("土默特左旗", "accepted")
    with inside(REGION):
        assert list(Answer.objects.values_list("kind", flat=True)) == ["received", "replied"]
