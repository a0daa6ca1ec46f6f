"""What a person may do, in words: read from the tables themselves, so that page and engine cannot differ."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from apps.organizations.accounts.models import User
from kernel.lifecycle.table import LIFECYCLES, Action, Lifecycle
from kinds.registry import kinds
from vocabulary.roles import names_of
from web.shapes import Shown


def in_words(user: User, day: date) -> list[Shown]:
    """Return, per kind of object, the acts that are open to the person's roles, or were lent for `day`."""
    declared = {kind.name: kind.lifecycle for kind in kinds() if kind.lifecycle and kind.page}
    tables = declared | LIFECYCLES
    found = [{"label": one.label, "acts": list(_acts(one, user, day))} for one in tables.values()]
    return [row for row in found if row["acts"]]


def _acts(lifecycle: Lifecycle, user: User, day: date) -> Iterator[str]:
    """Each act once, with what its right hangs on where that is not the role alone."""
    for name in lifecycle.names():
        rows = [row for row in lifecycle.named(name) if not row.internal]
        if rows and (said := _said(lifecycle, rows, user, day)):
            yield said


def _said(lifecycle: Lifecycle, rows: list[Action], user: User, day: date) -> str:
    label, held = str(rows[0].label), user.role_names
    if any(names_of(row.by) & held for row in rows):
        return label
    possible = {role.name for row in rows for role in row.possible}
    if possible & held:
        return _("%(act)s（工作规则规定由其办理时）") % {"act": label}
    if user.standing_in(f"{lifecycle.name}.{rows[0].name}", possible, day):
        return _("%(act)s（受委托）") % {"act": label}
    return ""
