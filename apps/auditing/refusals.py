"""Why a verification or an export is not made."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import RuleBroken

REQUIREMENT = _("安全审计要求")


class VerificationRunning(RuleBroken):
    """A second walk over the same chain would tell nothing that the first does not (409)."""

    article = REQUIREMENT
    sentence = _("核对正在进行，请等待结果。")


class NothingToExport(RuleBroken):
    """An empty file would look like a proof that nothing happened (409)."""

    article = REQUIREMENT
    sentence = _("没有符合筛选条件的审计记录，无需导出。")


class TooMuchToExport(RuleBroken):
    """One file holds a bounded number of entries (409)."""

    article = REQUIREMENT
    sentence = _("一次最多导出 20000 条审计记录，XLSX 文件 5000 条，请用日期等条件缩小范围。")
