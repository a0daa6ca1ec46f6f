"""Which host is which government: exact names and nothing else; and what the public host tells."""

from datetime import date
from itertools import pairwise

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from kernel.database.owner import as_owner
from tenants.governments import checks
from tenants.governments.middleware import GovernmentMiddleware
from tenants.governments.models import Domain
from tenants.governments.provisioning import close_government


def answer(host, **headers):
    """What the middleware does with a host: the schema behind it, or the status of its own answer."""
    request = RequestFactory().get("/", HTTP_HOST=host, **headers)
    response = GovernmentMiddleware(lambda request: HttpResponse(connection.schema_name))(request)
    connection.set_schema_to_public()
    return response.content.decode() if response.status_code == 200 else response.status_code


@pytest.mark.parametrize(
    ("host", "schema"),
    [
        ("150121.localhost", "g150121"),
        ("150121.localhost:8000", "g150121"),
        ("150000.localhost", "g150000"),
        ("localhost", "public"),
        ("localhost:8000", "public"),
        ("127.0.0.1:8000", "public"),
    ],
)
def test_an_exact_host_is_its_government(db, host, schema):
    assert answer(host) == schema


@pytest.mark.parametrize(
    "host",
    [
        "www.150121.localhost",
        "www.localhost",
        "150121.localhost.",
        "localhost.",
        "150121.LOCALHOST",
        "150121.Localhost:8000",
        "LOCALHOST",
        " 150121.localhost",
        "150121.localhost ",
        "150121.localhost:8000:9000",
        "150121.localhost, localhost",
        "150121.localhost,150102.localhost",
        "g150121.localhost",
        "gtemplate.localhost",
        "template.localhost",
        "public.localhost",
        "150999.localhost",
        "x.150121.localhost",
        "150121.localhost.example.com",
        "150121",
        "localhost@150121.localhost",
        "150121.localhost/150102",
        "150121%2elocalhost",
        "１５０１２１.localhost",
        "[::1]",
        "10.0.0.1",
        "",
    ],
)
def test_any_other_host_is_one_and_the_same_404(db, host):
    assert answer(host) == 404


@pytest.mark.parametrize(
    "header", ["HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_SERVER", "HTTP_FORWARDED", "HTTP_X_HOST"]
)
def test_no_header_of_the_client_chooses_the_government(db, header):
    assert answer("150121.localhost", **{header: "150102.localhost"}) == "g150121"
    assert answer("150999.localhost", **{header: "150102.localhost"}) == 404


def test_the_answer_for_a_closed_government_is_that_for_an_unknown_one(committed_db, government):
    close_government(government("150121"), on=date(2026, 7, 1))
    closed = Client(headers={"host": "150121.localhost"}).get("/")
    unknown = Client(headers={"host": "150999.localhost"}).get("/")
    assert (closed.status_code, closed.content, closed.headers) == (404, unknown.content, unknown.headers)


def test_a_further_host_name_leads_to_its_government(committed_db, government, settings):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "tumed.example"]
    with as_owner():
        Domain.objects.create(tenant=government("150121"), domain="tumed.example")
    assert answer("tumed.example") == "g150121"
    assert answer("Tumed.example") == 404


def test_a_further_host_name_cannot_take_anothers_code(committed_db, government):
    with as_owner():
        Domain.objects.create(tenant=government("150102"), domain="150121.localhost")
    assert answer("150121.localhost") == "g150121"


def test_finding_the_government_costs_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer("150121.localhost")
    with django_assert_num_queries(1):
        answer("150999.localhost")
    with django_assert_num_queries(0):
        answer("localhost")


def test_after_a_request_the_connection_is_in_public(db, inside):
    with inside("150121"):
        Client(headers={"host": "150121.localhost"}).get("/there-is-no-such-page")
        assert connection.schema_name == "public"


def test_the_test_client_leaves_the_test_where_it_was(db, inside, client_of):
    with inside("150102"):
        client_of("150121").get("/there-is-no-such-page")
        assert connection.schema_name == "g150102"


def test_health_is_ok_when_all_governments_are_alike(db, alive, public_client, django_assert_num_queries):
    with django_assert_num_queries(3):
        response = public_client.get("/health")
    state = response.json()
    assert (state["status"], state["governments"]) == ("ok", 6)
    assert list(state["schema_versions"].values()) == [6]
    assert state["jobs"] == {"failed": [], "late": [], "workers": 1, "waiting": 0, "lag_seconds": 0.0}
    assert state["database"]["reachable"] is True
    assert "no-store" in response.headers["Cache-Control"]


def test_health_is_degraded_when_a_government_has_no_schema(committed_db, alive, public_client):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA g150121 CASCADE")
    state = public_client.get("/health").json()
    assert state["status"] == "degraded"
    assert state["schema_versions"]["missing"] == 1


def test_health_is_not_on_a_governments_host(db, client_of):
    assert client_of("150121").get("/health").status_code == 404


def test_the_portal_shows_leagues_with_their_banners(db, public_client):
    shown = public_client.get("/").context
    assert shown["region"].name == "内蒙古自治区"
    assert {one.name: [below.name for below in one.banners] for one in shown["leagues"]} == {
        "呼和浩特市": ["新城区", "土默特左旗"],
        "包头市": ["东河区"],
    }
    assert (shown["leagues_count"], shown["banners_count"], shown["results"]) == (2, 3, [])


WORDS = ["土默特", "tumote zuoqi", "TumoteZuo", "tmtz", "150121", "tumed left", " Tumote  "]


@pytest.mark.parametrize("words", WORDS)
def test_a_government_is_found_by_name_pinyin_letters_and_code(db, public_client, words):
    response = public_client.get("/", {"q": words})
    (found,) = response.context["results"]
    assert (found.code, found.gov_name, found.parent_name) == ("150121", "土默特左旗人民政府", "呼和浩特市")
    assert "150121.localhost" in response.content.decode()


def test_what_nobody_is_called_finds_nobody(db, public_client):
    assert public_client.get("/", {"q": "there is none"}).context["results"] == []


def test_a_government_is_reached_under_the_port_one_came_by(db):
    for host, url in {
        "localhost:8000": "http://150000.localhost:8000/",
        "localhost": "http://150000.localhost/",
    }.items():
        assert Client(headers={"host": host}).get("/").context["region"].url == url


def test_the_portal_costs_one_query(db, public_client, django_assert_num_queries):
    with django_assert_num_queries(1):
        public_client.get("/")


def test_a_wrong_configuration_does_not_start(settings):
    assert checks.tenancy_is_safe() == []
    settings.TENANT_LIMIT_SET_CALLS = False
    settings.MIDDLEWARE = settings.MIDDLEWARE[1:]
    settings.USE_X_FORWARDED_HOST = True
    settings.DEMO, settings.BASE_DOMAIN = True, "lianxi.example"
    found = [error.id for error in checks.tenancy_is_safe()]
    assert found == ["governments.E001", "governments.E002", "governments.E003", "governments.E004"]
    assert all(one < other for one, other in pairwise(found))
