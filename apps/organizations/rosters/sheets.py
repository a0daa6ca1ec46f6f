"""Which sheets and columns a list of units and accounts has. Labels are part of the file format, not translated."""

from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.units.lifecycle import UNITS
from apps.organizations.units.models import UnitKind
from files.workbooks.sheets import Column, Sheet
from kernel.lifecycle.table import Lifecycle, Need
from vocabulary.roles import Side

SIDES = {"政府方面": Side.GOV.value, "工会方面": Side.UNION.value, "双方之外": Side.NONE.value}
KINDS = {
    "办公厅（室）": UnitKind.OFFICE.value, "政府部门": UnitKind.DEPARTMENT.value,
    "工会部门": UnitKind.UNION_DEPARTMENT.value, "产业工会": UnitKind.INDUSTRIAL_UNION.value,
    "领导班子": UnitKind.LEADERSHIP.value,
}  # fmt: skip
OF_UNITS = Sheet(
    "单位",
    (
        Column("名称", "name", needed=True),
        Column("简称", "short_name", needed=True),
        Column("所属方面", "side", "choice", {label: side for label, side in SIDES.items() if side != Side.NONE}, True),
        Column("类别", "kind", "choice", KINDS, True),
        Column("职能", "functions"),
    ),
)
OF_ACCOUNTS = Sheet(
    "账号",
    (
        Column("用户名", "username", needed=True),
        Column("姓名", "name", needed=True),
        Column("所属方面", "side", "choice", SIDES, needed=True),
        Column("单位", "unit"),
        Column("职务", "title"),
    ),
)
SHEETS = (OF_UNITS, OF_ACCOUNTS)
GUIDANCE = (
    "单位和账号一并填写，也可以只填一张表。每张表第一行是列名，请勿改动；从第二行起填写。",
    "所属方面写政府方面、工会方面或者双方之外；三员账号写双方之外，不填单位。",
    "账号表的单位写全称，可以是本表新设的单位，也可以是已有的单位。",
    "账号开通时没有角色，由安全管理员逐一授予。一次性密码只显示一次。",
    "一处有误，整份不予导入，并逐处指出表、行、列。",
)


def needs_of(sheet: Sheet) -> dict[str, Need]:
    """The fields of the verb behind a sheet, as its table declares them: a cell is read as the form's field is."""
    lifecycle, name = (UNITS, "establish") if sheet is OF_UNITS else (ACCOUNT, "open")
    return {need.name: need for need in _row(lifecycle, name)}


def _row(lifecycle: Lifecycle, name: str) -> tuple[Need, ...]:
    return lifecycle.named(name)[0].needs
