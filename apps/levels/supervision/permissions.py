"""Whose letter it is, and what kinds ask for: named sentences, used by the lifecycle tables."""

from django.utils.translation import gettext_lazy as _

from kernel.lifecycle.table import Predicate
from kernel.refusals import NotYours, WrongState
from tenants.correspondence.models import DispatchKind

OWN_LINE = Predicate(
    "office_of_the_letter",
    lambda by, letter: by.side == letter.side,
    NotYours,
    _("由发文、收文的一方办公室办理。"),
)
IS_REFERRAL = Predicate(
    "is_referral",
    lambda by, letter: letter.kind == DispatchKind.REFERRAL,
    WrongState,
    _("只有转办函需要承办、退回和报告办结。"),
)
IS_QUESTION = Predicate(
    "is_reminder_or_order",
    lambda by, letter: letter.kind != DispatchKind.REFERRAL,
    WrongState,
    _("转办函通过承办、退回和报告办结来答复。"),
)
