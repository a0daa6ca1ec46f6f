"""Lifecycles of posts and of handovers: one row per action."""

from django.utils.translation import gettext_lazy as _

from apps.organizations.accounts.admissible import PERSON as ACCOUNT_PERSON
from apps.organizations.posts import admissible, guards
from apps.organizations.posts.models import HandoverState, PostState
from apps.organizations.standing.guards import within_mandate
from kernel.lifecycle.table import Action, Lifecycle, Need, Predicate, states
from kernel.refusals import WrongSide
from vocabulary.categories import Category
from vocabulary.roles import CLERKS, SECURITY_OFFICER

H = HandoverState
ART_4, ART_5 = _("第四条"), _("第五条")
PERSON = "organizations.User"

OWN_POST = Predicate("post_of_own_side", lambda by, post: by.side == post.side, WrongSide)

PORTFOLIO = (
    Need(
        "portfolio",
        _("分管事项"),
        "rows",
        required=False,
        fields=(Need("category", _("议题类别"), "choice", choices=Category),),
        help=_("会议列入这些类别的议题时，拟定参会名单会列入任这一职务的人员。"),
    ),
    Need(
        "units",
        _("分管单位"),
        "refs",
        required=False,
        to="organizations.Unit",
        among=admissible.PORTFOLIO_UNITS,
        help=_("议题涉及这些单位时，也列入任这一职务的人员。"),
    ),
)

POST = Lifecycle(
    name="post",
    label=_("职务"),
    model="organizations.Post",
    states=PostState,
    actions=(
        Action(
            "establish", _("设置职务"), states(), PostState.STANDING, CLERKS, ART_5, "R5.2",
            needs=(
                Need("title", _("职务"), longest=120, help=_("设置后由安全管理员办理移交，写明由谁担任。")),
                Need("rank", _("排序"), "number", required=False, help=_("数字小的在前，不填为 50。")),
                *PORTFOLIO,
            ),
            guards=(guards.rank_is_sound, guards.units_of_own_side),
        ),
        Action(
            "assign", _("调整分工"), states(PostState.STANDING), None, CLERKS, ART_5, "R5.2", needs=PORTFOLIO,
            whose=OWN_POST, guards=(guards.units_of_own_side,), awaited=False,
        ),
    ),
)  # fmt: skip

HANDOVER = Lifecycle(
    name="handover",
    label=_("移交"),
    model="organizations.Handover",
    states=HandoverState,
    actions=(
        Action(
            "hand_over", _("办理移交"), states(), H.DONE, (SECURITY_OFFICER,), ART_4, "R4.4",
            needs=(
                Need("post", _("职务"), "ref", required=False, to="organizations.Post", among=admissible.POST),
                Need(
                    "unit", _("单位联络工作"), "ref", required=False, to="organizations.Unit",
                    help=_("职务和单位只填一项。"), among=admissible.UNIT_HANDED_OVER,
                ),
                Need(
                    "from_user", _("移交人"), "ref", required=False, to=PERSON, help=_("移交单位联络工作时必填。"),
                    among=ACCOUNT_PERSON,
                ),
                Need("to_user", _("接任人"), "ref", to=PERSON, among=ACCOUNT_PERSON),
                Need(
                    "on_day", _("移交日期"), "date",
                    help=_("接任人自这一天起任职；移交人的委托随之终止，不再任职的，领导角色随之停用。"),
                ),
                Need("basis", _("依据"), longest=200, help=_("任免文件的名称和文号。")),
            ),
            guards=(within_mandate, guards.post_or_unit, guards.successor_fits, guards.post_is_held,
                    guards.slots_stay_four_people, guards.unit_is_spoken_for),
            stamp="handed_over",
        ),
    ),
)  # fmt: skip
