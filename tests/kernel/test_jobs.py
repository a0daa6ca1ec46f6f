"""Jobs are enqueued in the transaction that asks for them, run inside their government, and show when they fail."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from apps.organizations.models import Unit
from kernel.database.owner import as_owner
from kernel.jobs.definitions import NIGHTLY, GovernmentJob, NotInAGovernment
from kernel.jobs.states import states
from kernel.jobs.tasks import forget_finished
from kernel.schema import current_schema, inside
from tenants.governments.models import Government
from tests.cast import a_story, an_office

TMT, XC = "150121", "150102"
SEEN: list[str | None] = []


@pytest.fixture(autouse=True)
def no_night(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the hour of the test run, no night falls during it."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})


class Broken(RuntimeError):
    """What a body raises that finds something wrong."""


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> Iterator[GovernmentJob]:
    """A nightly job of this test alone; a body is exchanged as the test needs."""
    SEEN.clear()
    yield _JOB
    _JOB.body = note


def note() -> None:
    SEEN.append(current_schema())


_JOB = GovernmentJob(note, label="Test")
NIGHTLY_BEFORE = dict(NIGHTLY)


@pytest.fixture
def nightly(monkeypatch: pytest.MonkeyPatch, job: GovernmentJob) -> GovernmentJob:
    monkeypatch.setitem(NIGHTLY, job.name, job)
    return job


def work() -> None:
    """The worker, on a thread of its own: a browser that another test opened keeps an event loop on this one."""

    def once() -> None:
        try:
            call_command("worker", once=True)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=1) as alone:
        alone.submit(once).result()


def queued() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'schema', status::text FROM public.jobs_visible ORDER BY id")
        return list(cursor.fetchall())


def of(name: str):
    return next(one for one in states() if one.name == name)


def test_a_job_runs_in_its_government_by_the_worker(committed_db, inside, job) -> None:
    with inside(TMT):
        job.defer()
    assert queued() == [("g150121", "todo")]

    work()

    assert queued() == [("g150121", "succeeded")]
    assert SEEN == ["g150121"]


def test_a_job_is_taken_back_with_the_transaction_that_asked_for_it(db, inside, job) -> None:
    with inside(TMT), transaction.atomic():
        job.defer()
        transaction.set_rollback(True)
    assert queued() == []


def test_a_job_belongs_to_a_government(db, job) -> None:
    with pytest.raises(NotInAGovernment, match="a job of one government"):
        job.defer()


def test_a_job_that_fails_leaves_nothing_behind_and_shows(committed_db, government, nightly) -> None:
    def half_done() -> None:
        an_office(TMT)
        raise Broken("found something")

    nightly.body = half_done
    nightly.defer_for(["g150121"])
    work()

    assert queued() == [("g150121", "failed")]
    with inside(government(TMT)):
        assert not Unit.objects.filter(name__contains="卫生").exists()
    state = of(nightly.name)
    assert (state.failed, state.failed_in, state.last_success) == (1, ("g150121",), None)
    with pytest.raises(CommandError, match=f"failed: {nightly.name}"):
        call_command("jobs", stdout=StringIO())


def test_a_later_success_ends_a_failure(committed_db, alive, nightly, public_client) -> None:
    def broken() -> None:
        raise Broken

    nightly.body = broken
    nightly.defer_for(["g150121", "g150102"])
    work()
    assert of(nightly.name).failed == 2
    told = public_client.get("/health").json()
    assert (told["status"], told["jobs"]["failed"]) == ("degraded", [nightly.name])

    nightly.body = note
    nightly.defer_for(["g150121", "g150102"])
    work()
    state = of(nightly.name)
    assert (state.failed, state.queued) == (0, 0)
    assert state.last_success is not None
    assert public_client.get("/health").json()["status"] == "ok"


def test_every_nightly_job_succeeds_in_a_government_at_work(committed_db, inside) -> None:
    with inside(TMT):
        an_office(TMT)
    for one in NIGHTLY_BEFORE.values():
        one.defer_for(["g150121"])

    work()

    assert {status for _, status in queued()} == {"succeeded"}
    out = StringIO()
    call_command("jobs", json=True, stdout=out)
    told = {row["name"]: row for row in json.loads(out.getvalue())["jobs"]}
    assert set(told) >= {
        "tenants.ledger.reconcile",
        "kernel.audit.verify",
        "apps.organizations.forget_expired",
        "apps.organizations.mend_permissions",
        "api.forget_answers",
        "apps.documents.verify",
    }
    assert all(row["last_success"] and not row["failed"] for row in told.values())


def test_a_night_reaches_every_standing_government_and_no_closed_one(committed_db, nightly) -> None:
    with as_owner():
        Government.objects.filter(code=XC).update(closed_on="2026-01-01")
    app.tasks["tenants.ledger.reconcile.everywhere"].func(timestamp=0)

    standing = Government.objects.standing().values_list("schema_name", flat=True)
    assert sorted(schema for schema, _ in queued()) == sorted(standing)


def test_a_difference_in_the_ledger_fails_the_nights_job(committed_db, inside) -> None:
    with inside(TMT):
        a_story(an_office(TMT)).walk("requested")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM public.ledger_meeting")
    NIGHTLY["tenants.ledger.reconcile"].defer_for(["g150121"])

    work()

    assert of("tenants.ledger.reconcile").failed_in == ("g150121",)


def test_a_government_sees_and_enqueues_its_own_jobs_only(db, inside, job) -> None:
    for code in (TMT, XC):
        with inside(code):
            job.defer()
    with inside(TMT):
        assert queued() == [("g150121", "todo")]
        with pytest.raises(ConnectorException) as refused, transaction.atomic():
            job.defer_for(["g150102"])
        assert "jobs of its own only" in str(refused.value.__cause__)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(at) FROM public.jobs_visible")
            assert cursor.fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.procrastinate_jobs SET status = 'succeeded'",
        "DELETE FROM public.procrastinate_jobs",
        "SELECT * FROM public.procrastinate_jobs",
        "SELECT * FROM public.procrastinate_events",
        "INSERT INTO public.procrastinate_jobs (queue_name, task_name) VALUES ('default', 'x')",
        "INSERT INTO public.procrastinate_events (job_id, type) VALUES (1, 'succeeded')",
        "SELECT public.procrastinate_register_worker_v1()",
        "SELECT * FROM public.procrastinate_workers",
        "SELECT * FROM public.procrastinate_periodic_defers",
    ],
)
def test_a_government_works_off_nobodys_jobs(db, inside, statement) -> None:
    with inside(TMT), connection.cursor() as cursor, pytest.raises(DatabaseError, match="permission denied"):
        cursor.execute(statement)


def test_finished_jobs_are_forgotten_after_some_days_and_failed_ones_later(committed_db, nightly) -> None:
    nightly.defer_for(["g150121", "g150102", "g150202"])
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE public.procrastinate_jobs SET status = (CASE args->>'schema' WHEN 'g150121' THEN 'succeeded'"
            " WHEN 'g150102' THEN 'failed' ELSE 'todo' END)::procrastinate_job_status"
        )
        cursor.execute("UPDATE public.procrastinate_events SET at = at - interval '4 days'")
    forget_finished(timestamp=0)
    assert queued() == [("g150121", "succeeded"), ("g150102", "failed"), ("g150202", "todo")]


def test_of_many_successes_the_last_in_each_government_is_kept(committed_db, nightly) -> None:
    for _ in range(3):
        nightly.defer_for(["g150121", "g150102"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE public.procrastinate_jobs SET status = 'succeeded'")
        cursor.execute("UPDATE public.procrastinate_events SET at = at - interval '4 days'")
    forget_finished(timestamp=0)
    assert sorted(queued()) == [("g150102", "succeeded"), ("g150121", "succeeded")]


def test_a_job_is_late_where_it_is_late_though_others_had_it_last_night(committed_db, nightly) -> None:
    nightly.defer_for(["g150121", "g150102"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE public.procrastinate_jobs SET status = 'succeeded'")
        cursor.execute(
            "UPDATE public.procrastinate_events SET at = at - interval '3 days' WHERE job_id ="
            " (SELECT id FROM public.procrastinate_jobs WHERE args->>'schema' = 'g150121')"
        )
    assert of(nightly.name).late_in == ("g150121",)


def test_a_night_that_was_missed_is_said(committed_db, nightly, public_client, settings) -> None:
    nightly.defer_for(["g150121"])
    work()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE public.procrastinate_events SET at = at - interval '3 days'")
    out = StringIO()
    with pytest.raises(CommandError, match=f"late: {nightly.name}"):
        call_command("jobs", stdout=out)
    assert f"{nightly.name}: last success" in out.getvalue()
    assert public_client.get("/health").json()["jobs"]["late"] == [nightly.name]


def test_the_versions_of_all_schemas_are_told(committed_db) -> None:
    out = StringIO()
    call_command("migrations_state", json=True, stdout=out)
    assert json.loads(out.getvalue())["behind"] == []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM g150121.django_migrations WHERE app = 'api'")
    with pytest.raises(CommandError, match="1 of 7 schemas are behind: g150121"):
        call_command("migrations_state", stdout=StringIO())
