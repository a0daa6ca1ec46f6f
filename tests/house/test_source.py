"""What no product code does: keep state between requests, start threads, ask the clock in the domain, hop schemas."""

import ast
import re
from collections.abc import Callable

import pytest

from tests.house.reading import Source, dotted, files, imports, sources

#: The domain gets its moments from the edge (`at`) and from the act (`recorded_at`).
DOMAIN = ("services.py", "lifecycle.py", "rules.py", "guards.py", "facts.py", "consent_texts.py", "permissions.py")
#: The only places besides commands that choose in whose government the code runs.
CHANGES_GOVERNMENT = ("platform/kernel/", "platform/deploy/", "tenants/", "/management/commands/")
DRAWERS = ("utils", "util", "helpers", "helper", "common", "misc", "manager", "managers")
RUNTIME = ("apps", "api", "tenants", "demonstration", "roads", "platform/kernel", "platform/config")


def caches(source: Source) -> list[str]:
    """A cache of the process knows nothing of governments: one would be shown what another's rows gave."""
    found = [node for node, name in imports(source.tree) if name in {"functools.lru_cache", "functools.cache"}]
    return [source.at(node) for node in found]


def threads(source: Source) -> list[str]:
    """A thread of our own starts on a connection of its own, outside every government."""
    banned = ("threading.Thread", "concurrent.futures", "multiprocessing", "asyncio")
    return [source.at(node) for node, name in imports(source.tree) if name.startswith(banned)] + [
        source.at(call) for call in source.calls() if dotted(call.func) in {"threading.Thread", "ThreadPoolExecutor"}
    ]


def clocks(source: Source) -> list[str]:
    """Whoever asks the clock in the domain cannot be tested at a deadline."""
    banned = {"timezone.now", "datetime.now", "date.today", "datetime.today", "clock.now", "clock.today", "time.time"}
    return [source.at(call) for call in source.calls() if dotted(call.func) in banned]


def hops(source: Source) -> list[str]:
    """A request has one government for its whole life; nothing that lives inside one may leave it."""
    names = {"set_tenant", "set_schema", "set_schema_to_public", "schema_context", "tenant_context", "as_owner"}
    called = [call for call in source.calls() if dotted(call.func).rpartition(".")[2] in names]
    entered = [node for node, name in imports(source.tree) if name in {"kernel.schema.inside", "django_tenants.utils"}]
    return [source.at(node) for node in [*called, *entered]]


def web(source: Source) -> list[str]:
    """Pages and API call the same verb, so a verb knows neither."""
    banned = ("django.http", "django.shortcuts", "django.urls", "rest_framework", "django.contrib.messages")
    return [source.at(node) for node, name in imports(source.tree) if name.startswith(banned)]


def locks(source: Source) -> list[str]:
    """Pages ask the guards beforehand: a guard locks by `hold`, which only looks then."""
    return [source.at(call) for call in source.calls() if dotted(call.func).endswith("select_for_update")]


def guardian(source: Source) -> list[str]:
    """Object permissions are asked and given in one place; models only name the tables."""
    return [
        source.at(node)
        for node, name in imports(source.tree)
        if name.startswith(("guardian.shortcuts", "guardian.utils", "guardian.core"))
    ]


def global_permissions(source: Source) -> list[str]:
    """A permission on a whole table would open every row of it; guardian accepts those unless it is told not to."""
    return [
        source.at(call)
        for call in source.calls()
        if dotted(call.func).rpartition(".")[2] == "get_objects_for_user" and not _refuses_global(call)
    ]


def _refuses_global(call: ast.Call) -> bool:
    given = {word.arg: word.value for word in call.keywords}
    accepted = given.get("accept_global_perms")
    return isinstance(accepted, ast.Constant) and accepted.value is False


def queries(source: Source) -> list[str]:
    """A refusal is words and a number."""
    return [source.at(node) for node, name in imports(source.tree) if name.startswith("django.db")]


def drawers(source: Source) -> list[str]:
    """A drawer takes everything; a noun says what belongs in it."""
    stem = source.name.removesuffix(".py")
    named = [node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef) and _is_drawer(node.name)]
    return ([source.path] if stem in DRAWERS else []) + [source.at(node) for node in named]


def _is_drawer(name: str) -> bool:
    return name in DRAWERS or name.startswith("process_") or name.endswith(("_helper", "_util", "_utils"))


