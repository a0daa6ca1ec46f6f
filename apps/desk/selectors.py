"""What waits for a person. To-dos are not stored: they follow from the tables and from how objects stand now.

The number of statements does not depend on how many objects there are: one for the objects of each kind, one for the
person's rights on them, one for all consents.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet

from apps.desk.todos import Arrival, Resting, Successor, ToDo
from apps.documents.models import Disclosure
from apps.followups import due_reports
from apps.followups import selectors as followups
from apps.followups.lifecycle import EXTENSION, ITEM, LETTER, PART
from apps.history import selectors as history
from apps.history.lifecycle import HISTORY_IMPORT
from apps.levels.filings import selectors as filings
from apps.levels.filings.lifecycle import RECEIPT
from apps.levels.supervision import selectors as supervision
from apps.levels.supervision.lifecycle import ARRIVED, SENT
from apps.meetings import selectors as meetings
from apps.meetings.attendance import selectors as attendance_selectors
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import Meeting, MeetingState
from apps.meetings.preparation import selectors as preparation_selectors
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.meetings.receipts import selectors as receipts_selectors
from apps.meetings.receipts.lifecycle import NOTICE_RECEIPT
from apps.minutes import selectors as minutes
from apps.minutes.lifecycle import MINUTES, PUBLICITY
from apps.minutes.models import Minutes
from apps.minutes.publicity import selectors as publicity_selectors
from apps.organizations.models import User
from apps.organizations.people_lifecycle import ACCOUNT
from apps.organizations.people_selectors import missing_roles, resting
from apps.organizations.permissions import attach
from apps.organizations.selectors import government
from apps.papers import selectors as papers
from apps.papers.lifecycle import PAPER
from apps.topics import selectors as topics
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.topics.models import RoundEntry, RoundState, Screening, Topic, TopicState
from apps.workrules import selectors as workrules
from apps.workrules.lifecycle import WORK_RULE
from apps.workrules.naming import offices
from apps.years import selectors as years
from apps.years.lifecycle import YEAR_EXPLANATION
from apps.years.models import YearExplanation
from kernel.clock import at_hour, today
from kernel.consents.models import Consent
from kernel.lifecycle import consent, permission
from kernel.lifecycle.table import Action, Lifecycle
from tenants.governments.models import Level
from vocabulary.roles import CLERKS, Side


def _topics(user: User) -> QuerySet[Topic]:
    """Note on each topic whether the list already says what becomes of it: then it waits for nobody."""
    screened = RoundEntry.objects.filter(topic=OuterRef("pk"), round__state=RoundState.OPEN, screening__isnull=False)
    return topics.visible_to(user).annotate(is_screened=Exists(screened))


def _meetings(user: User) -> QuerySet[Meeting]:
    """Note on each meeting whether its list and its items stand so that both sides could consent to them."""
    pool = RoundEntry.objects.filter(round__meeting_id=OuterRef("pk")).exclude(topic__state=TopicState.WITHDRAWN)
    return meetings.visible_to(user).annotate(
        has_unscreened=Exists(pool.filter(screening=None)),
        has_tabled=Exists(pool.filter(screening=Screening.TABLED)),
        has_unsettled=Exists(followups.unsettled().filter(meeting=OuterRef("pk"))),
    )


KINDS: tuple[tuple[Lifecycle, Callable[[User], QuerySet[Any]]], ...] = (
    (MEETING, _meetings),
    (ATTENDANCE, attendance_selectors.attendances_visible_to),
    (NOTICE_RECEIPT, receipts_selectors.receipts_visible_to),
    (PREPARATION, preparation_selectors.preparations_visible_to),
    (TOPIC, _topics),
    (CONSULTATION, topics.consultations_visible_to),
    (
        MINUTES,
        lambda user: minutes.visible_to(user).defer("document__docx", "document__pdf", "document__content"),
    ),
    (PUBLICITY, publicity_selectors.publicity_visible_to),
    (ITEM, followups.with_dates),
    (PART, followups.parts_with_dates),
    (EXTENSION, followups.extensions_visible_to),
    (LETTER, followups.letters_visible_to),
    (WORK_RULE, workrules.visible_to),
    (PAPER, papers.visible_to),
    (SENT, supervision.sent_visible_to),
    (ARRIVED, supervision.arrived_visible_to),
    (YEAR_EXPLANATION, years.waiting_for),
    (HISTORY_IMPORT, history.imports_visible_to),
)
#: What there mostly is none of: one statement looks for all of these together before any is read.
RARE = (PUBLICITY, EXTENSION, LETTER, PAPER, SENT, ARRIVED, HISTORY_IMPORT)
#: Levels to which governments below file.
LOOKING_DOWN = frozenset({Level.REGION, Level.LEAGUE})
#: What there is only while a meeting stands in one of these states.
_BEFORE_A_SESSION: dict[str, set[str]] = {
    NOTICE_RECEIPT.name: {MeetingState.NOTICED, MeetingState.IN_SESSION},
    PREPARATION.name: set(MeetingState.values) - {MeetingState.HELD, MeetingState.FOLLOWING_UP},
}
#: Rows that stay possible after they have done their work, or before their day has come.
STILL_DUE: dict[tuple[str, str], Callable[[Any], bool]] = {
    (TOPIC.name, "consult"): lambda topic: not topic.is_screened,
    (TOPIC.name, "table"): lambda topic: not topic.is_screened,
    (MEETING.name, "settle"): lambda meeting: meeting.has_tabled and not meeting.has_unscreened,
    (MEETING.name, "settle_by_leader"): lambda meeting: meeting.has_tabled and not meeting.has_unscreened,
    (MEETING.name, "check_list"): lambda meeting: meeting.has_tabled and not meeting.has_unscreened,
    (MEETING.name, "conclude"): lambda meeting: not meeting.has_unsettled,
    (PUBLICITY.name, "publish"): lambda item: item.disclosure == Disclosure.PUBLIC,
    (EXTENSION.name, "grant"): lambda asked: not followups.has_lapsed(asked, today()),
    (ITEM.name, "report_progress"): lambda item: due_reports.expected(item, today()) is not None,
    (PART.name, "report_progress"): lambda part: due_reports.expected(part, today()) is not None,
    (ITEM.name, "issue_letter"): lambda item: followups.letter_due(item, today()) is not None,
    (PART.name, "issue_letter"): lambda part: followups.part_letter_due(part, today()) is not None,
    (NOTICE_RECEIPT.name, "acknowledge"): receipts_selectors.is_expected,
    (SENT.name, "close"): lambda letter: letter.is_answered,
    (PREPARATION.name, "complete"): lambda item: preparation_selectors.presses(item, today()),
    (MEETING.name, "open_session"): lambda meeting: meeting.session_on is None or meeting.session_on <= today(),
}


def waiting_for(user: User, meeting_states: Collection[str] | None = None) -> list[ToDo]:
    """Return every object on which something is expected of `user` now, the longest waiting first.

    Whoever has read the meetings says in which states they are: what waits only before a session is not looked for.
    """
    if user.side == Side.NONE:
        return [*_resting(user), *_successors(user)]
    absent = _absent(user)
    found = [
        (lifecycle, _candidates(lifecycle, visible_to(user), user))
        for lifecycle, visible_to in KINDS
        if lifecycle.name not in absent and (meeting_states is None or _may_be_there(lifecycle, meeting_states))
    ]
    attach(user, [one for _lifecycle, rows in found for one in rows])
    two_sided = [one.pk for lifecycle, rows in found if _may_need_consent(lifecycle) for one in rows]
    consents = list(Consent.objects.filter(object_id__in=two_sided)) if two_sided else []
    todos = [
        ToDo(lifecycle, one, actions)
        for lifecycle, rows in found
        for one in rows
        if (actions := _expected(lifecycle, one, user, [c for c in consents if c.object_id == one.pk]))
    ]
    held = meeting_states is None or MeetingState.HELD in meeting_states
    unbegun = [*(_without_minutes(user) if held else ()), *_without_words(user), *_arrivals(user)]
    return sorted([*todos, *unbegun], key=lambda todo: (todo.since, str(todo.id)))


def _resting(user: User) -> Iterable[ToDo]:
    """Return the accounts whose rights wait for the security officer since their passwords were reset."""
    [row] = ACCOUNT.named("restore")
    if not {role.name for role in row.by} & user.role_names:
        return []
    return [Resting(ACCOUNT, one, (row,)) for one in resting()]


def _successors(user: User) -> Iterable[ToDo]:
    """Return who lacks the role that goes with what was handed over, for the security officer to give it."""
    [row] = ACCOUNT.named("give_role")
    if not {role.name for role in row.by} & user.role_names:
        return []
    return [Successor(ACCOUNT, one.person, (row,), one) for one in missing_roles(today())]


def _absent(user: User) -> set[str]:
    """Return the rare kinds of which nothing stands in a state from which anybody could do something."""
    looked_for = {
        lifecycle.name: Exists(apps.get_model(lifecycle.model)._default_manager.filter(state__in=_begins_in(lifecycle)))
        for lifecycle in RARE
    }
    there = User.objects.filter(pk=user.pk).annotate(**looked_for).values(*looked_for).get()
    return {name for name, found in there.items() if not found}


def _begins_in(lifecycle: Lifecycle) -> set[str]:
    rows = [row for row in lifecycle.actions if not row.internal and (row.awaited or row.consent)]
    return {state for row in rows for state in row.source}


def _may_be_there(lifecycle: Lifecycle, meeting_states: Collection[str]) -> bool:
    wanted = _BEFORE_A_SESSION.get(lifecycle.name)
    return wanted is None or bool(wanted & set(meeting_states))


def _candidates(lifecycle: Lifecycle, visible: QuerySet[Any], user: User) -> list[Any]:
    """Return the visible objects in states from which one of the person's roles can do something."""
    rows = [row for row in lifecycle.actions if not row.internal and (row.awaited or row.consent)]
    states = {state for row in rows if permission.may_take(lifecycle, row, user, today()) for state in row.source}
    if not states:
        return []
    return list(visible.filter(state__in=states))


