"""Fixtures for every test: a database of six real governments, and the ways to work inside one of them.

`db` rolls back after each test and is what most tests need. `committed_db` is for real commits, threads and the owner
role; it costs half a second. Tests run as the runtime role.
"""

import gc
import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client
from django.test.utils import override_settings

from kernel.schema import inside as inside_of
from tenants.governments.models import Government
from tests import databases, joins, memory
from tests.road import road
from tests.signed_in import office, sign_in, walked

#: People at their browsers and the road of one meeting are wanted by the tests of every app.
__all__ = ["office", "road", "sign_in", "walked"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`make night` asks for generated years at full length; a run is repeated in the same order by its seed."""
    parser.addoption("--order", metavar="SEED", help="shuffle the tests inside each module: a number, or `any`")
    parser.addoption("--long", action="store_true", help="with the tests of the night, everything at full length")


def pytest_configure(config: pytest.Config) -> None:
    """Every process of a run has the seed of the one that started it."""
    config.option.order = getattr(config, "workerinput", {}).get("order", config.option.order)
    if config.option.order == "any":
        config.option.order = str(random.SystemRandom().randrange(10_000))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand the seed over to a process of pytest-xdist, before it collects."""
    node.workerinput["order"] = node.config.option.order


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests of the night to `make night`, unless their module was asked for by name; shuffle on request."""
    named = {argument.partition("::")[0] for argument in config.args if ".py" in argument}
    by_night = [
        item
        for item in items
        if item.get_closest_marker("night") and str(item.path.relative_to(config.rootpath)) not in named
    ]
    if by_night and not config.option.long:
        config.hook.pytest_deselected(items=by_night)
        items[:] = [item for item in items if item not in by_night]
    if config.option.order:
        _shuffle(config, items)


def _shuffle(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle the tests inside each module, so that none comes to lean on the ones before it.

    The modules stay in their order, on which the two processes share the work evenly; the plug-ins that shuffle
    (pytest-randomly, pytest-random-order) shuffle the modules too.
    """
    modules = []
    for path, tests in itertools.groupby(items, key=lambda item: item.nodeid.partition("::")[0]):
        modules.append(list(tests))
        random.Random(f"{config.option.order} {path}").shuffle(modules[-1])  # noqa: S311 — an order, no secret
    items[:] = itertools.chain.from_iterable(modules)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name the order, with which a failure is found again."""
    if config.option.order:
        terminalreporter.write_line(f"Tests in the order of --order {config.option.order}")


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: to look through it for garbage costs a twentieth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[str]:
    """One copy of the template for the whole session; its name."""
    template, name = databases.template_name(), databases.own_name()
    with django_db_blocker.unblock():
        databases.make_template(template)
        databases.copy_template(name, template)
        databases.point_at(name)
        memory.watch()
        joins.watch()
    yield template
    with django_db_blocker.unblock():
        connections.close_all()
        databases.drop(name)


@pytest.fixture
def committed_db(django_db_setup: str, django_db_blocker: Any) -> Iterator[None]:
    """A database in which commits are real; afterwards it is copied anew."""
    with django_db_blocker.unblock():
        yield
        connections.close_all()
        databases.copy_template(databases.own_name(), django_db_setup)


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pages name their static files without a manifest, which only a built release has."""
    plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static"), STORAGES=plain):
        yield


@pytest.fixture(autouse=True)
def _in_public() -> Iterator[None]:
    """No test inherits the government of the one before."""
    connection.set_schema_to_public()
    yield
    connection.set_schema_to_public()


@pytest.fixture
def government() -> Callable[[str], Government]:
    """`government("150121")`: the row of the tree. Needs `db` or `committed_db`."""
    return _government


@pytest.fixture
def inside() -> Callable[[str], AbstractContextManager[None]]:
    """`with inside("150121"):` work in that government. Needs `db` or `committed_db`."""
    return lambda code: inside_of(_government(code))


@pytest.fixture
def client_of() -> Callable[[str], "GovernmentClient"]:
    """`client_of("150121")`: a browser on that government's host, which leaves the test where it was."""
    return lambda code: GovernmentClient(_government(code))


@pytest.fixture
def alive() -> None:
    """Some worker of the queue gave a sign of life just now. Needs `db` or `committed_db`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.procrastinate_register_worker_v1()")


@pytest.fixture
def public_client() -> Client:
    """A browser on the public host."""
    return Client(headers={"host": settings.PUBLIC_HOSTS[0]})


class GovernmentClient(Client):
    """Django's test client on one government's host. A request ends in public, so it restores where the test was."""

    def __init__(self, government: Government, **kwargs: Any) -> None:
        super().__init__(headers={"host": government.host}, **kwargs)
        self.government = government

    def request(self, **request: Any) -> Any:
        with inside_of(connection.tenant):
            return super().request(**request)

    def force_login(self, user: Any, backend: str | None = None) -> None:
        with inside_of(self.government):
            super().force_login(user, backend or "apps.organizations.door.backends.AccountBackend")

    def login(self, **credentials: Any) -> bool:
        with inside_of(self.government):
            return super().login(**credentials)

    def logout(self) -> None:
        with inside_of(self.government):
            super().logout()


def _government(code: str) -> Government:
    return Government.objects.get(code=code)
