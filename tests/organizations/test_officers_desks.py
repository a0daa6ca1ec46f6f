"""The system officer sees whether the nightly jobs of this government ended well, and nothing of any other's."""

import pytest
from django.db import connection

from kernel.jobs.definitions import NIGHTLY
from tests.signed_in import text_of

pytestmark = pytest.mark.django_db


def finished(status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE public.procrastinate_jobs SET status = %s::procrastinate_job_status", [status])


def test_the_system_officer_sees_how_the_night_went(sign_in) -> None:
    assert text_of(sign_in("system_officer").get("/")).count("尚未运行") == len(NIGHTLY)

    NIGHTLY["tenants.ledger.reconcile"].defer_for(["g150121"])
    finished("failed")
    page = text_of(sign_in("system_officer").get("/"))
    assert "核对台账 尚未运行 ▲ 上次失败" in page
    assert "数据结构与系统版本一致。" in page


def test_another_governments_failure_is_not_shown(sign_in) -> None:
    NIGHTLY["tenants.ledger.reconcile"].defer_for(["g150102"])
    finished("failed")
    assert "上次失败" not in text_of(sign_in("system_officer").get("/"))


@pytest.mark.parametrize("who", ["security_officer", "audit_officer", "gov_clerk"])
def test_nobody_else_sees_the_jobs(sign_in, who: str) -> None:
    assert "后台作业" not in text_of(sign_in(who).get("/"))
