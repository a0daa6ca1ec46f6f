"""Lifecycles of both ends of a filing: a document filed upward, a copy received from below. One row per action."""

from django.utils.translation import gettext_lazy as _

from apps.levels.filings import admissible, guards
from apps.levels.filings.models import FilingState, ReceiptState
from kernel.lifecycle.table import Action, Lifecycle, Need, states
from vocabulary.roles import CLERKS, UNION_CLERK

ART_9, ART_12 = _("第九条"), _("第十二条")

FILING = Lifecycle(
    name="filing",
    label=_("文件报送"),
    model="filings.Filing",
    states=FilingState,
    actions=(
        Action(
            "file", _("报送上级"), states(), FilingState.FILED, (UNION_CLERK,), ART_9, "R9.8",
            needs=(Need("document", _("文件"), "ref", to="documents.IssuedDocument", among=admissible.DOCUMENT),),
            guards=(guards.may_leave_the_house, guards.somebody_above, guards.not_filed_yet), stamp="filed",
        ),
        Action(
            "file_on_issue", _("随印发报送"), states(), FilingState.FILED, CLERKS, ART_9, "R9.8", stamp="filed",
            internal=True,
        ),
    ),
)  # fmt: skip

RECEIPT = Lifecycle(
    name="receipt",
    label=_("报送文件签收"),
    model="filings.Receipt",
    states=ReceiptState,
    actions=(
        Action(
            "receive", _("签收"), states(), ReceiptState.RECEIVED, CLERKS, ART_12, "R12.3",
            needs=(Need("copy", _("报送文件"), "ref", to="correspondence.FiledCopy", among=admissible.COPY),),
            guards=(guards.filed_to_here, guards.not_received_yet), stamp="received",
        ),
    ),
)  # fmt: skip
