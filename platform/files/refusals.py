"""What stands against a file itself, whatever it is for: its name, its kind, its size, and what is inside it."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from kernel.refusals import Refusal, Sentence


class FileRefused(Refusal):
    """A file that is not kept (400): what it is, not what it is for, stands against it."""

    status = 400
    article = _("附件安全要求")
    sentence = _("这个文件不能作为附件保存。")
    #: The sentence when it can be said what was found.
    naming: ClassVar[Sentence] = ""

    def __init__(self, *, found: str = "", fields: Mapping[str, Sentence] | None = None) -> None:
        self.found = found
        super().__init__(self.naming % {"found": found} if found and self.naming else None, fields=fields)


class NameUnusable(FileRefused):
    """Nothing readable is left of the name."""

    sentence = _("文件名无法使用：请改成带扩展名的普通名称，例如“调研报告.docx”。")


class KindNotAccepted(FileRefused):
    """The ending is none of those accepted; macro formats, pictures that run scripts and web pages never are."""

    sentence = _("不接受这种文件：请用 docx、xlsx、pdf、jpg、png，或 ofd、wps、et、dps、doc、xls、ppt。")


class EmptyFile(FileRefused):
    """There is nothing in it."""

    sentence = _("文件是空的，请检查后重新选择。")


class NotWhatItsNameSays(FileRefused):
    """Its content is of another kind than its name says."""

    sentence = _("文件内容与扩展名不符：请用原来的程序打开，另存为相应格式后再上传。")


class EncryptedFile(FileRefused):
    """It cannot be looked into without a password."""

    sentence = _("文件设有密码，无法检查：请取消密码保护后再上传。")


class MacrosInside(FileRefused):
    """It carries macros: a VBA project or macro sheets."""

    sentence = _("文件中含有宏：请另存为不含宏的格式后再上传。")
    naming = _("文件中含有宏（%(found)s）：请另存为不含宏的格式后再上传。")


class ObjectsInside(FileRefused):
    """It carries other files or programs: embedded objects, controls, archives within the archive."""

    sentence = _("文件中嵌有其他文件或控件：请将其删除，需要的内容另行上传。")
    naming = _("文件中嵌有其他文件或控件（%(found)s）：请将其删除，需要的内容另行上传。")


class FetchesFromOutside(FileRefused):
    """Opening it would fetch or run something elsewhere: a remote template, linked data, DDE."""

    sentence = _("文件打开时会从外部读取内容（远程模板、外部链接数据等）：请断开链接后再上传。")
    naming = _("文件打开时会从外部读取内容（%(found)s）：请断开链接后再上传。")


class UnpacksTooLarge(FileRefused):
    """It is an archive that would unpack far beyond its own size (a zip bomb)."""

    sentence = _("文件解压后过大或条目过多，不能保存。")


class DamagedFile(FileRefused):
    """Its structure is broken, or something foreign is appended to it."""

    sentence = _("文件已损坏或附有多余数据：请用原来的程序打开，重新保存后再上传。")


class DefinesEntities(FileRefused):
    """Its XML declares a document type, which no office program writes and through which readers are attacked."""

    sentence = _("文件中的 XML 含有文档类型声明，不能保存。")


class ActivePdf(FileRefused):
    """A PDF that runs scripts, starts programs or carries files."""

    sentence = _("PDF 中含有脚本、启动命令、嵌入文件或动态表单：请重新打印成普通 PDF 后再上传。")
    naming = _("PDF 中含有脚本、启动命令、嵌入文件、动态表单等（%(found)s）：请重新打印成普通 PDF 后再上传。")


class TooManyPixels(FileRefused):
    """A picture whose pixels would fill the memory of whoever opens it."""

    sentence = _("图片超过 4000 万像素：请缩小后再上传。")


class FileTooLarge(FileRefused):
    """More bytes than one file may have (413)."""

    status = 413
    sentence = _("文件超过允许的大小。")

    naming = _("文件超过 %(found)s MB，不能上传。")


class TakesTooLong(FileRefused):
    """Looking through it takes longer than a file of an office ever does."""

    sentence = _("文件过于复杂，五秒内检查不完，不能保存：请拆分，或者重新打印成普通 PDF 后再上传。")


class NeedsTooMuchMemory(FileRefused):
    """Looking through it takes more memory than a file of an office ever does."""

    sentence = _("检查这个文件需要的内存过多，不能保存：请拆分，或者重新打印成普通 PDF 后再上传。")


class BreaksItsReader(FileRefused):
    """The program that looks through it broke down on it."""

    sentence = _("文件无法检查：请用原来的程序打开，重新保存后再上传。")


class TooManyFilesAtOnce(FileRefused):
    """The same person, government or server is having other files looked through (429); come back in a moment."""

    status = 429
    retry_after = 2
    sentence = _("正在检查您或者本级政府上传的其他文件：请稍候几秒再上传。")


class DiskFull(FileRefused):
    """The disk on which a file is laid while it is received or made is full (507)."""

    status = 507
    retry_after = 60
    sentence = _("服务器的临时空间已满，暂时不能上传或者下载文件：请稍后再试，并告知系统管理员。")
