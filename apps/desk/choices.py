"""What a form offers for a reference: only what makes sense here, so that nobody scrolls through the whole house."""

from typing import Any

from django.utils.translation import gettext as _

from apps.documents import selectors as documents
from apps.followups import selectors as followups
from apps.followups.models import OPEN_STATES
from apps.followups.prior_reports.guards import AHEAD
from apps.levels.filings import selectors as filings
from apps.levels.filings.rules import MAY_LEAVE
from apps.levels.supervision import selectors as supervision
from apps.meetings import selectors as meetings
from apps.meetings.agenda import selectors as agenda_selectors
from apps.meetings.models import AttendanceState, MeetingState
from apps.meetings.phases import FROZEN
from apps.minutes import selectors as minutes
from apps.minutes.countersigning.countersigns import leading_units
from apps.minutes.models import MinutesState
from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.models import Post, Unit, UnitKind, User
from apps.organizations.units.lifecycle import UNITS
from apps.topics import selectors as topics
from apps.topics.models import Topic, TopicState
from apps.topics.rounds import selectors as rounds_selectors
from apps.workrules.naming import category_label
from kernel import clock
from kernel.lifecycle.table import Lifecycle, Need
from tenants.governments.selectors import government
from vocabulary.categories import Category
from vocabulary.roles import LEADERS, ROLES, Side, allowed_for

Pairs = list[tuple[Any, Any]]


