"""Minutes at a real browser: saved while they are written, two editors at once, and a session that ends meanwhile."""

import pytest

from apps.minutes import services
from apps.minutes.models import Minutes
from kernel import clock
from tests.browser.conftest import CODE
from tests.cast import a_story, an_office

#: Sooner than an office would want it, so that nobody waits for the tests.
SOON = "document.querySelector('form[data-autosave]').dataset.autosave = '0.2'"


@pytest.fixture
def office(server, inside):
    with inside(CODE):
        return an_office()


@pytest.fixture
def page(office, inside):
    """The address of the editor of minutes just drafted."""
    with inside(CODE):
        story = a_story(office, topics=1).walk("minutes_drafted")
    return f"/minutes/{story.minutes.pk}/do/edit"


def stored(inside):
    with inside(CODE):
        return Minutes.objects.get()


def editing(machine, page, username="union_clerk"):
    one = machine(username).open(page)
    one.page.evaluate(SOON)
    return one


def write(one, text):
    one.page.locator("#paragraph-closing").fill(text)
    return one.page.locator("[data-autosave-status]")


def test_what_is_written_is_saved_without_a_press(machine, page, inside):
    clerk = editing(machine, page)
    status = write(clerk, "会议强调，抓好落实。")
    status.get_by_text("已保存").wait_for()
    assert stored(inside).closing == "会议强调，抓好落实。"
    write(clerk, "会议强调，抓好落实，按期销号。")
    clerk.page.locator("form[data-autosave][data-changed=no]").wait_for()
    assert stored(inside).closing == "会议强调，抓好落实，按期销号。"
    clerk.page.locator("#paragraph-closing").fill("按键保存。")
    clerk.press("保存")
    clerk.page.locator(".lx-message-success").wait_for()
    assert stored(inside).closing == "按键保存。"
    clerk.open(page)
    assert clerk.page.locator("#paragraph-closing").input_value() == "按键保存。"
    assert clerk.page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('lianxi:'))") == []


def test_two_editors_see_both_texts_and_lose_none(machine, page, inside, office):
    clerk = editing(machine, page)
    with inside(CODE):
        minutes = Minutes.objects.get()
        sections = [{"topic": row.topic, "text": row.text} for row in minutes.sections.all()]
        by = {"by": office.people["union_clerk_2"], "at": clock.now()}
        services.edit_minutes(
            minutes_id=minutes.pk, opening=minutes.opening, sections=sections, closing="另一人的结尾", **by
        )
    write(clerk, "我的结尾")
    clerk.page.locator("main .lx-problem").wait_for()
    shown = clerk.page.locator("main .lx-problem")
    assert shown.locator("del").inner_text() == "另一人的结尾"
    assert shown.locator("ins").inner_text() == "我的结尾"
    assert clerk.page.locator("#paragraph-closing").input_value() == "我的结尾"
    assert stored(inside).closing == "另一人的结尾"
    clerk.press("保存")
    clerk.page.locator(".lx-message-success").wait_for()
    assert stored(inside).closing == "我的结尾"


def test_what_was_written_waits_in_the_window_until_one_has_signed_in_again(machine, page, inside):
    clerk = editing(machine, page)
    clerk.page.context.clear_cookies(name="session")
    status = write(clerk, "登录结束后写的结尾")
    status.get_by_role("link", name="去登录").wait_for()
    assert stored(inside).closing == ""
    status.get_by_role("link", name="去登录").click()
    clerk.page.locator("#id_username").fill("union_clerk")
    clerk.page.locator("#id_password").fill("Lianxi-2026-demo")
    clerk.press("登录")
    clerk.page.wait_for_url(f"**{page}")
    assert clerk.page.locator("#paragraph-closing").input_value() == "登录结束后写的结尾"
    clerk.press("保存")
    clerk.page.locator(".lx-message-success").wait_for()
    assert stored(inside).closing == "登录结束后写的结尾"


def test_a_broken_connection_keeps_the_text_and_tries_again(machine, page, inside):
    clerk = editing(machine, page)
    clerk.page.route("**/do/edit", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    status = write(clerk, "断线时写的结尾")
    status.get_by_text("暂时连不上").wait_for()
    clerk.faults.clear()
    clerk.page.unroute("**/do/edit")
    status.get_by_text("已保存").wait_for()
    assert stored(inside).closing == "断线时写的结尾"
