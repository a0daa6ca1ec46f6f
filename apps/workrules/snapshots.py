"""The parameters of a rule as they are kept with a meeting, and read again (R13.2)."""

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from apps.workrules.parameters import REGIONAL_2024, RuleParameters
from kernel.canonical import Plain


def to_snapshot(parameters: RuleParameters) -> Plain:
    """Return the parameters as JSON's own kinds, to be kept with a meeting (R13.2)."""
    return {key: _plain(value) for key, value in asdict(parameters).items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def from_snapshot(snapshot: Plain) -> RuleParameters:
    """Return the parameters that a meeting has kept; what an older snapshot does not name is as in the region."""
    found = {one.name: getattr(REGIONAL_2024, one.name) for one in fields(RuleParameters)}
    for name, value in snapshot.items():
        if name not in found:
            continue
        usual = found[name]
        found[name] = date.fromisoformat(value) if isinstance(usual, date) else _like(usual, value)
    return RuleParameters(**found)


def _like(usual: Any, value: Any) -> Any:
    return tuple(value) if isinstance(usual, tuple) else value
