"""No file imports itself by way of others: whoever reads one file can read what it stands on first."""

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from tests.house.reading import Source, imports, sources

FOLDERS = ("apps", "api", "tenants", "platform", "demonstration")


def module_of(path: str) -> str:
    """The dotted name by which a file is imported."""
    return path.removeprefix("platform/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def graph(product: list[Source]) -> dict[str, set[str]]:
    """Which of our files each file imports, inside functions and for types alone as well."""
    ours = {module_of(source.path): source for source in product}
    return {name: set(_imported(source, ours)) - {name} for name, source in ours.items()}


def _imported(source: Source, ours: Mapping[str, Source]) -> list[str]:
    """A name that is itself a file stands for that file, any other for the file that it is taken from."""
    names = [name for _, name in imports(source.tree)]
    return [found for name in names for found in [name if name in ours else name.rpartition(".")[0]] if found in ours]


def circle(product: list[Source]) -> list[str]:
    """The files of one circle, in the order in which they import each other; empty when there is none."""
    try:
        TopologicalSorter(graph(product)).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_no_file_imports_itself_by_way_of_others() -> None:
    product = sources(*FOLDERS)
    assert sum(map(len, graph(product).values())) > 1_000
    assert circle(product) == []


def test_a_circle_would_be_found() -> None:
    people = Source("apps/organizations/people.py", "from apps.organizations import standing")
    standing = Source("apps/organizations/standing.py", "def f():\n    from apps.organizations.people import User")
    assert set(circle([people, standing])) == {"apps.organizations.people", "apps.organizations.standing"}
    assert circle([people]) == []