def _may_need_consent(lifecycle: Lifecycle) -> bool:
    return any(row.consent for row in lifecycle.actions)


def _expected(lifecycle: Lifecycle, one: Any, user: User, consents: list[Consent]) -> tuple[Action, ...]:
    rows = permission.available(lifecycle, one, user, consents)
    return tuple(row for row in rows if _is_expected(lifecycle, row, one, user, consents))


def _is_expected(lifecycle: Lifecycle, row: Action, one: Any, user: User, consents: Iterable[Consent]) -> bool:
    if row.awaited:
        return STILL_DUE.get((lifecycle.name, row.name), lambda _one: True)(one)
    if not row.consent:
        return False
    return any(s.valid for s in consent.standings(lifecycle, row, one, consents) if s.side != user.side)


def _without_minutes(user: User) -> list[ToDo]:
    """Return the meetings that were held and of which nobody has begun the minutes: their first row creates."""
    [row] = MINUTES.named("draft")
    if not {role.name for role in row.possible} & user.role_names:
        return []
    begun = Minutes.objects.filter(meeting=OuterRef("pk"))
    held: QuerySet[Meeting] = meetings.visible_to(user).filter(state=MeetingState.HELD)
    return [
        ToDo(MEETING, meeting, (row,))
        for meeting in held.exclude(Exists(begun))
        if {role.name for role in offices(meeting.parameters.minutes_drafter)} & user.role_names
    ]


