"""Workbooks of past meetings on their way into the records, as pages, the desk and programs show them."""

from django.utils.translation import gettext_lazy as _

from apps.history import selectors as history
from apps.history import wording
from apps.history.lifecycle import HISTORY_IMPORT
from apps.history.models import HistoryImport, ImportState
from apps.organizations.models import User
from kinds.fields import columns, computed, rows
from kinds.filters import by_state
from kinds.kind import Beginning, Kind, Offered, Page, Waiting
from kinds.registry import declare


def _faults(one: HistoryImport, user: User) -> list[wording.Fault]:
    preview = history.preview_of(one)
    return wording.faults(preview.faults) if preview else []


HISTORY_IMPORT_KIND = Kind(
    "history.HistoryImport",
    _("往年资料补录"),
    history.imports_visible_to,
    HISTORY_IMPORT,
    page=Page("history-imports", section="/years", beginning=Beginning("upload", "/history-imports")),
    waiting=Waiting(rare=True),
    offered=Offered(
        "history-imports",
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
        filters=(by_state(ImportState),),
    ),
    holds_files=True,
)  # fmt: skip
declare(HISTORY_IMPORT_KIND)