class Choices:
    """The choices of one form, each list read once however many fields offer it."""

    def __init__(self, lifecycle: Lifecycle, instance: Any, user: User, action: str = "") -> None:
        self.lifecycle, self.instance, self.user, self.action = lifecycle, instance, user, action
        self.taking = action in {"take_role", "unbind"}
        self._units: list[Unit] | None = None

    def of(self, need: Need) -> Pairs:
        """Return the pairs of value and label for one field; empty when the field offers none."""
        if need.kind == "choice" and self.lifecycle is ACCOUNT and need.name == "role":
            return self._roles()
        if need.kind == "choice" and self.lifecycle is UNITS and need.name == "side":
            return [pair for pair in Side.choices if pair[0] != Side.NONE]
        if need.kind == "choice":
            offered: Pairs = list(need.choices.choices) if need.choices else []
            return [(key, category_label(key, said)) for key, said in offered] if need.choices is Category else offered
        if (self.lifecycle.name, need.name) == ("sent_letter", "government"):
            return self._receivers()
        if need.kind not in {"ref", "refs"}:
            return []
        return list(getattr(self, f"_{need.to.split('.')[1].lower()}")(need))

    def _roles(self) -> Pairs:
        """To be given: those of the account's side that it lacks; to be taken: those it has."""
        account = self.instance
        mine = set(account.roles) if self.taking else set(allowed_for(account.side)) - account.role_names
        return [(role.name, role.label) for role in ROLES.values() if role.name in mine]

    def _own_units(self) -> list[Unit]:
        """Units of the account's side: for its home any, to speak for one more, or to speak for one no more."""
        if self.instance is None:
            return self.units
        spoken = set(self.instance.memberships.current().values_list("unit_id", flat=True))
        same = [unit for unit in self.units if unit.side == self.instance.side]
        if self.action in {"bind", "unbind"}:
            return [unit for unit in same if (unit.pk in spoken) == self.taking]
        return same

    def _receivers(self) -> Pairs:
        here = government().path
        found = supervision.receivers(clock.today(), self.user)
        above = _("%(name)s（上级，只收转办函）")
        return [(one.code, above % {"name": one.name} if one.path < here else one.name) for one in found]

    def _unit(self, need: Need) -> Pairs:
        if self.lifecycle is ACCOUNT:
            return [(unit.pk, f"{unit.name}（{unit.get_side_display()}）") for unit in self._own_units()]
        units = [unit for unit in self.units if unit.kind != UnitKind.LEADERSHIP]
        if need.name == "proposer":
            own = set(self.user.memberships.current().values_list("unit_id", flat=True))
            units = [unit for unit in units if unit.pk in own]
        elif need.name == "lead_unit":
            units = [unit for unit in units if unit.kind != UnitKind.OFFICE]
        elif self.lifecycle.name == "post":
            units = [unit for unit in units if unit.side == self.user.side and unit.kind != UnitKind.OFFICE]
        elif self.lifecycle.name == "minutes":
            leading = set(leading_units(self.instance))
            units = [unit for unit in units if unit.pk in leading]
        elif need.name == "co_proposer":
            units = [unit for unit in units if unit.side != self.user.side and unit.kind != UnitKind.OFFICE]
        return [(unit.pk, unit.short_name if need.kind == "refs" else unit.name) for unit in units]

    @property
    def units(self) -> list[Unit]:
        """All units that still exist."""
        if self._units is None:
            self._units = list(Unit.objects.current())
        return self._units

    def _attendance(self, need: Need) -> Pairs:
        away = [AttendanceState.ON_LEAVE, AttendanceState.ABSENT, AttendanceState.REMOVED]
        coming = self.instance.attendances.exclude(state__in=away)
        return [(row.pk, f"{row.name}（{row.title or row.unit_name}）") for row in coming]

    def _meeting(self, need: Need) -> Pairs:
        found = meetings.visible_to(self.user)
        if self.lifecycle.name == "minutes":
            found = found.filter(state=MeetingState.HELD, minutes=None)
        elif self.lifecycle.name == "publicity_item":
            found = found.filter(minutes__state=MinutesState.ISSUED).distinct()
        elif self.lifecycle.name in {"attendance", "preparation_item"}:
            found = found.exclude(state__in=FROZEN)
        elif self.lifecycle.name == "paper_approval":
            found = found.filter(state__in=[MeetingState.DRAFT, MeetingState.REQUESTED])
        else:
            found = found.filter(state__in=AHEAD).exclude(pk=self.instance.meeting_id)
        return [(row.pk, str(row)) for row in found]

    def _collectionround(self, need: Need) -> Pairs:
        current = rounds_selectors.open_entry(self.instance)
        rounds = {
            row.meeting_id: row for row in rounds_selectors.open_rounds() if current is None or row != current.round
        }
        titles = {row.pk: str(row) for row in meetings.visible_to(self.user).filter(pk__in=list(rounds))}
        return [(row.pk, titles[key]) for key, row in rounds.items() if key in titles]

    def _minutes(self, need: Need) -> Pairs:
        found = minutes.visible_to(self.user).filter(state__in=[MinutesState.UNION_REVIEW, MinutesState.GOV_REVIEW])
        return [(row.pk, str(row.meeting)) for row in found]

    def _issueddocument(self, need: Need) -> Pairs:
        leaving = documents.visible_to(self.user).filter(filing=None, imported=False, disclosure__in=MAY_LEAVE)
        return [(row.pk, str(row)) for row in leaving]

    def _dispatch(self, need: Need) -> Pairs:
        return [(row.pk, f"{row.government_name} {row}") for row in supervision.waiting_here(self.user)]

    def _agreeditem(self, need: Need) -> Pairs:
        rows = followups.visible_to(self.user).filter(state__in=OPEN_STATES).order_by("year", "number")
        return [(row.pk, f"{row.number} {row.text[:40]}") for row in rows]

    def _filedcopy(self, need: Need) -> Pairs:
        return [(row.pk, f"{row.government_name} {row}") for row in filings.waiting_here(self.user)]

    def _post(self, need: Need) -> Pairs:
        return [(row.pk, row.title) for row in Post.objects.all()]

    def _user(self, need: Need) -> Pairs:
        """People of both sides for an officer; otherwise those of the own side, leaders where leaders are meant."""
        found = User.objects.filter(is_active=True).exclude(side=Side.NONE).order_by("side", "username")
        if self.user.side != Side.NONE:
            found = found.filter(side=self.user.side)
        if need.name in {"signer", "grantor"}:
            found = found.filter(roles__overlap=[role.name for role in LEADERS])
        return [(row.pk, f"{row.name}（{row.title or row.username}）") for row in found]

    def _topic(self, need: Need) -> Pairs:
        if need.name == "removed":
            listed = [row.topic for row in rounds_selectors.entries_of(self.instance.pk) if row.screening == "tabled"]
            return [(row.pk, f"{row.number} {row.title}") for row in listed]
        if self.lifecycle.name == "meeting" and need.name == "topic":
            listed = [row.topic for row in agenda_selectors.agenda_of(self.instance.pk) if row.topic]
            return [(row.pk, f"{row.number} {row.title}") for row in listed]
        if self.lifecycle.name == "meeting":
            return [(row.pk, f"{row.number} {row.title}") for row in rounds_selectors.waiting()]
        if self.lifecycle.name == "sent_letter":
            passed_on = topics.visible_to(self.user).filter(state=TopicState.TRANSFERRED)
            return [(row.pk, f"{row.number} {row.title}") for row in passed_on]
        rows = Topic.objects.filter(pk__in=self.instance.meeting.agenda.filter(part=3).values("topic"))
        return [(row.pk, f"{row.number} {row.title}") for row in rows]
