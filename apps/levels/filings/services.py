"""Filing a copy upward and receiving one from below. The only writers of these tables."""

from datetime import datetime

from apps.documents.models import IssuedDocument
from apps.levels.filings.lifecycle import FILING, RECEIPT
from apps.levels.filings.models import Filing, Receipt
from apps.levels.filings.rules import filed_on_issue
from apps.minutes.models import Minutes
from apps.organizations.models import User
from apps.workrules.binding import binding_rule
from kernel.lifecycle.engine import acting, create
from kernel.lifecycle.table import Act, verb
from tenants.correspondence.models import FiledCopy
from tenants.correspondence.selectors import government_above
from tenants.correspondence.services import Paper, file_copy, receive_copy


@verb(FILING, "file")
def file_document(*, document: IssuedDocument, by: User, at: datetime) -> Filing:
    """The union's office files a copy of an issued document to the government above (R9.8)."""
    with acting(FILING, "file", by=by, at=at, given={"document": document}) as act:
        _file(act, document, on_issue=False)
    filing: Filing = act.object
    return filing


def file_on_issue(issued: Act[Minutes]) -> None:
    """File a copy of the minutes in the transaction of their issue, where class and rule allow (R9.8)."""
    minutes = issued.object
    rule, document = binding_rule(minutes.meeting), minutes.document
    assert document is not None  # noqa: S101 - stored by the act of issue before this is called
    named = {"report_up_content": rule.report_up_content, "minutes_name": rule.minutes_name}
    allowed = filed_on_issue(rule.report_up_to, disclosure=document.disclosure, **named)
    if not allowed or government_above(issued.today) is None:
        return
    with acting(FILING, "file_on_issue", by=issued.by, at=issued.at) as act:
        _file(act, document, on_issue=True)


def _file(act: Act, document: IssuedDocument, *, on_issue: bool) -> None:
    """Lay the copy into the inbox above and keep at home that it was done."""
    above = government_above(act.today)
    assert above is not None  # noqa: S101 - asked before: by a guard, or by the act of issue
    copy = file_copy(_paper(document), by=act.by, at=act.recorded_at)
    create(act, Filing(document=document, copy_id=copy.pk, to_name=above.name, on_issue=on_issue))


def _paper(document: IssuedDocument) -> Paper:
    """Return what leaves the house: never the text apart from the PDF, never anything about it."""
    return Paper(
        document_id=document.pk,
        kind=document.kind,
        number=document.number,
        year=document.year,
        title=document.title,
        issuer=document.issuer,
        disclosure=document.disclosure,
        issued_on=document.issued_on,
        content_sha256=document.content_sha256,
        pdf=bytes(document.pdf),
        pdf_sha256=document.pdf_sha256,
    )


@verb(RECEIPT, "receive")
def receive_filing(*, copy: FiledCopy, by: User, at: datetime) -> Receipt:
    """An office of the government it was filed to receives a copy; the one that filed it can read that (R12.3)."""
    with acting(RECEIPT, "receive", by=by, at=at, given={"copy": copy}) as act:
        receive_copy(copy, by=act.by, at=act.recorded_at)
        receipt: Receipt = create(
            act, Receipt(copy_id=copy.pk, from_name=copy.government_name, number=copy.number, title=copy.title)
        )
    return receipt