def _arrivals(user: User) -> list[ToDo]:
    """Return what governments below filed and other levels sent, as far as the person's office is to receive it."""
    if not user.role_names & {role.name for role in CLERKS}:
        return []
    place, found = government(), list[ToDo]()
    if place.level in LOOKING_DOWN:
        [row] = RECEIPT.named("receive")
        found += [Arrival(RECEIPT, one, (row,), one.filed_at) for one in filings.waiting_here(user)]
    [row] = ARRIVED.named("receive")
    return [*found, *(Arrival(ARRIVED, one, (row,), one.sent_at) for one in supervision.waiting_here(user))]


def _without_words(user: User) -> list[ToDo]:
    """Return the years that closed without their meeting and about which nobody has written: their first row creates.

    There is no object yet: the year stands in for it, waiting since the first day of the next one (R4.6).
    """
    [row] = YEAR_EXPLANATION.named("explain")
    if not {role.name for role in row.possible} & user.role_names:
        return []
    waiting = years.years_to_explain(today())
    if not waiting or not {role.name for role in row.open_to(None, user.role_names)} & user.role_names:
        return []
    return [ToDo(YEAR_EXPLANATION, _unwritten(year), (row,)) for year in waiting]


def _unwritten(year: int) -> YearExplanation:
    return YearExplanation(year=year, first_year=year, state_since=at_hour(date(year + 1, 1, 1), 0))
