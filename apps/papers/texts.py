"""What a paper is bound to: the object as it stood, by version and by hash."""

from django.db.models import Model

from apps.minutes import texts
from apps.minutes.models import Minutes
from kernel import canonical
from kernel.lifecycle.models import snapshot
from kernel.lifecycle.table import LIFECYCLES, Action, Lifecycle


def sha256_of(about: Model) -> str:
    """Return the hash of what a leader signs: the printed text of minutes, the whole row of a meeting."""
    return texts.digest_of(about) if isinstance(about, Minutes) else canonical.digest(snapshot(about))


def row_of(act: str, state: str) -> tuple[Lifecycle, Action]:
    """Return the table and the row of `meeting.accept` in a state; the first of that name when the state has none."""
    kind, _dot, name = act.partition(".")
    rows = LIFECYCLES[kind].named(name)
    return LIFECYCLES[kind], next((row for row in rows if state in row.source), rows[0])
