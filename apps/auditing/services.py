"""What the audit officer sets off: a verification, an export. Both leave an entry, and so does whoever may not."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from apps.auditing import selectors, verification
from apps.auditing.export import MOST_EXPORTED, RENDERERS, exported
from apps.auditing.filters import wanted
from apps.auditing.refusals import NothingToExport, TooMuchToExport, VerificationRunning
from apps.auditing.selectors import EXPORTED, VERIFIED
from apps.auditing.tasks import verify_now
from apps.organizations.models import User
from files.exports import Exported
from kernel import clock
from kernel.audit import services as audit
from kernel.audit.models import AuditEntry
from kernel.bulkheads import EVERYBODY, EXPORTS
from kernel.jobs.states import is_pending
from kernel.refusals import Refusal, WrongRole

#: Entries that are walked while the page waits: a fraction of a second.
AT_ONCE = 5_000
T = TypeVar("T")


def ask_to_verify(*, by: User, at: datetime) -> AuditEntry | None:
    """Verify a short chain at once and return the entry; leave a long one to the worker and return None.

    Raises WrongRole, and VerificationRunning while the worker has such a walk before it.
    """
    return _recorded(VERIFIED, lambda: _verify(by, at), by=by, at=at)


def _verify(by: User, at: datetime) -> AuditEntry | None:
    _require_officer(by)
    if is_pending(verify_now.name):
        raise VerificationRunning
    if selectors.head().sequence <= AT_ONCE:
        return verification.verify(by=by, at=at)
    verify_now.defer(by=str(by.pk))
    return None


def export(*, form: str, filters: Mapping[str, str], by: User, at: datetime) -> Exported:
    """Return the entries that the filters keep, newest first, as csv or xlsx; what was taken along is an entry itself.

    Raises WrongRole, Malformed, NothingToExport, TooMuchToExport, and TooManyAtOnce while other files are made.
    """
    with EXPORTS.place(EVERYBODY):
        return _recorded(EXPORTED, lambda: _export(form, filters, by, at), by=by, at=at)


@transaction.atomic
def _export(form: str, filters: Mapping[str, str], by: User, at: datetime) -> Exported:
    _require_officer(by)
    found = selectors.visible_to(by).filter(wanted(filters)).order_by("-sequence")
    entries = list(found[: MOST_EXPORTED[form] + 1])
    if not entries:
        raise NothingToExport
    if len(entries) > MOST_EXPORTED[form]:
        raise TooMuchToExport
    file = exported(entries, form=form, on=clock.day_of(at), render=RENDERERS[form])
    audit.append(
        what=EXPORTED,
        at=at,
        recorded_at=clock.recorded_now(),
        by=by,
        object_kind="audit_chain",
        changes={"form": form, "entries": len(entries), "filters": dict(filters)},
    )
    return file


def _require_officer(by: User) -> None:
    if not selectors.reads(by):
        raise WrongRole


def _recorded(what: str, do: Callable[[], T], *, by: User, at: datetime) -> T:
    """Do it; a refusal is written down after everything else was rolled back."""
    try:
        return do()
    except Refusal as refusal:
        audit.append_refusal(refusal, what=what, at=at, by=by, object_kind="audit_chain")
        raise
