"""The audit chain in words: acts, kinds of objects and changed columns as the tables and models call them.

Nothing is looked up among the records of the business: what an entry does not hold is not told of it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db.models import DateTimeField, TextChoices
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.auditing.masking import masked
from apps.auditing.selectors import Verification
from kernel.audit import seals
from kernel.audit.breaks import CHANGED, CUT, MISSING, UNLINKED, Break
from kernel.audit.seals import Broken
from kernel.canonical import Plain
from kernel.clock import SHANGHAI
from kernel.lifecycle.table import LIFECYCLES, Lifecycle
from kernel.refusals import Sentence

#: Acts that no lifecycle table names.
ACTS: dict[str, Sentence] = {
    "account.change_password": gettext_lazy("修改密码"),
    "account.hand_over_password": gettext_lazy("重设初始密码"),
    "account.sign_in": gettext_lazy("登录"),
    "account.sign_out": gettext_lazy("退出"),
    "account.lock_out": gettext_lazy("锁定用户名"),
    "number_word.set": gettext_lazy("修改机关代字"),
    "number_word.start": gettext_lazy("接续发文序号"),
    "request.refuse": gettext_lazy("无权的请求"),
    "follow_up_list.export": gettext_lazy("导出落实情况清单"),
    "operator.command": gettext_lazy("运维命令"),
    "issued_document.seal": gettext_lazy("登记印发的文件"),
    "stored_file.seal": gettext_lazy("登记附件"),
    "consent.seal": gettext_lazy("登记同意"),
    "minutes_approval.seal": gettext_lazy("登记审定意见"),
    "progress_report.seal": gettext_lazy("登记进展报告"),
    "token.issue": gettext_lazy("签发接口令牌"),
    "token.end": gettext_lazy("注销接口令牌"),
    "calendar.open": gettext_lazy("开通日历订阅"),
    "calendar.end": gettext_lazy("停用日历订阅"),
    "permission.mend": gettext_lazy("补正对象权限"),
    "stored_file.store": gettext_lazy("上传文件"),
    "government.rename": gettext_lazy("政府更名"),
    "government.move": gettext_lazy("调整隶属关系"),
    "government.close": gettext_lazy("撤销政府"),
    "working_days.load": gettext_lazy("载入放假安排"),
    "working_days.correct": gettext_lazy("更正工作日"),
    "working_days.withdraw": gettext_lazy("撤销对工作日的更正"),
    "meeting.recount": gettext_lazy("按新的工作日历重算期限"),
    "preparation_item.recount": gettext_lazy("按新的工作日历重算期限"),
    "audit_chain.verify": gettext_lazy("核对审计记录链"),
    "audit_chain.export": gettext_lazy("导出审计记录"),
}
KINDS: dict[str, Sentence] = {
    "stored_file": gettext_lazy("附件"),
    "government": gettext_lazy("政府"),
    "working_days": gettext_lazy("工作日历"),
    "audit_chain": gettext_lazy("审计记录链"),
    "request": gettext_lazy("请求"),
    "number_word": gettext_lazy("发文字号"),
    "follow_up_list": gettext_lazy("落实情况清单"),
    "operator": gettext_lazy("运维"),
    "issued_document": gettext_lazy("印发的文件"),
    "consent": gettext_lazy("一方的同意"),
    "minutes_approval": gettext_lazy("纪要审定意见"),
    "progress_report": gettext_lazy("进展报告"),
}
#: What stands beside the columns of an object in what an act changed.
BESIDE: dict[str, Sentence] = {
    "given": gettext_lazy("办理时填写的内容"),
    "under": gettext_lazy("代为办理的依据"),
    "source": gettext_lazy("材料来源"),
    "package": gettext_lazy("数据包校验码"),
    "upload": gettext_lazy("所依据的补录"),
    "declares": gettext_lazy("申报的内容"),
    "username": gettext_lazy("用户名"),
    "roles": gettext_lazy("角色"),
    "side": gettext_lazy("方面"),
    "size": gettext_lazy("大小"),
    "name": gettext_lazy("名称"),
    "entries": gettext_lazy("条数"),
    "head": gettext_lazy("末条校验码"),
    "breaks": gettext_lazy("问题"),
    "form": gettext_lazy("格式"),
    "filters": gettext_lazy("筛选条件"),
    "file_id": gettext_lazy("附件"),
    "found": gettext_lazy("问题数"),
    "reason": gettext_lazy("理由"),
    "years": gettext_lazy("年度"),
    "documents": gettext_lazy("文号"),
    "days": gettext_lazy("日期"),
    "door": gettext_lazy("入口"),
    "method": gettext_lazy("方法"),
    "path": gettext_lazy("地址"),
    "items": gettext_lazy("事项数"),
    "command": gettext_lazy("命令"),
    "arguments": gettext_lazy("参数"),
    "account": gettext_lazy("系统账户"),
    "machine": gettext_lazy("主机"),
    "stage": gettext_lazy("阶段"),
    "series": gettext_lazy("发文种类"),
    "word": gettext_lazy("机关代字"),
    "next": gettext_lazy("下一个序号"),
    "records": gettext_lazy("与审计记录不符的内容"),
    "differing": gettext_lazy("不符的数量"),
    "content": gettext_lazy("内容"),
    "docx": gettext_lazy("DOCX文件"),
    "pdf": gettext_lazy("PDF文件"),
    "docx_sha256": gettext_lazy("DOCX校验码"),
    "pdf_sha256": gettext_lazy("PDF校验码"),
    "content_sha256": gettext_lazy("内容校验码"),
    "sha256": gettext_lazy("校验码"),
    "issued_by_name": gettext_lazy("印发人"),
    "person_name": gettext_lazy("姓名"),
    "person_post": gettext_lazy("职务"),
    "recorded_at": gettext_lazy("记录时间"),
    "at": gettext_lazy("时间"),
    "text": gettext_lazy("文本"),
    "subject_id": gettext_lazy("所属对象"),
    "is_workday": gettext_lazy("是否工作日"),
}
#: Columns whose models have no words for them, because no form shows them.
COLUMNS: dict[str, Sentence] = {
    "id": gettext_lazy("编号"),
    "account_id": gettext_lazy("账号"),
    "attendance_id": gettext_lazy("参会人员"),
    "closed_at": gettext_lazy("销号时间"),
    "closed_by_id": gettext_lazy("销号人"),
    "created_at": gettext_lazy("开通时间"),
    "corrects_id": gettext_lazy("所更正的纪要"),
    "countersigns": gettext_lazy("会签"),
    "declared_attendance": gettext_lazy("申报的到会人数"),
    "document_id": gettext_lazy("文件"),
    "done_by_id": gettext_lazy("落实人"),
    "first_planned_on": gettext_lazy("最初拟定日期"),
    "issued_by_id": gettext_lazy("签发人"),
    "item_id": gettext_lazy("议定事项"),
    "list_amended_at": gettext_lazy("议题清单调整时间"),
    "list_checks": gettext_lazy("议题清单核对"),
    "locked_at": gettext_lazy("锁定时间"),
    "meeting_id": gettext_lazy("会议"),
    "notice_id": gettext_lazy("会议通知"),
    "object_sha256": gettext_lazy("对象校验码"),
    "object_version": gettext_lazy("对象版本"),
    "part_id": gettext_lazy("配合任务"),
    "password_is_initial": gettext_lazy("一次性密码未更换"),
    "person_id": gettext_lazy("人员"),
    "position": gettext_lazy("次序"),
    "recorded_at": gettext_lazy("记录时间"),
    "report_rows": gettext_lazy("落实情况"),
    "resolution_id": gettext_lazy("议定内容"),
    "rule": gettext_lazy("所依据的规则"),
    "scan_sha256": gettext_lazy("扫描件校验码"),
    "session_of": gettext_lazy("所属会次"),
    "sha256": gettext_lazy("校验码"),
    "slot": gettext_lazy("席位"),
    "topic_id": gettext_lazy("议题"),
    "unit_id": gettext_lazy("单位"),
}


def named(what: str) -> tuple[Sentence, Sentence]:
    """Return an act's name in words, and its article: `meeting.settle.consent` is a consent to settling."""
    kind, name, *rest = [*what.split("."), ""][:3]
    if name == "import":
        return _("录入平台启用前的记录"), ""
    lifecycle = LIFECYCLES.get(kind)
    if lifecycle is None or name not in lifecycle.names():
        return ACTS.get(what, what), ""
    row = lifecycle.named(name)[0]
    return (_("本方同意：%(act)s") % {"act": row.label} if rest == ["consent"] else row.label), row.article


