"""Workbooks of past meetings on their way into the records, as the interface shows them."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from api.fields import columns, computed, rows
from api.resources import Resource, by
from apps.history import import_services as _import_services  # noqa: F401 - registers verbs
from apps.history import selectors as history
from apps.history import wording
from apps.history.lifecycle import HISTORY_IMPORT
from apps.history.models import HistoryImport, ImportState


def _faults(one: HistoryImport, user: Any) -> list[wording.Fault]:
    found = history.preview_of(one)
    return wording.faults(found.faults) if found else []


HISTORY_IMPORTS = Resource(
    "history-imports",
    _("往年资料补录"),
    "history.HistoryImport",
    history.imports_visible_to,
    columns(
        "history.HistoryImport",
        "file", "side", "source", "package_sha256", "fault_count", "object_count", "reason", "uploaded_at",
        "uploaded_by", "confirmed_at", "confirmed_by",
    ),
    details=(
        rows(
            "faults",
            _("错误"),
            (computed("place", "text", _("位置")), computed("sentence", "text", _("问题"))),
            _faults,
        ),
    ),
    filters=(by("state", _("状态"), "choice", lambda state: Q(state=state), choices=ImportState),),
    lifecycle=HISTORY_IMPORT,
)  # fmt: skip
