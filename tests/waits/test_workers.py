"""Workers that are killed, cut off or left alone: what they had begun ends in a true state, and they come back."""

import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kernel.jobs.definitions import NIGHTLY
from kernel.jobs.states import is_pending, states
from tests.waits.between import Between
from tests.waits.conftest import HERE, held
from tests.waits.workers import eventually, rows, statuses, worker

JOB = "api.forget_answers"
LOCKED = f"LOCK TABLE g{HERE}.api_keyedanswer IN ACCESS EXCLUSIVE MODE"
pytestmark = pytest.mark.usefixtures("committed_db")


def is_failed() -> bool:
    return next(one for one in states() if one.name == JOB).failed == 1


def kill_in_the_middle(*, before: str = "") -> None:
    """Begin the job on a worker, and kill that worker while the job waits for what somebody holds."""
    NIGHTLY[JOB].defer_for([f"g{HERE}"])
    if before:
        rows(f"{before} RETURNING 1")
    with held(LOCKED), worker() as doomed:
        assert eventually(lambda: statuses(JOB) == ["doing"])
        doomed.kill()
        doomed.wait()


def pending(inside: Any) -> bool:
    with inside(HERE):
        return is_pending(JOB)


@pytest.mark.rule("A17")
def test_a_job_whose_worker_was_killed_is_said_to_have_failed_and_is_done_by_the_next(inside: Any) -> None:
    kill_in_the_middle()
    assert statuses(JOB) == ["doing"], "the library itself does not notice: what follows is no accident"
    assert pending(inside)

    assert eventually(lambda: not pending(inside))
    assert is_failed()

    with worker():
        assert eventually(lambda: statuses(JOB) == ["succeeded"])
    assert not is_failed()


@pytest.mark.night
def test_a_job_that_is_cut_off_again_and_again_fails() -> None:
    kill_in_the_middle(before="UPDATE public.procrastinate_jobs SET attempts = 2")

    with worker():
        assert eventually(lambda: statuses(JOB) == ["failed"], within=45)
    assert is_failed()


@pytest.mark.parametrize("fault", ["gone", "silent"])
def test_a_worker_that_lost_its_database_comes_back(fault: str) -> None:
    with Between() as between, worker(DATABASE_URL=between.address) as one:
        assert eventually(lambda: rows("SELECT 1 FROM public.procrastinate_workers"))
        if fault == "gone":
            between.gone()
            time.sleep(3)
            between.back()
        else:
            between.silent = True
            time.sleep(16)
            between.silent = False
            between.tear()
        NIGHTLY[JOB].defer_for([f"g{HERE}"])

        assert eventually(lambda: statuses(JOB) == ["succeeded"], within=60)
        assert one.poll() is None


GIVING_UP = """
import django
django.setup()
from django.core.management import execute_from_command_line
from kernel.jobs import working
working.PATIENCE = 2
execute_from_command_line(["manage.py", "worker"])
"""


@pytest.mark.night
def test_a_worker_whose_database_stays_away_fails(tmp_path: Path) -> None:
    with Between() as between:
        address = between.address
    with worker(["-c", GIVING_UP], DATABASE_URL=address) as one:
        assert one.wait(timeout=60) == 1


def test_a_worker_that_is_asked_to_stop_ends_well() -> None:
    with worker() as one:
        assert eventually(lambda: rows("SELECT 1 FROM public.procrastinate_workers"))
        one.terminate()
        assert one.wait(timeout=30) == 0
    assert rows("SELECT 1 FROM public.procrastinate_workers") == []


def test_health_is_503_where_no_worker_lives(public_client: Client) -> None:
    NIGHTLY[JOB].defer_for([f"g{HERE}"])
    alone = public_client.get("/health")
    assert (alone.status_code, alone.json()["status"], alone["Retry-After"]) == (503, "degraded", "20")
    assert (alone.json()["jobs"]["workers"], alone.json()["jobs"]["waiting"]) == (0, 1)

    with worker():
        assert eventually(lambda: public_client.get("/health").status_code == 200)
        assert eventually(lambda: public_client.get("/health").json()["jobs"]["waiting"] == 0)
    assert public_client.get("/health").status_code == 503


def test_health_is_503_where_the_database_is_away(public_client: Client) -> None:
    with Between() as between, pytest.MonkeyPatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", str(between.folder))
        patch.setitem(connection.settings_dict, "PORT", "5432")
        between.gone()
        connection.close()
        told = public_client.get("/health")
    connection.close()
    assert (told.status_code, told.json()) == (503, {"status": "down", "database": {"reachable": False}})