def kind_of(kind: str) -> Sentence:
    """Return what a kind of object is called."""
    lifecycle = LIFECYCLES.get(kind)
    return lifecycle.label if lifecycle else KINDS.get(kind, kind)


def acts() -> list[tuple[str, str]]:
    """Return what may be chosen to see only some acts: all of one kind of object, or one act."""
    found: list[tuple[str, str]] = []
    for name, lifecycle in sorted(LIFECYCLES.items()):
        found.append((name, _("%(kind)s：全部办理") % {"kind": lifecycle.label}))
        found += [(f"{name}.{act}", f"{lifecycle.label}：{lifecycle.named(act)[0].label}") for act in lifecycle.names()]
    return found + [(what, str(label)) for what, label in ACTS.items() if what not in dict(found)]


def changes_of(kind: str, changes: Mapping[str, object]) -> Iterator[dict[str, str]]:
    """Yield what an act changed or noted, line by line: the column in words, before and after; no office's texts."""
    columns = _columns(LIFECYCLES.get(kind))
    for name, value in masked(kind, changes).items():
        column = columns.get(name)
        moved = column is not None and isinstance(value, list) and len(value) == 2
        before, after = value if moved else (None, value)
        yield {"label": label_of(kind, name), "before": _said(column, before), "after": _said(column, after)}


