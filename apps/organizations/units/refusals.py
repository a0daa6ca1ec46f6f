"""What is refused about units, each with its requirement and one sentence (R1.3)."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

ART_1 = _("第一条")


class UnitNameTaken(RuleBroken):
    """Documents call units by name, also those that were closed."""

    rule, article = "R1.3", ART_1
    sentence = _("已有同名的单位，包括已撤并的单位。")


class UnitKindDoesNotFit(RuleBroken):
    """Departments of the government on one side, those of the union and industrial unions on the other."""

    rule, article = "R1.3", ART_1
    sentence = _("单位类别与所属方面不符。")


class OneOfficePerSide(RuleBroken):
    """Each side has one general office."""

    rule, article = "R1.3", ART_1
    sentence = _("每一方只有一个办公厅（室）。")


class OfficeStays(RuleBroken):
    """Without its office a side cannot act."""

    rule, article = "R1.3", ART_1
    sentence = _("办公厅（室）和领导班子不能撤并。")


class UnitHasBusiness(RuleBroken):
    """What a unit has to do is done, or passes on, before it goes."""

    rule, article = "R1.3", ART_1
    sentence = _("这个单位还有未办结的议题、征求意见或者议定事项，不能撤并。")


class UnitHasPeople(RuleBroken):
    """Nobody is left in a unit that is no more."""

    rule, article = "R1.3", ART_1
    sentence = _("还有在用账号属于这个单位，请先调整他们的单位或者停用账号。")