def _of_domain(source: Source) -> bool:
    return source.path.startswith("apps/") and (source.part in DOMAIN or source.part.endswith("_services.py"))


def _inside_a_government(source: Source) -> bool:
    return not any(place in source.path for place in CHANGES_GOVERNMENT)


RULES: dict[str, tuple[Callable[[Source], list[str]], Callable[[Source], bool], str]] = {
    "caches": (caches, lambda s: s.path.startswith(RUNTIME), "from functools import lru_cache"),
    "threads": (threads, lambda s: s.path.startswith(RUNTIME), "from threading import Thread"),
    "clocks": (clocks, _of_domain, "started = timezone.now()"),
    "hops": (hops, _inside_a_government, "connection.set_tenant(other)"),
    "web": (web, _of_domain, "from django.http import HttpRequest"),
    "guardian": (guardian, lambda s: s.part != "permissions.py", "from guardian.shortcuts import assign_perm"),
    "global permissions": (
        global_permissions,
        lambda s: True,
        'get_objects_for_user(user, "lead_item", accept_global_perms=True)',
    ),
    "queries": (queries, lambda s: s.part in {"refusals.py", "rules.py"}, "from django.db import models"),
    "locks": (locks, lambda s: s.part.endswith("guards.py"), "list(rows.select_for_update())"),
    "drawers": (drawers, lambda s: True, "def process_topic(topic):\n    ..."),
}
#: What may break a rule, with the reason.
EXCEPTIONS = {
    ("caches", "apps/documents/rendering/fonts.py"): "fonts belong to the machine, not to a government",
    ("caches", "apps/documents/rendering/glyphs.py"): "letters of fonts belong to the machine as well",
    ("caches", "tenants/assessment/scoring/reading.py"): "published schemas are the same for all",
    ("caches", "tenants/assessment/scoring/scheme.py"): "the shipped scheme is the same for all",
    ("caches", "platform/kernel/workcalendar/rules.py"): "the State Council's calendar is the same for all",
    ("threads", "demonstration/parallel.py"): "seeding fills governments in processes of their own",
    ("threads", "tenants/governments/parallel.py"): "migrations run in many governments at once, each on its own",
    ("threads", "platform/kernel/jobs/working.py"): "a worker waits for jobs in an event loop",
    ("hops", "demonstration/between.py"): "a part of seed_demo, which tells both ends of a letter",
    ("hops", "demonstration/seeding.py"): "the body of the seed_demo command, which fills many governments",
}


@pytest.fixture(scope="module")
def product() -> list[Source]:
    """Every file, read and parsed once for all rules."""
    return sources()


@pytest.mark.parametrize("rule", RULES)
def test_the_source_keeps_the_rule(rule: str, product: list[Source]) -> None:
    find, applies, _ = RULES[rule]
    bound = [source for source in product if applies(source)]
    assert bound
    assert [at for source in bound if (rule, source.path) not in EXCEPTIONS for at in find(source)] == []


def test_every_exception_is_still_needed(product: list[Source]) -> None:
    for rule, path in EXCEPTIONS:
        assert [at for source in product if source.path == path for at in RULES[rule][0](source)]


@pytest.mark.parametrize("rule", RULES)
def test_a_breach_would_be_found(rule: str) -> None:
    find, _, bad = RULES[rule]
    assert find(Source("apps/topics/services.py", bad)) == ["apps/topics/services.py:1"]
    assert find(Source("apps/topics/services.py", "answer = 42")) == []


#: What is left of the type that checks nothing, in `apps`, `tenants` and `api`; it only ever goes down.
MOST_UNTYPED = 254


def test_what_checks_nothing_grows_rarer() -> None:
    written = [path.read_text() for path in files("apps/**/*.py", "tenants/**/*.py", "api/**/*.py")]
    count = sum(len(re.findall(r"\bAny\b", text)) for text in written)
    assert count <= MOST_UNTYPED, f"{count} times the word Any: a class, a protocol or `object` says more"


def test_a_folder_is_no_drawer_either() -> None:
    folders = {path.parent.name for path in files("apps/**/*.py", "tenants/**/*.py", "platform/**/*.py", "api/**/*.py")}
    assert folders.isdisjoint(DRAWERS)
    assert drawers(Source("apps/common/utils.py", "")) == ["apps/common/utils.py"]
