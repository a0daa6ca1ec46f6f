"""What must hold before a workbook of past meetings goes on."""

from apps.history.models import HistoryImport, ImportState
from apps.history.refusals import NotAWorkbook, UploadedBefore
from kernel.lifecycle.table import Act

#: A file that came to such an end may come again.
OVER = (ImportState.FAULTY, ImportState.RETURNED, ImportState.WITHDRAWN)


def file_is_a_workbook(act: Act[HistoryImport]) -> None:
    """The template is one, and so is what comes back."""
    if act.given["file"].ending != "xlsx":
        raise NotAWorkbook


def file_is_new(act: Act[HistoryImport]) -> None:
    """Two uploads of one file would only meet as a fault of the second."""
    same = HistoryImport.objects.filter(file__sha256=act.given["file"].sha256)
    if same.exclude(state__in=OVER).exists():
        raise UploadedBefore
