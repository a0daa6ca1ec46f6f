"""Letters between levels at a browser and through the interface: drafted above, received and answered below."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.levels.supervision.models import SentLetter
from tests.api.conftest import caller  # noqa: F401 - somebody who calls
from tests.levels.supervision.conftest import _standing, levels  # noqa: F401 - the three levels, opened for this module
from tests.levels.supervision.levels import BANNER, CITY
from tests.signed_in import text_of

pytestmark = pytest.mark.rule("R11.2", "R12.3")
MOST_QUERIES, MOST_OF_A_DESK = 20, 25
UNKNOWN = "019a0000-0000-7000-8000-000000000000"


@pytest.fixture
def browser(levels, client_of):  # noqa: F811
    """`browser(code, name)`: that person's browser."""

    def opened(code: str, name: str):
        with levels.at(code):
            client = client_of(code)
            client.force_login(levels.offices[code].people[name])
            return client

    return opened


def test_a_referral_goes_down_and_its_way_is_read_at_both_ends(levels, browser):  # noqa: F811
    above, below = browser(CITY, "gov_clerk"), browser(BANNER, "gov_clerk")
    assert "/sent-letters/new" in above.get("/correspondence").content.decode()
    form = text_of(above.get("/sent-letters/new"))
    assert "土默特左旗" in form
    given = {
        "kind": "referral",
        "government": BANNER,
        "title": "职业伤害保障",
        "text": "请试点。",
        "due_on": levels.due,
    }
    refused = above.post("/sent-letters/new", given | {"government": "150000", "kind": "reminder"})
    assert refused.status_code == 409
    assert "不能发给上级" in text_of(refused)
    page = above.post("/sent-letters/new", given).headers["Location"]
    assert above.post(f"{page}/do/send").headers["Location"] == page

    with levels.at(CITY):
        letter = SentLetter.objects.get()
    came = f"/dispatches/{letter.dispatch_id}"
    desk = below.get("/").content.decode()
    assert f"/arrived-letters/new?dispatch={letter.dispatch_id}" in desk
    assert came in below.get("/correspondence").content.decode()
    assert "与发出时一致" in text_of(below.get(came))
    assert "/arrived-letters/new" not in browser(BANNER, "union_clerk").get(came).content.decode()
    file = below.get(f"{came}/pdf")
    assert file.content.startswith(b"%PDF")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert below.post("/arrived-letters/new", {"dispatch": str(letter.dispatch_id)}).headers["Location"] == came
    own = next(word for word in below.get(came).content.decode().split('"') if "/do/accept" in word)
    assert below.post(own).headers["Location"] == came
    back = own.replace("accept", "report_completion")
    assert below.post(back, {"words": "试点已完成"}).headers["Location"] == came

    assert "试点已完成" in text_of(above.get(page))
    assert f"{page}/do/close" in above.get("/").content.decode()
    assert above.post(f"{page}/do/close", {"note": ""}).headers["Location"] == page
    assert "发文一方已办结" in text_of(below.get("/correspondence"))


def test_a_draft_is_seen_by_its_side_alone_and_edited_with_what_it_says(levels, browser):  # noqa: F811
    letter = levels.draft()
    page = f"/sent-letters/{letter.pk}"
    clerk, other = browser(CITY, "gov_clerk"), browser(CITY, "union_clerk")
    assert letter.title in text_of(clerk.get("/correspondence"))
    assert letter.title not in text_of(other.get("/correspondence"))
    assert other.get(page).status_code == 404
    form = clerk.get(f"{page}/do/edit").content.decode()
    assert letter.text in form
    assert f'<option value="{BANNER}" selected' in form


