"""The way of a workbook of past meetings, one row per action.

What it declares is content, so it belongs to the offices and to no officer of the system; and it speaks for both
sides, so one side's office uploads it and the other's confirms it. The system checks and writes, on nobody's behalf.
"""

from django.utils.translation import gettext_lazy as _

from apps.documents.admissible import FILES
from apps.history import guards
from apps.history.models import HistoryImport, ImportState
from apps.history.refusals import ART_4, OtherSidesImport, OwnImport
from kernel.lifecycle.table import Action, Lifecycle, Need, Predicate, states
from vocabulary.roles import CLERKS

S = ImportState
FILE = Need(
    "file", _("工作簿"), "file", to="documents.StoredFile", help=_("用下载的模板填写的 XLSX 工作簿，不超过 20 MB。"),
    among=FILES,
)  # fmt: skip
REASON = (Need("reason", _("理由"), "longtext"),)
OWN_SIDE = Predicate("same_side", lambda by, one: by.side == one.side, OtherSidesImport)
OTHER_SIDE = Predicate("other_side", lambda by, one: by.side != one.side, OwnImport)

HISTORY_IMPORT = Lifecycle(
    name="history_import",
    label=_("往年资料补录"),
    model=HistoryImport._meta.label,
    states=ImportState,
    actions=(
        Action(
            "upload", _("上传往年资料"), states(), S.UPLOADED, CLERKS, ART_4, "R4.10",
            needs=(FILE,),
            guards=(guards.file_is_a_workbook, guards.file_is_new), stamp="uploaded", awaited=False,
            inside=("apps.history.tasks.check_later",),
        ),
        Action(
            "find_sound", _("检查无误"), states(S.UPLOADED), S.SOUND, CLERKS, ART_4, "R4.10", internal=True,
        ),
        Action(
            "find_faulty", _("检查发现错误"), states(S.UPLOADED), S.FAULTY, CLERKS, ART_4, "R4.10", internal=True,
        ),
        Action(
            "confirm", _("核对并导入"), states(S.SOUND), S.CONFIRMED, CLERKS, ART_4, "R4.10",
            whose=OTHER_SIDE, stamp="confirmed", inside=("apps.history.tasks.import_later",), only_moves=True,
        ),
        Action(
            "return", _("退回往年资料"), states(S.SOUND), S.RETURNED, CLERKS, ART_4, "R4.10",
            needs=REASON, whose=OTHER_SIDE, awaited=False,
        ),
        Action(
            "withdraw", _("撤回往年资料"), states(S.UPLOADED, S.SOUND, S.FAULTY, S.CONFIRMED), S.WITHDRAWN, CLERKS,
            ART_4, "R4.10", needs=REASON, whose=OWN_SIDE, awaited=False,
        ),
        Action(
            "complete", _("完成导入"), states(S.CONFIRMED), S.IMPORTED, CLERKS, ART_4, "R4.10", internal=True,
        ),
        Action(
            "fail", _("导入时发现错误"), states(S.CONFIRMED), S.FAULTY, CLERKS, ART_4, "R4.10", internal=True,
        ),
    ),
)  # fmt: skip
