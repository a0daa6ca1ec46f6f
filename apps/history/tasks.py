"""Reading and writing a whole workbook takes longer than a page may: the worker does both."""

import uuid

from django.utils.translation import gettext_lazy as _

from apps.history import import_services
from apps.history.models import HistoryImport
from kernel import clock
from kernel.jobs.definitions import in_government
from kernel.lifecycle.table import Act


@in_government(label=_("检查往年资料"))
def check(key: str) -> None:
    """Read one upload."""
    import_services.check_import(history_import_id=uuid.UUID(key), at=clock.now())


@in_government(label=_("导入往年资料"))
def write(key: str) -> None:
    """Write one upload that both offices stand by."""
    import_services.run_import(history_import_id=uuid.UUID(key), at=clock.now())


def check_later(act: Act[HistoryImport]) -> None:
    """Have it checked once the upload is committed."""
    check.defer(key=str(act.object.pk))


def import_later(act: Act[HistoryImport]) -> None:
    """Have it written once the confirmation is committed."""
    write.defer(key=str(act.object.pk))
