"""Every page: who may open it, what it may cost, what it must not contain."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.documents.models import IssuedDocument
from apps.followups.models import AgreedItem
from apps.meetings.models import Meeting
from apps.minutes.models import Minutes
from apps.organizations.models import Unit, User
from apps.topics.models import Topic
from tests.cast import a_story, an_office
from tests.signed_in import text_of

pytestmark = pytest.mark.django_db
BUSINESS = ["union_clerk", "union_leader", "union_unit", "gov_clerk", "gov_leader", "gov_unit", "viewer"]
OFFICERS = ["system_officer", "security_officer", "audit_officer"]
TABS = ["topics", "agenda", "attendance", "minutes", "followup", "documents", "record"]
#: One of them reads the working days that were loaded, for the days that are counted.
MOST_QUERIES = 26


def every_address():
    """The address of each page about the one meeting that was told."""
    meeting, minutes, item = Meeting.objects.get(), Minutes.objects.get(), AgreedItem.objects.first()
    document, topic = IssuedDocument.objects.first(), Topic.objects.first()
    lists = ["/", "/meetings", "/topics", "/followups", "/documents", "/years", "/work-rules", "/password"]
    return [
        *lists,
        *(f"/meetings/{meeting.pk}?tab={tab}" for tab in TABS),
        f"/minutes/{minutes.pk}",
        f"/topics/{topic.pk}",
        f"/followups/{item.pk}",
        f"/documents/{document.pk}",
        f"/followups/prior-report/{meeting.pk}",
        f"/meetings/{meeting.pk}/do/conclude",
        "/meetings/new",
        "/topics/new",
    ]


@pytest.fixture
def addresses(walked, inside):
    walked("in_progress")
    with inside("150121"):
        return every_address()


def test_no_page_is_dear_unsafe_or_broken(addresses, sign_in):
    for username in BUSINESS:
        client = sign_in(username)
        client.get("/")
        for address in addresses:
            _is_sound(client, address, username)


def _is_sound(client, address, username):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    html = response.content.decode()
    assert response.status_code in {200, 403, 404, 409}, (username, address)
    assert len(queries) <= MOST_QUERIES, (username, address, len(queries))
    assert not re.search(r'<script(?![^>]*\bsrc=)|<style\b|\sstyle="|\son[a-z]+="', html), address
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "no-store" in response.headers["Cache-Control"], address
    assert len(re.findall(r"<h1\b", html)) == 1, address


def test_officers_of_the_system_see_no_business(addresses, sign_in):
    for username in OFFICERS:
        client = sign_in(username)
        assert "/meetings" not in client.get("/").content.decode()
        for address in addresses:
            if re.search(r"/[0-9a-f]{8}-", address):
                assert client.get(address).status_code == 404, (username, address)


def test_departments_see_their_own_and_nothing_of_others(walked, sign_in, inside):
    walked("prepared")
    with inside("150121"):
        topics = list(Topic.objects.select_related("proposer"))
        concerned = {topic.pk: _units_of(topic) for topic in topics}
        members = {name: sign_in(name) for name in ("gov_unit_10", "gov_unit_15")}
    for username, client in members.items():
        unit = _unit_of(username, inside)
        for key, units in concerned.items():
            assert client.get(f"/topics/{key}").status_code == (200 if unit in units else 404)


def _units_of(topic):
    asked = set(topic.consultations.values_list("unit_id", flat=True))
    return {topic.proposer_id, topic.co_proposer_id, *asked}


def _unit_of(username, inside):
    with inside("150121"):
        return User.objects.get(username=username).unit_id


def test_foreign_unknown_and_hidden_objects_answer_alike(walked, sign_in, inside):
    story = walked("drafted")
    with inside("150102"):
        an_office("150102")
    known, unknown = story.meeting.pk, "01a20424-02fa-77da-a736-c71705b5cb14"
    hidden = sign_in("gov_clerk").get(f"/meetings/{known}")
    missing = sign_in("gov_clerk").get(f"/meetings/{unknown}")
    assert hidden.status_code == missing.status_code == 404
    assert text_of(hidden).replace(str(known), "") == text_of(missing).replace(unknown, "")
    assert sign_in("gov_clerk").post(f"/meetings/{known}/do/cancel", {"reason": "x"}).status_code == 404


def test_a_list_costs_the_same_however_long_it_is(office, inside, sign_in):
    def costs():
        client = sign_in("gov_clerk")
        client.get("/")
        return {
            address: _cost_of(client, address) for address in ("/", "/topics", "/followups", "/meetings", "/documents")
        }

    with inside("150121"):
        a_story(office, topics=2).walk("in_progress")
        _a_second_meeting(office, topics=3)
    few = costs()
    with inside("150121"):
        _a_second_meeting(office, topics=12, meeting_on=date(2026, 10, 16))
    assert costs() == few


def _a_second_meeting(office, *, topics, meeting_on=date(2026, 9, 18)):
    a_story(office, topics=topics, meeting_on=meeting_on).walk("prepared")


def _cost_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_english_pages_leave_no_chinese_of_ours(addresses, sign_in, inside):
    client = sign_in("union_clerk")
    client.post("/language", {"language": "en"})
    with inside("150121"):
        names = sorted({name for unit in Unit.objects.all() for name in (unit.name, unit.short_name)}, key=len)[::-1]
    for address in ("/meetings", "/topics/new", "/years", "/work-rules", "/documents", "/followups"):
        html = client.get(address).content.decode()
        labels = re.findall(r"<(?:th|label|legend|h2|button)\b[^>]*>(.*?)</(?:th|label|legend|h2|button)>", html, re.S)
        words = " ".join(re.sub(r"<[^>]+>", "", label) for label in labels).replace("简体中文", "")
        for name in names:
            words = words.replace(name, "")
        assert not re.search(r"[一-鿿]", words), (address, re.findall(r"[一-鿿]+", words))


def test_wrong_addresses_are_told_in_the_products_own_words(sign_in, public_client, db):
    assert "没有这一页" in text_of(sign_in("union_clerk").get("/nowhere"))
    assert "没有这一页" in text_of(public_client.get("/nowhere"))


def test_an_issued_file_is_handed_out_byte_for_byte(walked, sign_in, inside):
    walked("requested")
    with inside("150121"):
        document = IssuedDocument.objects.get()
    response = sign_in("gov_clerk").get(f"/documents/{document.pk}/pdf")
    assert response.content == bytes(document.pdf)
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert sign_in("audit_officer").get(f"/documents/{document.pk}/pdf").status_code == 404


def test_only_where_there_is_somebody_below_is_there_a_roll_up(office, inside, client_of, sign_in):
    assert sign_in("viewer").get("/rollup").status_code == 404
    with inside("150100"):
        above = an_office("150100", has_children=True)
    for username, status in {
        "viewer": 200,
        "assessor": 200,
        "gov_leader": 200,
        "gov_unit": 404,
        "audit_officer": 404,
    }.items():
        client = client_of("150100")
        client.force_login(above.people[username])
        assert client.get("/rollup").status_code == status, username
        assert ('href="/rollup"' in client.get("/").content.decode()) == (status == 200)


def test_the_roll_up_shows_numerators_over_denominators_and_no_content(walked, inside, client_of):
    story = walked("in_progress")
    with inside("150100"):
        above = an_office("150100", has_children=True)
    client = client_of("150100")
    client.force_login(above.people["viewer"])
    page = client.get("/rollup?view=table&year=2026")
    assert "土默特左旗" in text_of(page)
    assert "1 / 1" in text_of(page)
    for text in story.chosen:
        assert text.title not in page.content.decode()
    with CaptureQueriesContext(connection) as queries:
        client.get("/rollup?measure=overdue&year=2026")
    assert len(queries) <= MOST_QUERIES
