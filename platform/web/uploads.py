"""What a form says about files: under which names they are sent, and which files it takes."""

from django.conf import settings
from django.utils.translation import gettext as _

from files.inspection.kinds import KINDS

#: What is picked in the browser is sent under the field's name with this behind it; the name itself carries ids.
SENT, SHOWN = "-upload", "-shown"
FILE_KINDS = {"file", "files"}
ACCEPTED = ",".join(f".{ending}" for ending in KINDS)


def hint() -> str:
    """Say what may be sent."""
    return _("每个文件不超过 %(most)d MB，每项最多 20 个；docx、xlsx、pdf、jpg、png、ofd、wps 等。") % {
        "most": settings.LARGEST_FILE // 2**20
    }
