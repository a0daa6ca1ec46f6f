"""What a job is: a function of one government, found again by its name when a worker takes it from the queue."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django_tenants.utils import get_tenant_model
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from kernel.database.outages import outage
from kernel.schema import current_schema, inside

#: What runs inside a government; whatever it raises makes the job fail, which is how a finding is told.
Body = Callable[..., object]


class NotInAGovernment(RuntimeError):
    """A job was to be enqueued in public, where nothing says whose it is."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is a job of one government: enqueue it inside one, or for all with defer_for().")


class AfterAnOutage(BaseRetryStrategy):
    """Whatever a job met that is only missing for the moment is waited for; a fault is tried again as often as said."""

    MOST, PAUSE = 6, 10

    def __init__(self, after_a_fault: int) -> None:
        self.after_a_fault = after_a_fault

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Begin again a little later each time, or leave it failed."""
        if outage(exception) is not None:
            pause = self.PAUSE * (job.attempts + 1)
            return RetryDecision(retry_in={"seconds": pause}) if job.attempts < self.MOST else None
        return RetryDecision(retry_in={"seconds": 0}) if job.attempts < self.after_a_fault else None


class GovernmentJob:
    """A job of one government. Calling it runs the body here and now, as tests and commands may want."""

    def __init__(self, body: Body, *, label: str | Promise, retry: int = 0) -> None:
        self.name = f"{body.__module__.removesuffix('.tasks')}.{body.__name__}"
        self.label = label
        self.body = body
        self._task = app.task(name=self.name, retry=AfterAnOutage(retry))(self._run)

    def __call__(self, **arguments: Any) -> object:
        return self.body(**arguments)

    def defer(self, **arguments: Any) -> int:
        """Enqueue for the current government, in the current transaction; its rollback takes the job back."""
        schema = current_schema()
        if schema is None:
            raise NotInAGovernment(self.name)
        return int(self._task.defer(schema=schema, **arguments))

    def defer_for(self, schemas: Iterable[str]) -> int:
        """Enqueue for many governments by one statement; how many. Called in public."""
        wanted: list[dict[str, Any]] = [{"schema": schema} for schema in schemas]
        return len(self._task.batch_defer(*wanted)) if wanted else 0

    def defer_everywhere(self) -> int:
        """Enqueue for every standing government, each in its own name and in the current transaction; how many."""
        governments = list(get_tenant_model().objects.standing())
        for government in governments:
            with inside(government):
                self.defer()
        return len(governments)

    def _run(self, *, schema: str, **arguments: Any) -> None:
        """What a worker calls. A body that fails leaves nothing behind, so that it may be repeated."""
        government = get_tenant_model()._default_manager.get(schema_name=schema)
        with inside(government), transaction.atomic():
            self.body(**arguments)


#: Every job that runs each night, by name.
NIGHTLY: dict[str, GovernmentJob] = {}


def in_government(*, label: str | Promise, retry: int = 0) -> Callable[[Body], GovernmentJob]:
    """Make a function a job of one government; `retry` times more when it fails."""
    return lambda body: GovernmentJob(body, label=label, retry=retry)


def nightly(*, label: str | Promise, at: str) -> Callable[[Body], GovernmentJob]:
    """Make a function a job of every standing government each night; `at` is a time in UTC, "18:30"."""
    hour, minute = (int(part) for part in at.split(":"))

    def decorate(body: Body) -> GovernmentJob:
        job = NIGHTLY[f"{body.__module__.removesuffix('.tasks')}.{body.__name__}"] = GovernmentJob(body, label=label)
        everywhere = f"{job.name}.everywhere"

        def enqueue(timestamp: int) -> None:
            job.defer_for(get_tenant_model().objects.standing().values_list("schema_name", flat=True))

        task = app.task(name=everywhere, queueing_lock=everywhere)(enqueue)
        app.periodic(cron=f"{minute} {hour} * * *", periodic_id=everywhere)(task)
        return job

    return decorate
