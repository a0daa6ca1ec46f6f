"""What is given with the acts on a year's plan and a year's explanation."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from apps.documents.admissible import of_purpose
from apps.documents.models import Purpose, StoredFile
from kernel.lifecycle.typed import Inputs, asked
from vocabulary.numbers import number_fault
from vocabulary.years import NotHeldCause


class OfYear(Inputs):
    """A first act names the year."""

    year: int = asked(_("年度"), "number")


class WithFiles(Inputs):
    """Papers that hang on what is written."""

    basis_files: list[StoredFile] | None = asked(
        _("附件"), "files", required=False, to="documents.StoredFile", among=of_purpose(Purpose.BASIS)
    )


class Document(Inputs):
    """Where the plan stands in print."""

    title: str = asked(_("计划文件名称"), longest=200)
    document_number: str = asked(_("发文字号"), longest=60, form=number_fault)
    issued_on: date = asked(_("印发日期"), "date")
    clause: str = asked(_("条款"), longest=60, help=_("写明第几部分、第几条，例如“三、（五）”。"))
    clause_text: str | None = asked(_("条款内容"), "longtext", required=False)


class Words(Inputs):
    """Why there was no meeting."""

    cause: str = asked(_("原因类别"), "choice", choices=NotHeldCause)
    text: str = asked(
        _("情况说明"),
        "longtext",
        help=_("写明经过、原因和下一步安排；只在本级查阅，上级只看原因类别。"),
    )


class Correcting(Inputs):
    """Why a record is corrected."""

    reason: str = asked(_("更正理由"), "longtext")


# Fields stand in the order of the bases from right to left: what a form asks first is the last base.
class Recorded(WithFiles, Document, OfYear):
    """The first record of a plan."""


class PlanCorrected(Correcting, WithFiles, Document):
    """A record corrected."""


class Revised(WithFiles, Words):
    """An explanation in other words."""


class Explained(Revised, OfYear):
    """The first explanation of a year."""


class ExplanationCorrected(Correcting, Revised):
    """A confirmed explanation corrected."""


class Returned(Inputs):
    """An explanation given back."""

    reason: str = asked(_("退回理由"), "longtext")
