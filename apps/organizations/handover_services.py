"""Handing over: one term ends and the next begins; a unit's liaison passes on. To-dos follow, old documents do not."""

from datetime import date, datetime, timedelta

from apps.organizations.lifecycle import HANDOVER
from apps.organizations.models import Handover, OfficeTerm, Post, Unit, UnitMembership, User
from apps.organizations.services import appoint, speak_for
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import verb


@verb(HANDOVER, "hand_over")
def hand_over(
    *,
    to_user: User,
    on_day: date,
    basis: str,
    post: Post | None = None,
    unit: Unit | None = None,
    from_user: User | None = None,
    by: User,
    at: datetime,
) -> Handover:
    """The security officer writes down who follows whom, from which day, and on what document (R4.4)."""
    given = {
        "post": post, "unit": unit, "from_user": from_user, "to_user": to_user, "on_day": on_day, "basis": basis,
    }  # fmt: skip
    with acting(HANDOVER, "hand_over", by=by, at=at, given=given) as act:
        former = from_user
        if post is not None:
            former = _change_holder(post, to_user, on_day)
        elif unit is not None and from_user is not None:
            _change_speaker(unit, from_user, to_user, on_day)
        people = {"from_user": former, "to_user": to_user}
        handover: Handover = create(act, Handover(post=post, unit=unit, on_day=on_day, basis=basis, **people))
    return handover


def _change_holder(post: Post, successor: User, on_day: date) -> User | None:
    """End the running term on the eve, if there is one, and begin the next; return whose it was."""
    running = OfficeTerm.objects.on(on_day).filter(post=post).select_related("holder").first()
    if running is not None:
        running.ends_on = on_day - timedelta(days=1)
        running.save(update_fields=["ends_on"])
    appoint(post=post, holder=successor, starts_on=on_day)
    return running.holder if running is not None else None


def _change_speaker(unit: Unit, former: User, successor: User, on_day: date) -> None:
    """What the unit may act on, the successor may act on from now, and the former no longer."""
    UnitMembership.objects.current().filter(user=former, unit=unit).update(ended_on=on_day)
    former.groups.remove(unit.group_id)
    speak_for(user=successor, unit=unit, since=on_day)
