"""Why a workbook of past meetings is not taken, or not by this person."""

from django.utils.translation import gettext_lazy as _

from kernel.refusals import NotYours, RuleBroken

ART_4 = _("第四条")


class NotAWorkbook(RuleBroken):
    """Another kind of file is never read as history."""

    rule, article = "R4.10", ART_4
    sentence = _("补录资料须用下载的 XLSX 模板填写后上传。")


class UploadedBefore(RuleBroken):
    """The same bytes are being imported, or were."""

    rule, article = "R4.10", ART_4
    sentence = _("这个文件已经上传过，正在办理或者已经导入。")


class OwnImport(NotYours):
    """Neither office declares the past alone."""

    rule, article = "R4.10", ART_4
    sentence = _("补录资料须由另一方办公室核对。")


class OtherSidesImport(NotYours):
    """Who did not upload it does not withdraw it."""

    rule, article = "R4.10", ART_4
    sentence = _("这份补录资料由另一方上传，只能由上传方撤回。")
