"""What the rule refuses about publicity, each with its requirement and one sentence."""

from collections.abc import Mapping, Sequence
from typing import Self

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken
from vocabulary.personal_data import Found
from vocabulary.personal_words import named

ART_10 = _("第十条")


class MinutesNotIssued(RuleBroken):
    """Nothing is told to the public before the minutes say what was decided."""

    rule, article = "R10.2", ART_10
    sentence = _("本次会议纪要尚未印发，不能起草宣传报道。")


class NotPublic(RuleBroken):
    """What is not disclosed by itself is not published (Art. 10)."""

    rule, article = "R10.2", ART_10
    sentence = _("依据的内容不属于主动公开，不能发布。")


class PersonalData(RuleBroken):
    """Nobody in difficulty is made known by a number or a paper of his or her own (Art. 10)."""

    rule, article = "R10.2", ART_10
    sentence = _("内容含有个人信息，不能发布。")

    @classmethod
    def with_passages(cls, told: Mapping[str, Sequence[Found]]) -> Self:
        """Return the refusal with what was found, beside the field in which it stands."""
        fields = {
            name: _("含有个人信息：%(found)s。请删去。") % {"found": named(found)} for name, found in told.items()
        }
        every = [one for found in told.values() for one in found]
        return cls(_("内容含有个人信息，不能发布：%(found)s。") % {"found": named(every)}, fields=fields)
