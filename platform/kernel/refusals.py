"""Refusals: what the procedure does not allow, said so that a clerk understands.

A refusal carries its own name (the class), the numbered requirement and the article it comes from, one sentence, and
the fields concerned. Edges translate it: a page shows it beside what was typed, the API answers problem+json with
`status`. Domain refusals subclass `RuleBroken` and live beside the rule that raises them.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentence = str | Promise


class Refusal(Exception):
    """An act that was not carried out, with the reason in words."""

    status: ClassVar[int] = 409
    #: Seconds after which the same may be tried again, where time alone helps.
    retry_after: ClassVar[int | None] = None
    sentence: Sentence = _("这一步现在不能办理。")
    rule: str = ""
    article: Sentence = ""

    def __init__(
        self,
        sentence: Sentence | None = None,
        *,
        rule: str = "",
        article: Sentence = "",
        fields: Mapping[str, Sentence] | None = None,
        about: Iterable[Sentence] = (),
    ) -> None:
        self.sentence = sentence if sentence is not None else type(self).sentence
        self.rule = rule or type(self).rule
        self.article = article or type(self).article
        self.fields: dict[str, Sentence] = dict(fields or {})
        #: What is missing, one by one (units that have not replied, topics without a result); for pages.
        self.about: tuple[Sentence, ...] = tuple(about)
        super().__init__(str(self.sentence))

    @classmethod
    def beside(cls, field: str) -> Self:
        """Return the refusal, its sentence shown beside the field as well."""
        return cls(fields={field: cls.sentence})

    @property
    def name(self) -> str:
        """The refusal's name as machines read it, e.g. `WrongSide`."""
        return type(self).__name__

    def under(self, *, rule: str, article: Sentence) -> "Refusal":
        """Fill in rule and article of the action that was tried, where the refusal names none of its own."""
        self.rule = self.rule or rule
        self.article = self.article or article
        return self


class RuleBroken(Refusal):
    """A guard of the procedure said no (409)."""


class WrongState(Refusal):
    """The act is not possible from the state the object is in (409)."""

    sentence = _("当前状态下不能办理这一步。")


class Duplicate(RuleBroken):
    """The same number, name or place was taken before, perhaps in the same moment by somebody else (409)."""

    sentence = _("同一编号或同一项目已经存在，请刷新后核对。")


class Overlapping(RuleBroken):
    """Somebody else took days that these overlap, perhaps in the same moment (409)."""

    sentence = _("所填日期与已有的重叠，请刷新后核对。")


class SelfApproval(RuleBroken):
    """Nobody approves what he or she put forward (409)."""

    sentence = _("不能审批自己提出的事项。")


class WrongSide(Refusal):
    """The act belongs to the other side (403)."""

    status = 403
    sentence = _("这一步由另一方办理。")


class WrongRole(Refusal):
    """The side is right, the role is not (403)."""

    status = 403
    sentence = _("您的角色不能办理这一步。")


class NotYours(Refusal):
    """The kind of act is allowed, but not on this object: it belongs to another unit (403)."""

    status = 403
    sentence = _("这件事不归您的单位办理。")


class UnknownObject(Refusal):
    """Foreign and unknown ids answer alike (404)."""

    status = 404
    sentence = _("没有找到这一项。")


class StaleVersion(Refusal):
    """Somebody changed the object since it was read (412)."""

    status = 412
    sentence = _("这一项刚被他人修改过，请刷新后再办理。")


class Malformed(Refusal):
    """Something typed cannot be read, or a compulsory field is empty (400)."""

    status = 400
    sentence = _("填写有误，请按提示改正。")


class MissingField(Malformed):
    """A compulsory field is empty (400)."""

    sentence = _("有必填项未填写。")
