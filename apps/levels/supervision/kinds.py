"""Letters between levels as pages, the desk, the calendar and programs show them."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.acts.initials import as_it_is
from apps.documents.kinds import BYTES_OF_DOCUMENT
from apps.levels.filings.kinds import arrival
from apps.levels.supervision import selectors as supervision
from apps.levels.supervision.lifecycle import ARRIVED, SENT
from apps.levels.supervision.models import ArrivedLetter, ArrivedState, SentLetter, SentState
from apps.organizations.models import User
from kernel.database.names import schema_of
from kernel.lifecycle.table import Action
from kinds.fields import columns, rows
from kinds.filters import by, by_choice, by_id, by_state
from kinds.kind import Beginning, Forms, Kind, Offered, Page, Steps, Unbegun, Values, Waiting
from kinds.occasions import Occasion, OccasionKind, Occasions, occasion
from kinds.registry import declare
from kinds.todos import ToDo
from tenants.correspondence.models import Answer, Dispatch, DispatchKind
from tenants.correspondence.selectors import answers_to, sent
from tenants.governments.models import Government
from vocabulary.roles import PROCESSING

LETTER = OccasionKind("letter", _("函件答复期限"))
ANSWERED = [ArrivedState.RETURNED, ArrivedState.COMPLETED, ArrivedState.REPLIED]
ANSWER = columns(
    "correspondence.Answer", "kind", "text", "percentage", "answered_at", "government_name", "by_name", "by_post"
)


def _waiting_here(user: User) -> Iterator[ToDo]:
    """Letters of other levels that nobody has received, for the offices."""
    if not user.role_names & PROCESSING:
        return
    for one in supervision.waiting_here(user):
        begins, page = f"/arrived-letters/new?dispatch={one.pk}", f"/dispatches/{one.pk}"
        yield arrival(ARRIVED, one, sent_at=one.sent_at, begins=begins, page=page, until=one.due_on)


def _to_be_answered(user: User, first: date, last: date) -> Iterator[Occasion]:
    """Letters that other levels still answer, and those that this one does."""
    for letter in supervision.sent_visible_to(user).filter(state=SentState.SENT, due_on__range=(first, last)):
        if not letter.is_answered:
            title = f"{letter.to_name} {letter.title}"
            yield occasion(f"/sent-letters/{letter.pk}", letter, title, LETTER, letter.due_on)
    done = supervision.arrived_visible_to(user).filter(state__in=ANSWERED)
    answered = set(done.values_list("dispatch_id", flat=True))
    for one in supervision.dispatches_visible_to(user).filter(due_on__range=(first, last)):
        if one.pk not in answered:
            yield occasion(f"/dispatches/{one.pk}", one, one.title, LETTER, one.due_on)


def _edited(letter: SentLetter, action: Action) -> Values:
    to = Government.objects.filter(schema_name=schema_of(letter.to_code)).first()
    return as_it_is(letter, action) | {"government": to.code if to else ""}


def _answers_to_sent(letter: SentLetter, user: User) -> list[Answer]:
    key = letter.dispatch_id
    return answers_to(sent().filter(pk=key)).get(key, []) if key else []


def _answers(letter: Dispatch, user: User) -> list[Answer]:
    return answers_to([letter]).get(letter.pk, [])


def _due_on(letter: ArrivedLetter, action: str, day: date) -> date | None:
    return letter.due_on


SENT_KIND = Kind(
    "supervision.SentLetter",
    _("发函"),
    supervision.sent_visible_to,
    SENT,
    page=Page("sent-letters", section="/correspondence", beginning=Beginning("draft", "/correspondence")),
    forms=Forms(initial={"edit": _edited}),
    steps=Steps(due={"close": lambda letter, day: bool(letter.is_answered)}),
    waiting=Waiting(rare=True),
    offered=Offered(
        "sent-letters",
        columns(
            "supervision.SentLetter",
            "kind", "side", "to_code", "to_name", "title", "text", "due_on", "reason", "item", "topic", "document",
            "dispatch_id", "note", "sent_at", "sent_by", "closed_at", "closed_by",
        ),
        details=(rows("answers", _("办理情况"), ANSWER, _answers_to_sent),),
        filters=(
            by_state(SentState),
            by_choice("kind", _("类别"), DispatchKind),
            by("government", _("收文政府代码"), "text", lambda code: Q(to_code=code)),
            by_id("item", _("议定事项"), "item"),
            by_id("topic", _("议题"), "topic"),
        ),
        never=BYTES_OF_DOCUMENT,
    ),
    occasions=Occasions((LETTER,), _to_be_answered),
    issues=True,
)  # fmt: skip
DISPATCH_KIND = Kind(
    "correspondence.Dispatch",
    _("来件"),
    supervision.dispatches_visible_to,
    offered=Offered(
        "dispatches",
        columns(
            "correspondence.Dispatch",
            "government", "government_name", "kind", "side", "number", "year", "title", "text", "due_on", "issuer",
            "issued_on", "content_sha256", "pdf_sha256", "sent_at", "by_name", "by_post",
        ),
        details=(rows("answers", _("办理情况"), ANSWER, _answers),),
        filters=(by_choice("kind", _("类别"), DispatchKind),),
        never=("pdf",),
    ),
)  # fmt: skip
ARRIVED_KIND = Kind(
    "supervision.ArrivedLetter",
    _("来函"),
    supervision.arrived_visible_to,
    ARRIVED,
    page=Page(
        "arrived-letters",
        section="/correspondence",
        url=lambda letter: f"/dispatches/{letter.dispatch_id}",
        beginning=Beginning("receive", "/correspondence"),
    ),
    steps=Steps(until=_due_on),
    waiting=Waiting(rare=True, unbegun=Unbegun(_waiting_here)),
    offered=Offered(
        "arrived-letters",
        columns(
            "supervision.ArrivedLetter",
            "dispatch_id", "kind", "side", "from_name", "number", "title", "due_on", "percentage", "words",
            "received_at", "received_by",
        ),
        filters=(
            by_state(ArrivedState),
            by_choice("kind", _("类别"), DispatchKind),
            by_id("dispatch", _("来件"), "dispatch_id"),
        ),
    ),
)  # fmt: skip
declare(SENT_KIND, DISPATCH_KIND, ARRIVED_KIND)
