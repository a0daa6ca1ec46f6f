"""A lead unit finds the draft it is asked to countersign on its desk, and signs it there (R9.3)."""

import pytest

from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R9.3")]


def test_a_unit_is_asked_and_signs_on_the_page(walked, sign_in, inside):
    story = walked("minutes_drafted", topics=1)
    page = f"/minutes/{story.minutes.pk}"
    with inside("150121"):
        unit = story.meeting.resolutions.first().lead_unit
        keys = {one.pk: key for key, one in story.office.units.items()}
        speaker = story.speaker(keys[unit.pk])["by"].username
    clerk, asked = sign_in("union_clerk"), sign_in(speaker)
    assert asked.get(page).status_code == 404
    form = clerk.get(f"{page}/do/ask_countersign").content.decode()
    assert str(unit.pk) in form
    assert clerk.post(f"{page}/do/ask_countersign", {"units": [str(unit.pk)], "version": ""}).status_code == 302
    assert "等待会签" in text_of(clerk.get(page))
    assert f"{page}/do/countersign" in asked.get("/").content.decode()
    assert asked.post(f"{page}/do/countersign", {"version": ""}).status_code == 302
    assert "已会签" in text_of(clerk.get(page))
