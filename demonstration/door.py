"""What the demonstration shows beside the sign-in form: the accounts of this government and their one password."""

from typing import Any

from apps.organizations.models import User
from demonstration.accounts import DEMO_PASSWORD
from vocabulary.roles import ROLES


def offer() -> dict[str, Any]:
    """Return one account of each role first, the others behind them."""
    first: list[dict[str, Any]] = []
    further: list[dict[str, Any]] = []
    seen: set[str] = set()
    order = list(ROLES)
    told = [one for one in User.objects.filter(is_active=True).select_related("unit") if _is_of_the_cast(one)]
    for user in sorted(told, key=lambda one: (order.index(one.roles[0]), one.username)):
        label = f"{ROLES[user.roles[0]].label} · {user.unit.short_name}" if user.unit else ROLES[user.roles[0]].label
        entry = {"username": user.username, "label": label}
        (further if user.roles[0] in seen else first).append(entry)
        seen.add(user.roles[0])
    return {"accounts": first, "further_accounts": further, "password": DEMO_PASSWORD}


def _is_of_the_cast(user: User) -> bool:
    """Accounts that visitors opened have passwords of their own; those of the cast are called after their role."""
    return bool(user.roles) and user.username.startswith(tuple(ROLES))
