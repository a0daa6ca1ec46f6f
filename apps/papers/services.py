"""Recording what leaders signed on paper, and carrying it out once a second person has confirmed it."""

import uuid
from datetime import date, datetime

from django.utils.translation import gettext, override

from apps.documents.file_services import attach
from apps.documents.models import Purpose, StoredFile
from apps.meetings.models import Meeting
from apps.minutes.models import Minutes
from apps.organizations.models import OfficeTerm, User
from apps.papers.guards import about
from apps.papers.lifecycle import PAPER
from apps.papers.models import PaperApproval
from apps.papers.texts import row_of, sha256_of
from kernel.canonical import Plain
from kernel.lifecycle.engine import acting, create, take
from kernel.lifecycle.table import verb


@verb(PAPER, "record")
def record_paper(
    *,
    act: str,
    signer: User,
    signed_on: date,
    scan: StoredFile,
    covers_several: bool | None = None,
    meeting: Meeting | None = None,
    minutes: Minutes | None = None,
    words: str | None = None,
    proposed_on: date | None = None,
    by: User,
    at: datetime,
) -> PaperApproval:
    """A clerk records what a leader of the own side signed; nothing is done before a second person confirms."""
    given = {
        "act": act, "signer": signer, "signed_on": signed_on, "scan": scan, "meeting": meeting, "minutes": minutes,
        "words": words, "proposed_on": proposed_on, "covers_several": covers_several,
    }  # fmt: skip
    with acting(PAPER, "record", by=by, at=at, given=given) as attempt:
        one = about(attempt)
        signed = given | {"words": words or "", "covers_several": bool(covers_several)}
        bound = {"object_version": one.version, "object_sha256": sha256_of(one), "scan_sha256": scan.sha256}
        by_whom = {"side": by.side, "signer_post": _post_of(signer, signed_on)}
        paper: PaperApproval = create(attempt, PaperApproval(**signed, **bound, **by_whom))
        attach(
            subject_kind=PAPER.name,
            subject_id=paper.pk,
            purpose=Purpose.PAPER_APPROVAL,
            files=[scan],
            by=by,
            at=at,
        )
    return paper


def _post_of(signer: User, day: date) -> str:
    """Return the post that the signer held on the day, as the paper names it (R4.4)."""
    term = OfficeTerm.objects.on(day).filter(holder=signer).select_related("post").order_by("post__rank", "id").first()
    return term.post.title if term else ""


@verb(PAPER, "confirm")
def confirm_paper(*, paper_approval_id: uuid.UUID, by: User, at: datetime, version: int | None = None) -> PaperApproval:
    """A second person of the side confirms: the act itself is carried out by its own verb, in the signer's name."""
    with acting(PAPER, "confirm", paper_approval_id, by=by, at=at, version=version) as attempt:
        paper: PaperApproval = attempt.object
        one = paper.about
        lifecycle, row = row_of(paper.act, one.state)
        offered = {"reason": paper.words, "date": paper.proposed_on}
        given = {need.name: offered.get(need.name) for need in row.needs}
        who: Plain = {"by": _as_signed(paper, by), "at": at, "version": paper.object_version}
        take(lifecycle, row.name, **{f"{lifecycle.name}_id": one.pk}, **given, **who)
    return paper


def _as_signed(paper: PaperApproval, confirmer: User) -> User:
    """Return the signer as acting on paper; what is printed says who recorded and who confirmed, for ever."""
    recorder = paper.recorded_by
    assert recorder is not None  # noqa: S101 - stamped when the paper was recorded
    under = {
        "kind": "paper", "id": paper.pk, "signed_on": paper.signed_on, "scan": paper.scan_sha256,
        "recorded_by": recorder.name, "recorded_by_id": recorder.pk,
        "confirmed_by": confirmer.name, "confirmed_by_id": confirmer.pk,
    }  # fmt: skip
    words = {"day": f"{paper.signed_on:%Y-%m-%d}", "first": recorder.name, "second": confirmer.name}
    with override("zh-hans"):
        printed = gettext("（纸质签批，%(day)s；%(first)s登记，%(second)s核对）") % words
    return paper.signer.as_of(paper.signed_on).acting_under(under, printed)


@verb(PAPER, "withdraw")
def withdraw_paper(
    *, paper_approval_id: uuid.UUID, reason: str, by: User, at: datetime, version: int | None = None
) -> PaperApproval:
    """Take a recorded paper back, with the reason; it stays on record."""
    with acting(PAPER, "withdraw", paper_approval_id, by=by, at=at, version=version, given={"reason": reason}) as act:
        paper: PaperApproval = act.object
        paper.reason = reason
    return paper
