"""Who acts for whom: delegations, handovers, posts, provided officers and signed papers as the interface shows them."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from api.fields import Field, columns, computed, nested, rows
from api.resources import Filter, Resource, by
from apps.organizations import selectors as organizations
from apps.organizations.leaders_acts import label_of
from apps.organizations.lifecycle import DELEGATION, HANDOVER, MANDATE, POST
from apps.organizations.models import DelegationState, MandateState, Post, Unit, User
from apps.papers import selectors as papers
from apps.papers.lifecycle import PAPER
from apps.papers.models import PaperState
from kernel import clock
from kernel.audit.models import AuditEntry, Outcome
from kernel.lifecycle.models import Lifecycled
from vocabulary.categories import Category
from vocabulary.roles import Side


def _state(states: Any) -> Filter:
    return by("state", _("状态"), "choice", lambda state: Q(state=state), choices=states)


DELEGATIONS = Resource(
    "delegations",
    _("委托"),
    "organizations.Delegation",
    organizations.delegations_visible_to,
    (
        *columns("organizations.Delegation", "grantor", "delegate"),
        rows(
            "acts",
            _("委托事项"),
            (computed("act", "text", _("事项"), lambda act, user: act),
             computed("label", "text", _("名称"), lambda act, user: label_of(act))),
            lambda delegation, user: delegation.acts,
        ),
        *columns(
            "organizations.Delegation",
            "starts_on", "ends_on", "ground", "reason", "granted_at", "granted_by", "revoked_at", "revoked_by",
        ),
    ),
    filters=(_state(DelegationState),),
    lifecycle=DELEGATION,
)  # fmt: skip
HANDOVERS = Resource(
    "handovers",
    _("移交"),
    "organizations.Handover",
    organizations.handovers_visible_to,
    columns(
        "organizations.Handover",
        "post", "unit", "from_user", "to_user", "on_day", "basis", "handed_over_at", "handed_over_by",
    ),
    lifecycle=HANDOVER,
)  # fmt: skip
MANDATES = Resource(
    "officer-mandates",
    _("派驻三员"),
    "organizations.OfficerMandate",
    organizations.mandates_visible_to,
    (
        computed("username", "text", _("用户名"), "account.username"),
        computed("role", "text", _("角色"), lambda one, user: one.account.roles[0]),
        *columns(
            "organizations.OfficerMandate",
            "government_code", "person_name", "person_post", "document_number", "starts_on", "ends_on", "reason",
            "provided_at", "provided_by", "revoked_at", "revoked_by",
        ),
    ),
    filters=(_state(MandateState),),
    lifecycle=MANDATE,
    also=("account",),
)  # fmt: skip


def _units(post: Post, user: Any) -> list[Unit]:
    return list(Unit.objects.filter(pk__in=post.portfolio_units))


def _holder(post: Post, user: Any) -> User | None:
    return organizations.holders_of([post], clock.today()).get(post.pk)


KEY = computed("id", "key", "", "pk")
POSTS = Resource(
    "posts",
    _("职务"),
    "organizations.Post",
    organizations.posts_visible_to,
    (
        *columns("organizations.Post", "title", "side", "unit", "slot", "rank"),
        rows(
            "portfolio",
            _("分管事项"),
            (computed("category", "text", _("议题类别"), lambda category, user: category),
             computed("label", "text", _("名称"), lambda category, user: Category(category).label)),
            lambda post, user: post.portfolio,
        ),
    ),
    details=(
        rows("units", _("分管单位"), (KEY, *columns("organizations.Unit", "name")), _units),
        nested("holder", _("担任人"), (KEY, *columns("organizations.User", "name")), _holder),
    ),
    filters=(by("side", _("方面"), "choice", lambda side: Q(side=side), choices=Side),),
    lifecycle=POST,
)  # fmt: skip
PAPERS = Resource(
    "paper-approvals",
    _("纸质签批"),
    "papers.PaperApproval",
    papers.visible_to,
    columns(
        "papers.PaperApproval",
        "act", "meeting", "minutes", "side", "signer", "signer_post", "signed_on", "scan", "covers_several",
        "words", "proposed_on",
        "object_version", "object_sha256", "reason", "recorded_at", "recorded_by", "confirmed_at", "confirmed_by",
        "withdrawn_at", "withdrawn_by",
    ),
    filters=(_state(PaperState),),
    lifecycle=PAPER,
)  # fmt: skip


def _under(instance: Lifecycled, user: Any) -> list[AuditEntry]:
    found = AuditEntry.objects.filter(object_id=instance.pk, outcome=Outcome.DONE, changes__has_key="under")
    return list(found.order_by("sequence"))


def _of(name: str) -> Any:
    return lambda entry, user: str(entry.changes["under"].get(name, ""))


#: What was done by a deputy or on paper: it says so for ever, beside the act.
ACTS_FOR_OTHERS: Field = rows(
    "acts_for_others",
    _("受委托或者以纸质签批办理的事项"),
    (
        computed("act", "text", _("事项"), "what"),
        computed("name", "text", _("办理人"), "actor_name"),
        computed("at", "moment", _("时间"), "recorded_at"),
        computed("kind", "text", _("依据类别"), _of("kind")),
        computed("under", "text", _("依据编号"), _of("id")),
    ),
    _under,
)
