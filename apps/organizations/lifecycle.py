"""Lifecycles of delegations, handovers, posts and of officers whom the parent provides: one row per action."""

from django.utils.translation import gettext_lazy as _

from apps.organizations import admissible, guards, people_guards
from apps.organizations.leaders_acts import LEADERS_ACTS
from apps.organizations.models import DelegationState, HandoverState, MandateState, PostState
from apps.organizations.topic_categories import TOPIC_CATEGORIES
from kernel.lifecycle.table import Action, Lifecycle, Need, Predicate, states
from kernel.refusals import WrongSide
from vocabulary.roles import CLERKS, LEADERS, SECURITY_OFFICER, OfficerRole

D, H, M = DelegationState, HandoverState, MandateState
ART_1, ART_4, ART_5 = _("第一条"), _("第四条"), _("第五条")
PERSON = "organizations.User"
OWN_DELEGATION = Predicate(
    "grantor_or_security_officer",
    lambda by, one: by.pk == one.grantor_id or SECURITY_OFFICER.name in by.role_names,
    sentence=_("由委托人本人或者安全管理员撤回。"),
)

OWN_POST = Predicate("post_of_own_side", lambda by, post: by.side == post.side, WrongSide)

DELEGATION = Lifecycle(
    name="delegation",
    label=_("委托"),
    model="organizations.Delegation",
    states=DelegationState,
    actions=(
        Action(
            "grant", _("委托代理"), states(), D.GRANTED, (*LEADERS, SECURITY_OFFICER), ART_4, "R4.4",
            needs=(
                Need(
                    "grantor", _("委托人"), "ref", required=False, to=PERSON, help=_("领导本人办理时不填。"),
                    among=admissible.LEADER,
                ),
                Need("delegate", _("受托人"), "ref", to=PERSON, among=admissible.PERSON),
                Need(
                    "acts", _("委托事项"), "rows",
                    fields=(Need("act", _("事项"), "choice", choices=LEADERS_ACTS),),
                ),
                Need("starts_on", _("委托开始"), "date"),
                Need("ends_on", _("委托结束"), "date"),
                Need("ground", _("委托原因"), longest=200),
            ),
            guards=(guards.within_mandate, guards.delegate_fits, guards.delegation_dates, guards.grantor_holds_acts,
                    guards.not_delegated_already),
            stamp="granted",
        ),
        Action(
            "revoke", _("撤回委托"), states(D.GRANTED), D.REVOKED, (*LEADERS, SECURITY_OFFICER), ART_4, "R4.4",
            needs=(Need("reason", _("理由"), "longtext"),), whose=OWN_DELEGATION,
            guards=(guards.within_mandate, guards.not_over), stamp="revoked", awaited=False,
        ),
        Action(
            "end_with_post", _("随移交终止"), states(D.GRANTED), D.REVOKED, (SECURITY_OFFICER,), ART_4, "R4.4",
            stamp="revoked", internal=True,
        ),
        Action(
            "shorten", _("随移交缩短"), states(D.GRANTED), None, (SECURITY_OFFICER,), ART_4, "R4.4", internal=True,
        ),
    ),
)  # fmt: skip

MANDATE = Lifecycle(
    name="officer_mandate",
    label=_("派驻三员"),
    model="organizations.OfficerMandate",
    states=MandateState,
    actions=(
        Action(
            "provide", _("登记派驻"), states(), M.STANDING, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(
                Need("username", _("用户名"), longest=60, help=_("为派驻人员开立的账号；一次性密码由运维人员交付。")),
                Need("role", _("角色"), "choice", choices=OfficerRole),
                Need("person_name", _("姓名"), longest=60),
                Need("person_post", _("职务"), longest=50, help=_("在派出单位的职务。")),
                Need("document_number", _("文号"), longest=60, help=_("上级派驻文件的文号。")),
                Need("starts_on", _("派驻开始"), "date"),
                Need("ends_on", _("派驻结束"), "date"),
            ),
            guards=(guards.within_mandate, guards.officers_only, guards.mandate_dates), stamp="provided",
        ),
        Action(
            "revoke", _("撤回派驻"), states(M.STANDING), M.REVOKED, (SECURITY_OFFICER,), ART_1, "R1.3",
            needs=(Need("reason", _("理由"), "longtext"),),
            guards=(guards.within_mandate, people_guards.one_after_another, guards.not_ones_own_mandate,
                    people_guards.somebody_stays_behind),
            stamp="revoked", awaited=False,
        ),
    ),
)  # fmt: skip

PORTFOLIO = (
    Need(
        "portfolio",
        _("分管事项"),
        "rows",
        required=False,
        fields=(Need("category", _("议题类别"), "choice", choices=TOPIC_CATEGORIES),),
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
                    among=admissible.PERSON,
                ),
                Need("to_user", _("接任人"), "ref", to=PERSON, among=admissible.PERSON),
                Need(
                    "on_day", _("移交日期"), "date",
                    help=_("接任人自这一天起任职；移交人的委托随之终止，不再任职的，领导角色随之停用。"),
                ),
                Need("basis", _("依据"), longest=200, help=_("任免文件的名称和文号。")),
            ),
            guards=(guards.within_mandate, guards.post_or_unit, guards.successor_fits, guards.post_is_held,
                    guards.slots_stay_four_people, guards.unit_is_spoken_for),
            stamp="handed_over",
        ),
    ),
)  # fmt: skip