def test_a_transferred_topic_leads_to_a_referral_that_the_level_above_reads(levels, browser):  # noqa: F811
    topic = levels.topic()
    clerk, union = browser(BANNER, "gov_clerk"), browser(BANNER, "union_clerk")
    page = clerk.get(f"/topics/{topic.pk}").content.decode()
    offered = next(word for word in page.split('"') if word.startswith("/sent-letters/new?")).replace("&amp;", "&")
    assert "转请上级办理" in page
    assert "/sent-letters/new" not in union.get(f"/topics/{topic.pk}").content.decode()
    assert "/sent-letters/new" not in union.get("/correspondence").content.decode()
    form = clerk.get(offered).content.decode()
    for chosen in (CITY, topic.pk, "referral"):
        assert f'value="{chosen}" selected' in form
    given = {"kind": "referral", "government": CITY, "title": topic.title, "text": "请研究。", "due_on": levels.due}
    refused = clerk.post("/sent-letters/new", given | {"topic": str(topic.pk)})
    assert "须写明本级不能解决的原因" in text_of(refused)
    made = clerk.post("/sent-letters/new", given | {"topic": str(topic.pk), "reason": "基金市级统筹"})
    own = made.headers["Location"]
    assert clerk.post(f"{own}/do/send").headers["Location"] == own
    assert f"/topics/{topic.pk}" in clerk.get(own).content.decode()
    assert topic.number not in text_of(browser(BANNER, "viewer").get(own))

    above = browser(CITY, "gov_clerk")
    desk = above.get("/").content.decode()
    [came] = {word for word in desk.split('"') if word.startswith("/dispatches/")}
    read = text_of(above.get(came))
    assert "基金市级统筹" in read
    assert topic.number not in read


def test_beside_and_without_the_role_there_is_no_such_page(levels, browser):  # noqa: F811
    letter = levels.send()
    unit = browser(BANNER, "gov_unit")
    assert unit.get("/correspondence").status_code == 404
    assert unit.get(f"/dispatches/{letter.dispatch_id}").status_code == 404
    viewer = browser(CITY, "viewer")
    assert viewer.get(f"/sent-letters/{letter.pk}").status_code == 200
    assert "/do/" not in viewer.get(f"/sent-letters/{letter.pk}").content.decode()
    for page in ("/dispatches/{}", "/dispatches/{}/pdf", "/sent-letters/{}"):
        for key in (letter.dispatch_id, letter.pk):
            if page.startswith("/sent") and key == letter.pk:
                continue
            assert viewer.get(page.format(key)).status_code == viewer.get(page.format(UNKNOWN)).status_code == 404


def test_lists_and_desks_stay_within_their_queries(levels, browser):  # noqa: F811
    for number in range(3):
        levels.send(title=f"事项{number}")
    for code, name in ((CITY, "gov_clerk"), (BANNER, "gov_clerk")):
        client = browser(code, name)
        client.get("/")
        for path, most in (("/correspondence", MOST_QUERIES), ("/", MOST_OF_A_DESK)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            assert len(queries) <= most, (code, path, len(queries))


def test_the_interface_sends_receives_and_answers(levels, caller):  # noqa: F811
    above, below = caller("union_clerk", code=CITY), caller("union_clerk", code=BANNER)
    given = {"kind": "reminder", "government": BANNER, "title": "报送纪要", "text": "请报送。", "due_on": levels.due}
    beside = above.post("sent-letters", given | {"government": "150200"})
    assert (beside.status_code, beside.json()["rule"]) == (409, "R12.3")
    made = above.post("sent-letters", given)
    assert made.status_code == 201, made.content
    sent = above.post(f"sent-letters/{made.json()['id']}/send").json()
    assert (sent["state"], sent["side"], sent["to_name"]) == ("sent", "union", "土默特左旗")
    [waiting] = [row for row in below.get("desk").json()["results"] if row["kind"] == "arrived_letter"]
    assert (waiting["resource"], waiting["id"]) == ("dispatches", sent["dispatch_id"])
    own = below.post("arrived-letters", {"dispatch": waiting["id"]}).json()
    assert [row["name"] for row in own["actions"]] == ["reply"]
    assert below.post(f"arrived-letters/{own['id']}/reply", {"words": "已报送"}).json()["state"] == "replied"
    answers = above.get(f"sent-letters/{sent['id']}").json()["answers"]
    assert [row["kind"] for row in answers] == ["received", "replied"]
    unit = caller("gov_unit", code=CITY)
    foreign, unknown = (unit.get(f"sent-letters/{key}") for key in (sent["id"], UNKNOWN))
    assert (foreign.status_code, foreign.content) == (404, unknown.content)
    file = below.get(f"dispatches/{waiting['id']}/pdf")
    assert file.headers["ETag"] == f'"{below.get("dispatches").json()["results"][0]["pdf_sha256"]}"'
