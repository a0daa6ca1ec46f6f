"""What came from before the platform says so wherever it is shown, on pages and in the API."""

import re

import pytest

from apps.documents.models import IssuedDocument
from apps.followups.models import AgreedItem
from apps.meetings.models import Meeting
from apps.minutes.models import Minutes, PublicityItem
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import User
from apps.topics.models import Topic
from kernel import clock
from tests.history.conftest import CODE

TAG = "补录"


@pytest.fixture
def read(imported, client_of, inside):
    """Get a page as the union's clerk."""
    client = client_of(CODE)
    with inside(CODE):
        client.force_login(User.objects.get(username="union_clerk"))

    def get(path):
        answer = client.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    return get


@pytest.fixture
def ask(imported, client_of, inside):
    """Ask the API as the union's clerk; the status and the answer."""
    with inside(CODE):
        token, _row = issue_token(user=User.objects.get(username="union_clerk"), at=clock.now())
    client = client_of(CODE)

    def get(path):
        answer = client.get(f"/api/v1{path}", headers={"authorization": f"Token {token}"})
        return answer.status_code, answer.json()

    return get


def key(inside, model, **wanted):
    with inside(CODE):
        return model._default_manager.get(**wanted).pk


@pytest.mark.parametrize("path", ["/meetings", "/followups", "/documents", "/work-rules"])
def test_lists_carry_the_tag(read, path):
    assert f'<span class="lx-mark">{TAG}</span>' in read(path)


@pytest.mark.parametrize("tab", ["topics", "agenda", "attendance", "minutes", "followup", "documents", "record"])
@pytest.mark.parametrize("ordinal", [1, 2])
def test_every_tab_of_an_imported_meeting_opens_with_the_tag(read, inside, tab, ordinal):
    page = read(f"/meetings/{key(inside, Meeting, ordinal=ordinal)}?tab={tab}")
    assert f'<span class="lx-mark">{TAG}</span>' in page
    expected = {"minutes": "土左联纪", "record": "录入平台启用前的记录", "documents": "土左联纪"}.get(tab, "")
    assert expected in page


def test_declared_numbers_of_those_who_came_are_shown_as_declared(read, inside):
    page = read(f"/meetings/{key(inside, Meeting, ordinal=1)}?tab=attendance")
    assert "申报的到会人数：政府方面 9 人，工会方面 6 人，邀请人员 2 人。" in page


def test_single_pages_carry_the_tag(read, inside):
    for path in (
        f"/followups/{key(inside, AgreedItem, number='2025-2-1')}",
        f"/minutes/{key(inside, Minutes, number='土左联纪〔2025〕1号')}",
        f"/documents/{key(inside, IssuedDocument, number='土左联纪〔2025〕1号')}",
        f"/publicity/{key(inside, PublicityItem)}",
        f"/topics/{key(inside, Topic, year=2023, serial=1)}",
    ):
        assert f'<span class="lx-mark">{TAG}</span>' in read(path), path


def test_an_imported_press_item_shows_its_declared_day(read, inside):
    page = read(f"/publicity/{key(inside, PublicityItem)}")
    assert "申报的发布日期" in page
    assert "2025年5月14日" in page or "2025-05-14" in page
    assert "计划发布日期" not in page


def test_an_imported_document_shows_its_declared_day_and_offers_no_file(read, inside, client_of):
    path = f"/documents/{key(inside, IssuedDocument, number='土左联纪〔2025〕1号')}"
    page = read(path)
    assert "申报的印发日期" in page
    assert "2025年5月12日" in page or "2025-05-12" in page
    assert "/pdf" not in page
    client = client_of(CODE)
    with inside(CODE):
        client.force_login(User.objects.get(username="union_clerk"))
    assert [client.get(f"{path}/{form}").status_code for form in ("docx", "pdf")] == [404, 404]


def test_the_api_flags_what_is_imported(ask):
    for path in ("/meetings", "/agreed-items", "/topics", "/minutes", "/publicity-items", "/work-rules", "/documents"):
        status, answer = ask(path)
        assert status == 200
        assert answer["results"], path
        assert all(row["imported"] is True for row in answer["results"]), path


def test_the_api_gives_declared_days_beside_recorded_moments(ask, inside):
    _status, meeting = ask(f"/meetings/{key(inside, Meeting, ordinal=1)}")
    assert (meeting["declared_concluded_on"], meeting["concluded_at"], meeting["held_at"]) == ("2024-07-01", None, None)
    assert meeting["imported_at"]
    status, _answer = ask(f"/documents/{key(inside, IssuedDocument, number='土左联纪〔2025〕1号')}/pdf")
    assert status == 404


def test_the_lanes_name_nobody_whom_no_record_names(read, inside):
    page = read(f"/meetings/{key(inside, Meeting, ordinal=1)}")
    done = [one for one in re.findall(r'<li class="lx-step .*?</li>', page, flags=re.S) if "已完成" in one]
    assert len(done) > 5
    assert [one for one in done if "双方办公室" in one or "政府领导" in one or "工会领导" in one] == []
