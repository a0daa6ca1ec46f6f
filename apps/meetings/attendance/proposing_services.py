"""Propose who should come, once the list of topics is settled (R5.2)."""

from collections.abc import Collection, Sequence

from django.db.models import Q

from apps.meetings.lifecycle import ATTENDANCE
from apps.meetings.models import Attendance, Capacity, Convener, Meeting
from apps.organizations.models import OfficeTerm, Slot, Unit, UnitKind, User
from apps.topics.models import Topic
from apps.workrules.binding import binding_rule
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act

#: Units of the union that come by default (Art. 5).
OF_THE_UNION = (UnitKind.UNION_DEPARTMENT, UnitKind.INDUSTRIAL_UNION)


def propose_attendance(act: Act) -> None:
    """Propose who should come: conveners, leaders in charge, an officer of every unit the topics name (R5.2).

    The union's departments and industrial unions come too. Names already on the list stay, names taken off stay off;
    either office adds its own people afterwards.
    """
    meeting: Meeting = act.object
    known = set(meeting.attendances.values_list("name", "unit_name"))
    position = len(known)
    for row in _proposed(meeting):
        if (row.name, row.unit_name) in known:
            continue
        known.add((row.name, row.unit_name))
        position += 1
        row.position = position
        with acting(ATTENDANCE, "propose", by=act.by, at=act.at) as invited:
            create(invited, row)


def _proposed(meeting: Meeting) -> list[Attendance]:
    """Return whom the rule lets come by default: conveners, the topics' units, members that are always there."""
    rule, found = binding_rule(meeting), []
    if "conveners" in rule.attend_defaults:
        found += _conveners(meeting)
    named = _units_named(meeting)
    if "portfolios" in rule.attend_defaults:
        found += _in_charge(meeting, named, besides={row.person for row in found})
    units = [*Unit.objects.current().filter(name__in=rule.fixed_members)] if rule.fixed_members else []
    if "topic_units" in rule.attend_defaults:
        units += [unit for unit in named if unit not in units]
    if "union_units" in rule.attend_defaults:
        units += [unit for unit in Unit.objects.current().filter(kind__in=OF_THE_UNION) if unit not in units]
    return found + _officers(meeting, units)


def _in_charge(meeting: Meeting, named: Sequence[Unit], *, besides: Collection[User | None]) -> list[Attendance]:
    """Return the leaders to whom a tabled topic falls by category or unit, by what they hold on that day (R5.2)."""
    categories = set(Topic.objects.of_meeting(meeting.pk).values_list("category", flat=True))
    units = Q(post__portfolio_units__overlap=[unit.pk for unit in named])
    falling = Q(post__portfolio__overlap=sorted(categories)) | units
    terms = OfficeTerm.objects.on(meeting.planned_on).filter(falling)
    found: dict[object, Attendance] = {}
    for term in terms.select_related("post", "holder__unit").order_by("post__rank", "post_id"):
        if term.holder in besides:
            continue
        row = Attendance(
            meeting=meeting,
            person=term.holder,
            name=term.holder.name,
            unit_name=term.holder.unit.name if term.holder.unit else "",
            title=term.post.title,
            side=term.post.side,
            capacity=Capacity.MEMBER,
        )
        found.setdefault(term.holder_id, row)
    return list(found.values())


def _conveners(meeting: Meeting) -> list[Attendance]:
    found: list[Convener] = list(meeting.conveners.select_related("holder__unit"))
    found.sort(key=lambda convener: (not convener.slot.startswith("chief_"), convener.slot))
    return [
        Attendance(
            meeting=meeting,
            person=convener.holder,
            name=convener.name,
            unit_name=convener.holder.unit.name if convener.holder and convener.holder.unit else "",
            title=convener.title,
            side=Slot(convener.slot).side,
            capacity=Capacity.MEMBER,
            slot=convener.slot,
        )
        for convener in found
    ]


def _officers(meeting: Meeting, units: list[Unit]) -> list[Attendance]:
    officers: dict[object, User] = {}
    for user in User.objects.filter(unit__in=units, is_active=True).select_related("unit").order_by("username"):
        officers.setdefault(user.unit_id, user)
    return [
        Attendance(
            meeting=meeting,
            person=user,
            name=user.name,
            unit_name=unit.name,
            title=user.title,
            side=unit.side,
            capacity=Capacity.IN_ATTENDANCE,
        )
        for unit in units
        if (user := officers.get(unit.pk)) is not None
    ]


def _units_named(meeting: Meeting) -> list[Unit]:
    """Return the units that propose, would lead, would support, or were consulted on a tabled topic."""
    tabled = Topic.objects.of_meeting(meeting.pk).select_related("proposer", "suggested_lead")
    found: dict[object, Unit] = {}
    for topic in tabled.prefetch_related("suggested_supporting", "consultations__unit"):
        named = [topic.proposer, topic.suggested_lead, *topic.suggested_supporting.all()]
        named += [asked.unit for asked in topic.consultations.all()]
        found.update({unit.pk: unit for unit in named if unit is not None})
    return sorted(found.values(), key=lambda unit: (unit.side, unit.sort_key))
