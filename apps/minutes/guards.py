"""What each action on minutes and on publicity needs."""

from apps.documents.models import Disclosure
from apps.meetings.models import MeetingState
from apps.minutes import refusals, rules, texts
from apps.minutes.models import Minutes, MinutesState
from kernel.lifecycle.table import Act


def meeting_was_held(act: Act) -> None:
    """Only of a meeting that was held, and only once (R9.1, R9.6)."""
    meeting = act.given["meeting"]
    if Minutes.objects.filter(meeting=meeting, corrects=None).exists():
        raise refusals.MinutesExist
    if meeting.state != MeetingState.HELD:
        raise refusals.NotHeldYet


def agrees_with_record(act: Act) -> None:
    """Each tabled topic has its section with words in it, and nothing else is there (R9.5)."""
    wanted = [item.topic_id for item in act.object.meeting.agenda.filter(part=3).order_by("position")]
    written = {section.topic_id: section.text.strip() for section in act.object.sections.all()}
    if set(wanted) != set(written) or not all(written.values()) or not act.object.opening.strip():
        raise refusals.DiffersFromRecord


def union_approved_this_text(act: Act) -> None:
    """The union approved the same hash (R9.3)."""
    if not _approved(act, "union"):
        raise refusals.UnionFirst


def both_approved_this_text(act: Act) -> None:
    """Both sides approved the same hash (R9.3)."""
    if not (_approved(act, "union") and _approved(act, "gov")):
        raise refusals.ApprovalsMissing


def issued_here(act: Act) -> None:
    """Only a text that this platform issued is corrected by it (R9.6)."""
    if act.object.imported:
        raise refusals.IssuedOnPaper


def minutes_are_issued(act: Act) -> None:
    """The public is told what issued minutes say, and nothing earlier (R10.2)."""
    if not Minutes.objects.filter(meeting=act.given["meeting"], state=MinutesState.ISSUED).exists():
        raise refusals.MinutesNotIssued


def may_be_public(act: Act) -> None:
    """Both sides together cannot publish what is not disclosed by itself (R10.2)."""
    if act.object.disclosure != Disclosure.PUBLIC:
        raise refusals.NotPublic


def tells_no_personal_data(act: Act) -> None:
    """No words by which a single worker in difficulty is known, however often both sides agree (R10.2)."""
    words = act.given if "text" in act.given else {name: getattr(act.object, name) for name in ("title", "text")}
    told = [name for name in ("title", "text") if rules.personal_data(words[name])]
    if told:
        raise refusals.PersonalData(fields=dict.fromkeys(told, refusals.PersonalData.sentence))


def _approved(act: Act, side: str) -> bool:
    return bool(act.object.approvals.filter(side=side, sha256=texts.digest_of(act.object)).exists())
