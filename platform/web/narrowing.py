"""What a list is narrowed down by, as it stands in an address that anybody may have typed."""

from collections.abc import Iterable

from django.http import HttpRequest

from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed

LONGEST = 60


def chosen_in(request: HttpRequest, names: Iterable[str]) -> dict[str, str]:
    """Return the text of each filter, empty where there is none; what no form would take (a NUL) narrows nothing."""
    return {name: _text(name, request.GET.get(name, "").strip()[:LONGEST]) for name in names}


def _text(name: str, typed: str) -> str:
    try:
        return clean([Need(name, name)], {name: typed})[name] or ""
    except Malformed:
        return ""
