"""Lifecycle of units: the system officer sets them up, renames and closes them."""

from django.utils.translation import gettext_lazy as _

from apps.organizations.standing.guards import within_mandate
from apps.organizations.units import admissible, guards
from apps.organizations.units.models import UnitKind, UnitState
from apps.organizations.units.refusals import ART_1
from kernel.lifecycle.table import Action, Lifecycle, Need, states
from vocabulary.roles import SYSTEM_OFFICER, Side

U = UnitState
UNIT = "organizations.Unit"

NAMES = (
    Need("name", _("名称"), longest=120, help=_("文件上印出的全称。")),
    Need("short_name", _("简称"), longest=60),
)

FUNCTIONS = Need("functions", _("职能"), "longtext", required=False)

UNITS = Lifecycle(
    name="unit",
    label=_("单位"),
    model=UNIT,
    states=UnitState,
    actions=(
        Action(
            "establish", _("设立单位"), states(), U.STANDING, (SYSTEM_OFFICER,), ART_1, "R1.3",
            needs=(
                *NAMES,
                Need("side", _("所属方面"), "choice", choices=Side, among=admissible.SIDE_OF_UNIT),
                Need("kind", _("类别"), "choice", choices=UnitKind),
                FUNCTIONS,
            ),
            guards=(within_mandate, guards.kind_fits_side, guards.unit_name_is_free, guards.one_office),
        ),
        Action(
            "rename", _("更名"), states(U.STANDING), None, (SYSTEM_OFFICER,), ART_1, "R1.3",
            needs=(*NAMES, FUNCTIONS, Need("basis", _("依据"), "longtext", help=_("机构改革等文件的名称和文号。"))),
            guards=(within_mandate, guards.unit_name_is_free), awaited=False,
        ),
        Action(
            "close", _("撤并单位"), states(U.STANDING), U.CLOSED, (SYSTEM_OFFICER,), ART_1, "R1.3",
            needs=(Need("basis", _("依据"), "longtext", help=_("机构改革等文件的名称和文号；自今日起撤并。")),),
            guards=(within_mandate, guards.an_office_stays, guards.nobody_at_home, guards.nothing_open), awaited=False,
        ),
    ),
)  # fmt: skip
