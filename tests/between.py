"""Letters between levels as a government that stands at the foot of the tree can have them."""

import io
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from pypdf import PdfWriter

from apps.documents.models import IssuedDocument
from apps.levels.supervision import arrived_services as arrived
from apps.levels.supervision.models import ArrivedLetter, SentLetter
from kernel import clock
from kernel.keys import uuid7
from kernel.schema import inside
from roads.story import Story
from tenants.correspondence.models import Dispatch
from tenants.correspondence.services import Words, dispatch_letter
from tenants.governments.models import Government


def _empty_page() -> bytes:
    """A PDF of one empty page, which every reader of PDF opens."""
    file, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(width=9, height=9)
    writer.write(file)
    return file.getvalue()


ONE_PAGE = _empty_page()
CLERK = SimpleNamespace(pk=uuid7(), printed_name="某人", printed_post="办公室主任")


def words(**values: Any) -> Words:
    """A letter as it leaves the house above."""
    usual = {
        "document_id": uuid7(), "kind": "referral", "side": "gov", "number": "呼联督〔2026〕1号", "year": 2026,
        "title": "关于职业伤害保障试点的转办函", "text": "请组织开展试点。", "due_on": date(2026, 12, 1),
        "issuer": "呼和浩特市人民政府办公室", "issued_on": date(2026, 3, 2), "content_sha256": "0" * 64,
        "pdf": ONE_PAGE, "pdf_sha256": "1" * 64,
    }  # fmt: skip
    return Words(**(usual | values))


def dispatched(*, home: str = "150100", to: str = "150121", **values: Any) -> Dispatch:
    """A letter of the level above, sent."""
    with inside(Government.objects.get(code=home)):
        return dispatch_letter(words(**values), to=Government.objects.get(code=to), by=CLERK, at=clock.now())


def came(story: Story, kind: str) -> ArrivedLetter:
    """The same, received here."""
    letter = Dispatch.objects.get(pk=dispatched(kind=kind, to=story.office.place.code).pk)
    return arrived.receive_arrived(dispatch=letter, **story.someone("gov_clerk"))


def accepted(story: Story) -> ArrivedLetter:
    """Another referral, received and accepted."""
    own = came(story, "referral")
    return arrived.accept_referral(arrived_letter_id=own.pk, **story.someone("gov_clerk"))


def drafted(story: Story, **values: Any) -> SentLetter:
    """A letter to a government below, were there one."""
    usual = {
        "kind": "referral", "side": "gov", "to_code": "150121001", "to_name": "某镇", "title": "试点",
        "text": "请办理。", "due_on": clock.today() + timedelta(days=30), "state": "drafted",
        "state_since": clock.now(),
    }  # fmt: skip
    return SentLetter.objects.create(**(usual | values))


def gone(story: Story, **values: Any) -> SentLetter:
    """The same, sent: numbered by the latest document there is."""
    document = IssuedDocument.objects.latest("issued_at")
    by = {"sent_at": clock.now(), "sent_by": story.office.people["gov_clerk"]}
    return drafted(story, **({"state": "sent", "document": document, "dispatch_id": uuid7()} | by | values))


def ended(story: Story) -> SentLetter:
    """The same, closed."""
    return gone(story, state="closed", closed_at=clock.now(), closed_by=story.office.people["gov_clerk"])


def given_up(story: Story) -> SentLetter:
    """A draft that was given up."""
    return drafted(story, state="discarded")
