"""A real server on a real port, and a real browser: people of both sides at two machines."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections

from tests.cast import DEMO_PASSWORD

CHROMIUM = os.environ.get("LIANXI_CHROMIUM", "/usr/bin/chromium")
CODE = "150121"


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Everything here needs the browser."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    address_family = socket.AF_INET

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """A thread ends with its connection to the database."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()


@pytest.fixture
def server(committed_db: None) -> Iterator[int]:
    """The port on which every government answers, with data that is really committed."""
    application = StaticFilesHandler(get_wsgi_application())
    running = make_server("127.0.0.1", 0, application, server_class=_Server, handler_class=_Quiet)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running.server_address[1]
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's browser, started once. Its event loop would forbid Django's plain queries in the same thread."""
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def machine(server: int, chromium: Any) -> Iterator[Callable[..., "Machine"]]:
    """`machine("union_clerk")`: one person at a machine of his or her own, signed in."""
    opened: list[Machine] = []

    def at(username: str = "", *, width: int = 1280, code: str = CODE, language: str = "zh-CN") -> Machine:
        context = chromium.new_context(locale=language, viewport={"width": width, "height": 900})
        found = Machine(context.new_page(), f"http://{code}.localhost:{server}")
        opened.append(found)
        if username:
            found.sign_in(username)
        return found

    yield at
    faults = [fault for one in opened for fault in one.faults]
    for one in opened:
        one.page.context.close()
    assert faults == []


class Machine:
    """One page of one person, in the words of the tests."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._listen)

    def _listen(self, message: Any) -> None:
        """A blocked script or style is a fault; a refusal's status is not."""
        if message.type == "error" and "status of" not in message.text:
            self.faults.append(message.text)

    def open(self, path: str) -> "Machine":
        """Go to a page."""
        self.page.goto(self.address + path)
        return self

    def sign_in(self, username: str) -> None:
        """Sign in by typing."""
        self.open("/sign-in")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", DEMO_PASSWORD)
        self.press("登录")
        self.page.wait_for_url(self.address + "/")

    def press(self, name: str) -> None:
        """Press the button or link of that name in the page's main part."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()

    def go(self, name: str) -> None:
        """Follow the first link whose words begin so."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def act(self, name: str, **typed: str) -> "Machine":
        """Take one step: the link of that name, its form filled, its button pressed; it must be carried out."""
        self.go(name)
        for field, value in typed.items():
            self.fill(field, value)
        self.press(name)
        self.page.locator(".lx-message-success").wait_for()
        return self

    def fill(self, field: str, value: str) -> None:
        """Type into a field, or choose by the words of an option."""
        box = self.page.locator(f"#field-{field}")
        if box.evaluate("element => element.tagName") == "SELECT":
            box.select_option(label=value)
        else:
            box.fill(value)

    def text(self) -> str:
        """What stands in the page's main part."""
        return str(self.page.locator("main").inner_text())

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
