"""Whoever consents on a page consents to the text that the page showed (R6.9)."""

import re

import pytest

from apps.topics.models import Topic
from apps.topics.proposing import services as proposing
from apps.topics.screening import services as screening
from kernel.consents.models import Consent
from tests.signed_in import text_of
from tests.topics.test_refusals import UNION, the_file_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R6.9")]


def sent_back(response):
    """The hidden fields of the form, as a browser sends them back."""
    html = response.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(version|shown)" value="([^"]*)">', html))


def test_a_list_that_changed_since_it_was_shown_is_not_consented_to(walked, sign_in, inside):
    story = walked("prepared")
    page = f"/meetings/{story.meeting.pk}/do/settle"
    with story.on(story.day_of("prepared"), 15):
        with inside("150121"):
            for topic in story.topics.values():
                screening.table_topic(topic_id=topic.pk, **story.someone("union_clerk"))
        clerk = sign_in("union_clerk")
        form = sent_back(clerk.get(page))
        assert len(form["shown"]) == 64
        with inside("150121"):
            topic = Topic.objects.get(pk=story.topics[UNION].pk)
            file = the_file_of(topic, research="另一份调研报告")
            proposing.edit_topic(topic_id=topic.pk, **file, **story.someone("union_clerk"))
        late = clerk.post(page, form)
        assert late.status_code == 412
        assert "刚被他人修改过" in text_of(late)
        with inside("150121"):
            assert not Consent.objects.filter(action="settle").exists()
        again = sent_back(late)
        assert again["shown"] != form["shown"]
        assert clerk.post(page, again).status_code == 302
        with inside("150121"):
            assert Consent.objects.filter(action="settle").count() == 1
