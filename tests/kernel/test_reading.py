"""What is remembered lives as long as a request, in one government, until somebody acts."""

import itertools
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.workrules import services as workrules
from apps.workrules.binding import binding_rule
from kernel import clock
from kernel.reading import once, remembering
from tests.cast import an_office

pytestmark = pytest.mark.django_db


def counted() -> Callable[[], int]:
    """A source that says how often it was asked."""
    return itertools.count(1).__next__


def test_a_request_reads_once(inside):
    read = counted()
    with inside("150121"), remembering():
        assert [once("key", read), once("key", read)] == [1, 1]
    with inside("150121"), remembering():
        assert once("key", read) == 2


def test_outside_a_request_nothing_is_remembered(inside):
    read = counted()
    with inside("150121"):
        assert [once("key", read), once("key", read)] == [1, 2]


def test_what_one_government_read_is_no_others(inside):
    read = counted()
    with remembering():
        with inside("150121"):
            assert once("key", read) == 1
        with inside("150100"):
            assert once("key", read) == 2


def test_an_act_lets_everything_be_read_anew(inside):
    with inside("150121"), remembering():
        office = an_office()
        by = {"by": office.people["gov_clerk"], "at": clock.now()}
        before = binding_rule()
        with CaptureQueriesContext(connection) as read:
            assert binding_rule() is before
        assert not read.captured_queries
        workrules.draft_rule(title="新的工作规则", **by)
        with CaptureQueriesContext(connection) as anew:
            assert binding_rule() == before
        assert len(anew.captured_queries) == 1
