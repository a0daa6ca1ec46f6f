"""A request sent again is answered again and carried out once (A14)."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from api.idempotency import KEPT_FOR, forget_expired
from api.models import KeyedAnswer
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import UnitMembership, User
from apps.topics.models import Topic
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.schema import inside as inside_of
from tests.api.conftest import TMT, Caller
from tests.cast import an_office
from tests.conftest import GovernmentClient

BODY = {"origin": "union", "title": "高温劳动保护", "category": "worker_interests", "background": "背景"}
KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}
TIMES = 20


def _topics():
    return Topic.objects.count()


def test_the_same_request_gets_the_same_answer_and_acts_once(office, caller, inside):
    unit = caller("union_unit")
    first = unit.post("topics", BODY, KEY)
    again = unit.post("topics", BODY, KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == "no-store"
    with inside(TMT):
        assert _topics() == 1
        assert AuditEntry.objects.filter(what="topic.draft").count() == 1


def test_without_a_key_every_request_acts(office, caller, inside):
    unit = caller("union_unit")
    assert {unit.post("topics", BODY).status_code for _ in range(2)} == {201}
    with inside(TMT):
        assert _topics() == 2


def test_the_key_with_another_request_is_422(office, caller, inside):
    unit = caller("union_unit")
    made = unit.post("topics", BODY, KEY).json()
    assert unit.post("topics", {**BODY, "title": "别的"}, KEY).status_code == 422
    assert unit.post(f"topics/{made['id']}/withdraw", {"reason": "重复"}, KEY).status_code == 422
    with inside(TMT):
        assert _topics() == 1


def test_the_key_of_somebody_else_is_another_key(office, caller, inside):
    assert caller("union_unit").post("topics", BODY, KEY).status_code == 201
    assert caller("union_unit_2").post("topics", {**BODY, "title": "别的"}, KEY).status_code == 201
    with inside(TMT):
        assert _topics() == 2


def test_a_refusal_is_not_kept_but_its_record_is(office, caller, inside):
    unit = caller("union_unit")
    made = unit.post("topics", BODY).json()
    address = f"topics/{made['id']}/withdraw"
    assert unit.post(address, {}, KEY).status_code == 400
    with inside(TMT):
        assert not KeyedAnswer.objects.exists()
        assert AuditEntry.objects.filter(what="topic.withdraw", outcome="refused").count() == 1
    assert unit.post(address, {"reason": "重复提出"}, KEY).json()["state"] == "withdrawn"
    assert unit.post(address, {"reason": "重复提出"}, KEY).json()["state"] == "withdrawn"


def test_a_kept_answer_is_not_given_once_its_object_may_not_be_read_any_more(office, caller, inside):
    unit = caller("union_unit")
    made = unit.post("topics", BODY, KEY)
    assert unit.post("topics", BODY, KEY).status_code == 201, "while it is readable the answer is the same"
    with inside(TMT):
        person = office.people["union_unit"]
        UnitMembership.objects.filter(user=person).update(ended_on=clock.today())
        person.groups.clear()
    hidden = unit.get(f"topics/{made.json()['id']}")
    again = unit.post("topics", BODY, KEY)
    assert (hidden.status_code, again.status_code) == (404, 404)
    assert BODY["title"] not in again.content.decode()
    with inside(TMT):
        assert _topics() == 1


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "键", "a\tb"])
def test_a_key_that_is_none_is_refused(office, caller, inside, key):
    answer = caller("union_unit").post("topics", BODY, {"Idempotency-Key": key})
    assert answer.status_code == (201 if key == " " else 400)


def test_an_answer_is_forgotten_after_a_day(office, caller, inside):
    unit = caller("union_unit")
    unit.post("topics", BODY, KEY)
    with inside(TMT):
        KeyedAnswer.objects.update(created_at=timezone.now() - KEPT_FOR + timedelta(minutes=1))
        assert forget_expired() == 0
        KeyedAnswer.objects.update(created_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    assert unit.post("topics", BODY, KEY).status_code == 201
    with inside(TMT):
        assert _topics() == 2
        KeyedAnswer.objects.update(created_at=timezone.now() - KEPT_FOR - timedelta(minutes=1))
        assert forget_expired() == 1


@pytest.fixture
def token(committed_db, inside):
    with inside(TMT):
        an_office(TMT)
        return issue_token(user=User.objects.get(username="union_unit"), at=timezone.now())[0]


def _all_at_once(government, token, headers):
    """Send the same request from many threads, each on a connection of its own."""
    start, answers = threading.Barrier(TIMES), []

    def send():
        try:
            start.wait()
            answer = Caller(GovernmentClient(government), token).post("topics", BODY, headers)
            while answer.status_code == 503:  # so many at once of one government are asked to come again
                time.sleep(0.2)
                answer = Caller(GovernmentClient(government), token).post("topics", BODY, headers)
            answers.append((answer.status_code, answer.content))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with inside_of(government):
        return answers, _topics()


@pytest.mark.rule("A14")
def test_twenty_at_once_with_one_key_act_once_and_hear_the_same(token, government):
    answers, made = _all_at_once(government(TMT), token, KEY)
    assert len(answers) == TIMES
    assert {status for status, _content in answers} == {201}
    assert len({content for _status, content in answers}) == 1
    assert made == 1


@pytest.mark.control("A14")
@pytest.mark.rule("A14")
def test_twenty_at_once_without_a_key_act_twenty_times(token, government):
    """The control: the race above is a real one."""
    answers, made = _all_at_once(government(TMT), token, {})
    assert {status for status, _content in answers} == {201}
    assert made == TIMES
