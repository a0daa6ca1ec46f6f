"""In and out: sign-in, lock-out, passwords, and sessions that serve one government only."""

import pytest
from django.conf import settings
from django.urls import get_resolver

from apps.organizations.models import User
from config.wsgi import application
from tests.cast import DEMO_PASSWORD, an_office
from tests.signed_in import text_of

pytestmark = pytest.mark.django_db
OPEN_TO_ALL = {"sign-in", "sign-out", "language", "public", "public-docx", "public-pdf", "verify", "calendar-feed"}


def enter(client, username="union_clerk", password=DEMO_PASSWORD, **more):
    return client.post("/sign-in", {"username": username, "password": password, **more})


def test_a_clerk_signs_in_and_out(office, client_of):
    client = client_of("150121")
    client.get("/sign-in")
    before = client.cookies.get(settings.SESSION_COOKIE_NAME)

    assert enter(client).headers["Location"] == "/"
    assert client.cookies[settings.SESSION_COOKIE_NAME] != before
    assert office.people["union_clerk"].name in text_of(client.get("/"))

    client.post("/sign-out")
    assert client.get("/").headers["Location"] == "/sign-in"


@pytest.mark.parametrize("codec", ["zlib", "idna", "undefined", "utf-16", "no-such"])
def test_what_comes_in_is_utf_8_whatever_the_client_says(rf, codec):
    environ = rf.get("/sign-in", {"next": "/会议"}).environ
    request = application.request_class(environ | {"CONTENT_TYPE": f"text/plain; charset={codec}"})
    assert request.GET["next"] == "/会议"


def test_signing_out_is_never_done_by_a_link(sign_in):
    client = sign_in("union_clerk")
    assert client.get("/sign-out").status_code == 405
    assert client.get("/").status_code == 200


def test_one_is_led_back_to_the_page_asked_for_but_never_off_the_government(office, client_of):
    client = client_of("150121")
    assert client.get("/topics?q=1").headers["Location"] == "/sign-in?next=%2Ftopics%3Fq%3D1"
    assert enter(client, next="/topics?q=1").headers["Location"] == "/topics?q=1"
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        assert enter(client_of("150121"), next=elsewhere).headers["Location"] == "/"


@pytest.mark.rule("A9")
def test_five_wrong_passwords_lock_the_name_and_no_other(office, client_of):
    client = client_of("150121")
    answers = [enter(client, password="wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]

    locked = enter(client)
    assert locked.status_code == 429
    assert "15 分钟" in text_of(locked)
    assert locked["Retry-After"] == "900"
    assert enter(client_of("150121"), username="gov_clerk").status_code == 302


def test_a_session_of_one_government_opens_nothing_at_another(office, inside, client_of):
    with inside("150102"):
        an_office("150102")
    client = client_of("150121")
    enter(client)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value

    other = client_of("150102")
    other.cookies[settings.SESSION_COOKIE_NAME] = key
    assert other.get("/").headers["Location"] == "/sign-in"
    assert client.get("/").status_code == 200


def test_every_page_but_the_door_asks_who_one_is(office, client_of):
    client = client_of("150121")
    names = {pattern.name for pattern in _own_patterns()}
    assert len(names) > 20
    for pattern in _own_patterns():
        if pattern.name not in OPEN_TO_ALL:
            response = client.get("/" + _example(str(pattern.pattern)))
            assert response.status_code == 302, pattern
            assert response.headers["Location"].startswith("/sign-in"), pattern


def _own_patterns():
    for resolver in get_resolver(settings.ROOT_URLCONF).url_patterns:
        nested = getattr(resolver, "url_patterns", None)
        if nested is None:
            yield resolver
        elif not str(resolver.pattern).startswith("api/"):
            yield from nested


def _example(route):
    key = "01a20424-02fa-77da-a736-c71705b5cb14"
    example = {"<uuid:key>": key, "<slug:slug>": "meetings", "<slug:name>": "accept", "<slug:form>": "pdf"}
    for part, value in example.items():
        route = route.replace(part, value)
    return route


def test_the_first_password_must_be_changed_before_anything_else(office, inside, client_of):
    with inside("150121"):
        User.objects.filter(username="union_clerk").update(password_is_initial=True)
    client = client_of("150121")
    enter(client)
    for address in ("/", "/meetings", "/topics/new"):
        assert client.get(address).headers["Location"] == "/password"

    form = {"current": DEMO_PASSWORD, "new": "Steppe-Wind-Horse-9", "repeated": "Steppe-Wind-Horse-9"}
    wrong = client.post("/password", form | {"repeated": "another"})
    assert wrong.status_code == 400
    assert "两次输入的新密码不同" in text_of(wrong)

    assert client.post("/password", form).headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert enter(client_of("150121"), password="Steppe-Wind-Horse-9").status_code == 302


def test_the_language_is_chosen_by_a_form_and_kept(sign_in):
    client = sign_in("union_clerk")
    assert client.post("/language", {"language": "en", "next": "/meetings"}).headers["Location"] == "/meetings"
    assert 'lang="en"' in client.get("/meetings").content.decode()
