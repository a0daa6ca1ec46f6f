"""Without a mouse, on a narrow screen, without scripts: the pages still work."""

import pytest

from apps.followups.models import AgreedItem
from apps.minutes.models import Minutes
from apps.topics.models import Topic
from tests.browser.conftest import CODE
from tests.cast import DEMO_PASSWORD, a_story, an_office


@pytest.fixture
def told(server, inside):
    with inside(CODE):
        return a_story(an_office(), topics=2).walk("in_progress")


def test_one_signs_in_with_the_keyboard_alone(told, machine):
    someone = machine()
    keyboard = someone.open("/sign-in").page.keyboard
    someone.page.wait_for_function("document.activeElement.id === 'id_username'")
    keyboard.type("union_clerk")
    keyboard.press("Tab")
    keyboard.type(DEMO_PASSWORD)
    keyboard.press("Enter")
    someone.page.wait_for_url(someone.address + "/")

    keyboard.press("Tab")
    assert someone.page.evaluate("document.activeElement.className") == "lx-skip"
    keyboard.press("Enter")
    assert someone.page.evaluate("document.activeElement.id") == "content"


def test_no_main_page_is_wider_than_a_phone(told, machine, inside):
    with inside(CODE):
        keys = [("topics", Topic), ("minutes", Minutes), ("followups", AgreedItem)]
        pages = [f"/{slug}/{model.objects.first().pk}" for slug, model in keys]
    meeting = f"/meetings/{told.meeting.pk}"
    lists = [
        "/",
        "/meetings",
        "/topics",
        "/followups",
        "/documents",
        "/years",
        "/work-rules",
        "/history-imports",
        "/calendar",
    ]
    lists += ["/topics/new", "/meetings/new"]
    tabs = [f"{meeting}?tab={tab}" for tab in ("topics", "agenda", "attendance", "record")]
    someone = machine("union_clerk", width=360)
    wide = {address: someone.open(address).overflow() for address in [*lists, *tabs, *pages]}
    assert {address: pixels for address, pixels in wide.items() if pixels > 0} == {}

    tabs = someone.open(meeting).page.locator(".lx-tabs")
    steps = someone.page.locator(".lx-step:visible")
    assert steps.count() == 1
    someone.page.get_by_label("显示全部").check()
    assert steps.count() == 11
    someone.page.evaluate("window.untouched = true")
    tabs.get_by_role("link", name="参会").click()
    someone.page.wait_for_url(f"**{meeting}?tab=attendance")
    someone.page.locator("#tab h2", has_text="参会").wait_for()
    assert someone.page.evaluate("window.untouched && document.activeElement.innerText") == "参会"
    someone.page.context.clear_cookies(name="session")
    tabs.get_by_role("link", name="议程").click()
    someone.page.wait_for_url("**/sign-in?**")


def test_a_refusal_is_read_first_and_keeps_what_was_typed(told, machine):
    someone = machine("union_clerk").open("/meetings/new")
    someone.fill("planned_on", "2020-01-01")
    someone.fill("request_text", "写了很久的事由")
    someone.press("拟提请")
    someone.page.locator(".lx-problem").wait_for()
    assert someone.page.evaluate("document.activeElement.className") == "lx-problem"
    assert someone.page.locator("#field-request_text").input_value() == "写了很久的事由"
