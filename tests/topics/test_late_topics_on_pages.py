"""A late topic at the browsers of both offices (R6.4)."""

from datetime import timedelta

import pytest

from apps.topics.models import CollectionRound, Topic
from kernel import clock
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R6.4")]


def test_an_exception_is_offered_only_late_and_waits_for_the_other_office(walked, sign_in, inside):
    story = walked("proposed")
    with inside("150121"):
        topic = Topic.objects.filter(origin="union", state="submitted").first()
    act = f"/topics/{topic.pk}/do/admit_late"
    with story.on(story.day_of("proposed"), 15):
        union, government = sign_in("union_clerk"), sign_in("gov_clerk")
        assert act not in union.get(f"/topics/{topic.pk}").content.decode()
        with inside("150121"):
            CollectionRound.objects.update(closes_on=clock.today() - timedelta(days=1))
        assert act in union.get(f"/topics/{topic.pk}").content.decode()
        assert government.get(f"/topics/{topic.pk}").status_code == 404

        assert union.post(act, {"reason": "急需研究", "version": ""}).status_code == 302
        assert act in government.get("/").content.decode()
        page = government.get(f"/topics/{topic.pk}").content.decode()
        assert act in page
        assert "急需研究" in page
        assert government.post(act, {"reason": "", "version": ""}).status_code == 302
        meeting = str(story.meeting)
        before = text_of(union.get(f"/topics/{topic.pk}/do/aggregate"))
        assert f"将列入 {meeting}" in before
        assert union.post(f"/topics/{topic.pk}/do/aggregate", {"version": ""}).status_code == 302
        assert f"现列入 {meeting}" in text_of(union.get(f"/topics/{topic.pk}/do/change_round"))
    with inside("150121"):
        assert Topic.objects.get(pk=topic.pk).state == "aggregated"
