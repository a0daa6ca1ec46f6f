"""What a step still lacks stands on the page before its button works, in the words of the guards that decide."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.signed_in import text_of

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


def asked(client, address):
    """The page in words, at no more than what a page may cost."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert len(queries) <= MOST_QUERIES, (address, len(queries))
    return text_of(response), response.content.decode()


@pytest.mark.rule("R6.10")
def test_the_list_is_not_offered_for_settlement_while_topics_are_undecided(walked, sign_in):
    story = walked("collecting")
    page, clerk = f"/meetings/{story.meeting.pk}", sign_in("union_clerk")
    shown, html = asked(clerk, page)
    assert "“商定议题清单”还缺" in shown
    assert "至少要有一个列入会议的议题。" in shown
    assert f'href="{page}/do/settle"' not in html
    shown, html = asked(clerk, f"{page}/do/settle")
    assert "办理前还缺" in shown
    assert 'type="submit" disabled' in html


@pytest.mark.parametrize("stage", ["accepted", "aggregated", "settled", "noticed", "in_session", "held", "reported"])
def test_asking_the_guards_beforehand_keeps_every_page_within_its_price(stage, walked, sign_in):
    story = walked(stage)
    for username in ("union_clerk", "gov_clerk", "union_leader", "gov_leader"):
        for tab in ("topics", "agenda", "record"):
            asked(sign_in(username), f"/meetings/{story.meeting.pk}?tab={tab}")


@pytest.mark.rule("R8.6")
def test_a_session_is_not_adjourned_before_each_topic_is_decided_and_each_person_checked(walked, sign_in):
    story = walked("in_session")
    shown, html = asked(sign_in("union_clerk"), f"/meetings/{story.meeting.pk}")
    assert "“散会”还缺" in shown
    assert f'href="/meetings/{story.meeting.pk}/do/adjourn"' not in html
    assert all(topic.title in shown for topic in story.topics.values() if topic.state == "tabled")


def test_what_can_never_be_done_here_is_no_button_but_says_why(walked, sign_in):
    story = walked("accepted")
    shown, html = asked(sign_in("gov_clerk"), f"/meetings/{story.meeting.pk}")
    assert "只有临时会议可以不经征集。" in shown
    assert f'href="/meetings/{story.meeting.pk}/do/skip_collection"' not in html
    assert f'href="/meetings/{story.meeting.pk}/do/open_collection"' in html


def test_guards_that_are_only_asked_hold_no_rows(walked, sign_in):
    story = walked("aggregated")
    with CaptureQueriesContext(connection) as queries:
        sign_in("union_clerk").get(f"/meetings/{story.meeting.pk}")
    assert not [one for one in queries.captured_queries if "FOR UPDATE" in one["sql"]]
