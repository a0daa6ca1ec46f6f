"""Files and issued documents that an act may name (`Need.among`)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.documents.models import Attachment, Purpose, StoredFile
from apps.documents.selectors import usable_by
from apps.organizations.models import User
from kernel.lifecycle.table import Among, Asking


def hanging(instance: Model, purpose: str) -> Iterable[UUID]:
    """Return the keys of the files that hang on an object for a purpose now."""
    rows = Attachment.objects.filter(subject_id=instance.pk, purpose=purpose, detached_at=None)
    return rows.values_list("file_id", flat=True)


def _usable(asking: Asking) -> QuerySet[StoredFile]:
    return usable_by(User.behind(asking.by))


def of_purpose(purpose: str) -> Among:
    """Return the files for a field that holds all files of a purpose: what hangs there may stay, whose ever it is."""
    return Among(FILES.words, _usable, held=lambda asking: hanging(asking.object, purpose))


FILES = Among(_("本方可用的已上传文件"), _usable)
RULE_TEXT = of_purpose(Purpose.RULE_TEXT)