def label_of(kind: str, name: str) -> str:
    """Return what a column is called: as its form calls it, as its model does, or after the act that stamps it."""
    lifecycle = LIFECYCLES.get(kind)
    column = _columns(lifecycle).get(name)
    if lifecycle is None or column is None:
        return str(BESIDE.get(name, name))
    if getattr(column, "_verbose_name", True):
        return str(column.verbose_name)
    needs = {need.name: need.label for row in lifecycle.actions for need in row.needs}
    return str(_stamped(lifecycle).get(name) or needs.get(name.removesuffix("_id")) or COLUMNS.get(name, name))


def _stamped(lifecycle: Lifecycle) -> dict[str, str]:
    """When and by whom an act was done, in the words of the act."""
    rows = [row for row in lifecycle.actions if row.stamp]
    moments = {f"{row.stamp}_at": _("%(act)s：时间") % {"act": row.label} for row in rows}
    return moments | {f"{row.stamp}_by_id": _("%(act)s：办理人") % {"act": row.label} for row in rows}


def _columns(lifecycle: Lifecycle | None) -> Plain:
    if lifecycle is None:
        return {}
    model = apps.get_model(lifecycle.model)
    states: type[TextChoices] = lifecycle.states
    told = [field for field in model._meta.concrete_fields if field.attname not in model.UNRECORDED]
    return {field.attname: field for field in told} | {"state": _States(states)}


class _States:
    """The column that holds a state, whose words stand in the table."""

    verbose_name = gettext_lazy("状态")

    def __init__(self, states: type[TextChoices]) -> None:
        self.flatchoices = states.choices


def _said(column: Any, value: object) -> str:
    match value:
        case None | "" | [] | {}:
            return ""
        case bool():
            return _("是") if value else _("否")
        case str() if isinstance(column, DateTimeField):
            at = parse_datetime(value)
            return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}" if at else value
        case str() if column is not None:
            return str(dict(column.flatchoices).get(value, value))
        case str() | int():
            return str(value)
    return json.dumps(value, ensure_ascii=False, indent=1)


def found_by(last: Verification) -> list[str]:
    """Return what a verification found, one sentence each."""
    return [*map(broken, last.breaks), *map(differing, last.records)]


def differing(one: Broken) -> str:
    """Return one row that is not what the chain says of it as a sentence for people."""
    said = {
        seals.CHANGED: _("%(kind)s（%(name)s）的%(columns)s与审计记录不符。"),
        seals.GONE: _("%(kind)s（%(name)s）在审计记录中，现已不在系统中。"),
        seals.UNKNOWN: _("%(kind)s（%(name)s）没有审计记录。"),
    }
    columns = "、".join(_sealed_column(one.kind, name) for name in one.columns)
    return said[one.how] % {"kind": kind_of(one.kind), "name": one.name or one.key, "columns": columns}


def _sealed_column(kind: str, name: str) -> str:
    """What a column is called: by its lifecycle, else by its model where that has a word for it."""
    model = seals.sealed_models().get(kind)
    if model is None:
        return label_of(kind, name)
    called = {field.attname: field for field in model._meta.concrete_fields}.get(name)
    own = getattr(called, "_verbose_name", None)
    return str(own or COLUMNS.get(name) or BESIDE.get(name) or name)


def broken(one: Break) -> str:
    """Return one break of the chain as a sentence for people."""
    said = {
        MISSING: _("第 %(entry)d 条缺失：其后是第 %(other)d 条。"),
        UNLINKED: _("第 %(entry)d 条与前一条不衔接。"),
        CHANGED: _("第 %(entry)d 条写入后被改动。"),
        CUT: _("记录链止于第 %(entry)d 条，而链尾登记为第 %(other)d 条。"),
    }
    return said[one.kind] % {"entry": one.entry, "other": one.other}
