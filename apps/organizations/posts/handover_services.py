"""Handing over: one term ends and the next begins; a unit's liaison passes on. To-dos follow, old documents do not."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from apps.organizations.accounts.models import UnitMembership, User
from apps.organizations.accounts.opening_services import speak_for
from apps.organizations.deputies.lifecycle import DELEGATION
from apps.organizations.deputies.models import Delegation
from apps.organizations.posts.lifecycle import HANDOVER
from apps.organizations.posts.models import Handover, OfficeTerm, Post
from apps.organizations.posts.services import appoint
from apps.organizations.units.models import Unit
from kernel import clock
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
        if former is not None:
            _end_what_went_with_it(former, on_day, of_post=post is not None, by=by, at=at)
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


def _end_what_went_with_it(former: User, on_day: date, *, of_post: bool, by: User, at: datetime) -> None:
    """End the former holder's role as a leader and the delegations that the post carried, from the day on.

    What was lent as a leader ends with the post out of which it was lent. What was lent to him or her ends when no
    post and no unit is left: it was lent to somebody in office.
    """
    in_post = OfficeTerm.objects.on(on_day).filter(holder=former).exists()
    if of_post and not in_post:
        User.objects.filter(pk=former.pk).update(leads_until=on_day - timedelta(days=1))
    leaves = not in_post and (of_post or not former.memberships.current().exists())
    running = Delegation.objects.standing().filter(ends_on__gte=on_day)
    for one in running.filter(Q(grantor=former) | Q(delegate=former)).order_by("pk"):
        if of_post if one.grantor_id == former.pk else leaves:
            _end(one, on_day, by=by, at=at)


def _end(delegation: Delegation, on_day: date, *, by: User, at: datetime) -> None:
    """Take a delegation back by an act of its own; one that runs until a day to come is shortened to its eve."""
    eve = on_day - timedelta(days=1)
    shortened = delegation.starts_on <= eve and on_day > clock.day_of(clock.recorded_now())
    with acting(DELEGATION, "shorten" if shortened else "end_with_post", delegation.pk, by=by, at=at) as act:
        if shortened:
            act.object.ends_on = eve
        act.object.reason = f"移交人自{on_day:%Y-%m-%d}起不再担任原职务或原工作"


def _change_speaker(unit: Unit, former: User, successor: User, on_day: date) -> None:
    """What the unit may act on, the successor may act on from now, and the former no longer."""
    UnitMembership.objects.current().filter(user=former, unit=unit).update(ended_on=on_day)
    former.groups.remove(unit.group_id)
    speak_for(user=successor, unit=unit, since=on_day)
