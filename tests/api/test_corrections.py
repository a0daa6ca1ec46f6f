"""Corrections of minutes, through the interface (R9.6)."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R9.6")]


def test_a_correction_names_what_it_corrects_and_is_named_by_it(walked, caller):
    issued = walked("following_up").minutes
    clerk = caller("union_clerk")
    answer = clerk.post(f"minutes/{issued.pk}/correct", {"reason": "更正数字"})
    assert answer.status_code == 200, answer.content
    shown = clerk.get(f"minutes/{issued.pk}").json()
    correction = clerk.get(f"minutes/{shown['corrected_by_id']}").json()
    assert (correction["corrects_id"], correction["state"]) == (str(issued.pk), "drafting")
    assert caller("gov_clerk").get(f"minutes/{issued.pk}").json()["corrected_by_id"] is None

    again = clerk.post(f"minutes/{issued.pk}/correct", {"reason": "再更正"})
    assert (again.status_code, again.json()["rule"]) == (409, "R9.6")
