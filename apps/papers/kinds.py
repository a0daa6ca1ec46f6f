"""Signed papers as pages, the desk and programs show them."""

from django.utils.translation import gettext_lazy as _

from apps.organizations.deputies.leaders_acts import label_of
from apps.papers import selectors as papers
from apps.papers.lifecycle import PAPER
from apps.papers.models import PaperState
from kinds.fields import columns
from kinds.filters import by_state
from kinds.kind import Beginning, Kind, Offered, Page, Waiting
from kinds.registry import declare

PAPER_KIND = Kind(
    "papers.PaperApproval",
    _("纸质签批"),
    papers.visible_to,
    PAPER,
    page=Page(
        "papers",
        section="/meetings",
        title=lambda paper: f"{label_of(paper.act)} · {paper.signer.name}",
        beginning=Beginning("record", "/meetings"),
    ),
    waiting=Waiting(title=lambda paper: f"{label_of(paper.act)}　{paper}", rare=True),
    offered=Offered(
        "paper-approvals",
        columns(
            "papers.PaperApproval",
            "act", "meeting", "minutes", "side", "signer", "signer_post", "signed_on", "scan", "covers_several",
            "words", "proposed_on", "object_version", "object_sha256", "reason", "recorded_at", "recorded_by",
            "confirmed_at", "confirmed_by", "withdrawn_at", "withdrawn_by",
        ),
        filters=(by_state(PaperState),),
    ),
    holds_files=True,
)  # fmt: skip
declare(PAPER_KIND)
