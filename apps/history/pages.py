"""Past meetings that an office brings as a workbook: the template, every upload, what it would store, what is wrong."""

import uuid
from io import BytesIO

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.auditing.words import kind_of
from apps.documents.downloads import to_be_saved
from apps.history import selectors as history
from apps.history.lifecycle import HISTORY_IMPORT
from apps.history.models import HistoryImport, ImportState, Preview
from apps.history.reading import FORMAT
from apps.history.tasks import check, write
from apps.history.wording import faults
from apps.history.workbook.writing import write_workbook
from apps.organizations.door.access import person_of
from files.inspection.kinds import KINDS
from kernel.jobs.states import is_pending
from kernel.refusals import Sentence
from kinds.registry import kind_at, state_label
from tenants.governments.selectors import government
from web import buttons
from web.finding import found_or_404
from web.shapes import Shown

ON_A_PAGE = 50
#: Lines and faults that a page shows; a workbook may declare thousands.
MOST_SHOWN = 500
#: States in which the worker has something to do.
WORKING = {ImportState.UPLOADED: check, ImportState.CONFIRMED: write}
#: The steps of the way, and how many are done in each state.
DONE = {
    ImportState.UPLOADED: 1, ImportState.FAULTY: 1, ImportState.SOUND: 2, ImportState.RETURNED: 2,
    ImportState.CONFIRMED: 3, ImportState.IMPORTED: 4, ImportState.WITHDRAWN: 1,
}  # fmt: skip


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every upload, the latest first."""
    user = person_of(request)
    page = Paginator(_visible(request), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "imports": [_row(one) for one in page],
        "page": page,
        "actions": buttons.beginning(HISTORY_IMPORT, "upload", user, "/history-imports/new"),
    }
    return render(request, "history/list.html", context)


def _visible(request: HttpRequest) -> QuerySet[HistoryImport]:
    user = person_of(request)
    if not history.reads(user):
        raise Http404
    return history.imports_visible_to(user)


def _row(one: HistoryImport) -> Shown:
    return {
        "url": f"/history-imports/{one.pk}",
        "title": str(one),
        "side": one.side,
        "source": one.source,
        "state": one.state,
        "state_label": state_label(one),
        "uploaded_at": one.uploaded_at,
        "fault_count": one.fault_count,
        "object_count": one.object_count,
    }


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """An empty workbook for this government."""
    _visible(request)
    out, place = BytesIO(), government()
    write_workbook({"format": FORMAT, "government": place.code}, out)
    name = _("%(government)s往年联席会议补录模板") % {"government": place.gov_name}
    return to_be_saved(out.getvalue(), media=KINDS["xlsx"].media, name=f"{name}.xlsx")


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One upload: how far it is, what it would store line by line, or every fault with its place."""
    user = person_of(request)
    one: HistoryImport = found_or_404(kind_at("history-imports"), user, key)
    preview = history.preview_of(one)
    context = {
        "import": _row(one),
        "facts": _facts(one),
        "progress": _progress(one),
        "returned": one.reason if one.state in {ImportState.RETURNED, ImportState.WITHDRAWN} else "",
        "actions": buttons.told(HISTORY_IMPORT, one, user),
        "entries": timeline.entries_of([one.pk]),
        **_found(preview, one.fault_count),
    }
    return render(request, "history/detail.html", context)


def _found(preview: Preview | None, fault_count: int) -> Shown:
    if preview is None:
        return {"faults": [], "lines": [], "more": 0}
    lines = [{"depth": depth, "kind": _kind(kind), "words": words} for depth, kind, words in preview.lines]
    more = max(len(lines), fault_count if preview.faults else 0) - MOST_SHOWN
    return {"faults": faults(preview.faults[:MOST_SHOWN]), "lines": lines[:MOST_SHOWN], "more": max(0, more)}


def _kind(kind: str) -> Sentence:
    """What a line is about; a few kinds have no table of their own."""
    own = {"unit": _("单位"), "deviation": _("规则参数"), "notice": _("会议通知"), "convener": _("召集人")}
    return own.get(kind) or kind_of(kind)


def _facts(one: HistoryImport) -> list[Shown]:
    facts: list[Shown] = [
        {"label": _("工作簿"), "value": str(one), "url": f"/files/{one.file_id}"},
        {"label": _("上传方面"), "side": one.side},
    ]
    for label, person, at in (
        (_("上传"), one.uploaded_by, one.uploaded_at),
        (_("核对"), one.confirmed_by, one.confirmed_at),
    ):
        if person is not None:
            facts.append({"label": label, "person": {"name": person.name, "post": person.printed_post, "at": at}})
    if one.source:
        facts.append({"label": _("材料来源"), "value": one.source})
    if one.object_count:
        facts.append({"label": _("写入条数"), "value": str(one.object_count)})
    if one.package_sha256:
        facts.append({"label": _("数据包校验码"), "value": one.package_sha256, "long": True})
    return facts


def _progress(one: HistoryImport) -> Shown:
    """How far it is, and whether the worker has it; a job that broke down leaves the state as it was."""
    steps = [_("上传"), _("检查"), _("另一方核对"), _("导入")]
    job = WORKING.get(ImportState(one.state))
    words = {
        ImportState.UPLOADED: _("正在检查，可以离开本页，稍后回来查看结果。"),
        ImportState.CONFIRMED: _("正在导入，可以离开本页，稍后回来查看结果。"),
        ImportState.SOUND: _("检查无误，等待另一方办公室核对。"),
        ImportState.FAULTY: _("有错误，整份未导入；请改正后重新上传。"),
        ImportState.IMPORTED: _("已全部导入，各处均注明补录。"),
    }.get(ImportState(one.state), "")
    stopped = job is not None and not is_pending(job.name)
    return {
        "done": DONE[ImportState(one.state)],
        "steps": steps,
        "words": _("后台作业未能完成：请撤回后重新上传，或请系统管理员查看作业。") if stopped else words,
        "working": job is not None and not stopped,
        "stopped": stopped,
    }
