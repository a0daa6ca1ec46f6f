"""What is given with an act that issues a numbered document."""

from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.typed import Inputs, asked
from vocabulary.numbers import number_fault


class Numbered(Inputs):
    """The number that the office's own register has for the document; without one the next is drawn (R7.4)."""

    document_number: str | None = asked(
        _("发文字号"), required=False, longest=60, form=number_fault,
        help=_("办公室发文簿上已编好字号的照填；不填的，由系统按序编号。"),
    )  # fmt: skip


NUMBER = Numbered.needs[0]
