"""Files sent with a form: kept at once, so that a form that comes back for another reason has them already."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.documents.admissible import hanging
from apps.documents.file_services import store_file
from apps.documents.selectors import files_visible_to
from apps.organizations.models import User
from kernel import clock
from kernel.lifecycle.table import Need
from kernel.refusals import Refusal, Sentence
from web.shapes import Shown
from web.uploads import FILE_KINDS, SENT


def keep(needs: Sequence[Need], values: Shown, request: HttpRequest, user: User) -> None:
    """Store what was sent and put the ids beside what was typed; raises the first refusal, naming every field."""
    first: Refusal | None = None
    faults: dict[str, Sentence] = {}
    for need in needs:
        for upload in request.FILES.getlist(f"{need.name}{SENT}") if need.kind in FILE_KINDS else []:
            try:
                content: Any = upload.file
                stored = store_file(name=upload.name or "", content=content, by=user, at=clock.now())
            except Refusal as refusal:
                first = first or refusal
                faults[need.name] = _("%(file)s：%(sentence)s") % {"file": upload.name, "sentence": refusal.sentence}
            else:
                _add(values, need, str(stored.pk))
    if first:
        first.fields = faults
        raise first


def _add(values: Shown, need: Need, key: str) -> None:
    """A further file of a field for several; of a field for one, another in its place."""
    values[need.name] = [*(values.get(need.name) or []), key] if need.kind == "files" else key


def offered(need: Need, value: object, instance: Model | None, user: User) -> list[tuple[UUID, str, int]]:
    """Return key, name and size of the files that a field shows: those given, and those that hang there now."""
    given = value if isinstance(value, list) else [value]
    keys = {key for key in map(_key, given) if key}
    if instance is not None and need.name.endswith("_files"):
        keys |= set(held(instance, need))
    found = files_visible_to(user).filter(pk__in=keys) if keys else []
    return [(one.pk, one.name, one.size) for one in found]


def purpose_of(need: Need) -> str:
    """The purpose whose files a field holds whole: `basis_files` holds those of `basis`."""
    return need.name.removesuffix("_files")


def held(instance: Model, need: Need) -> list[UUID]:
    """Return the keys of the files that hang on an object for a field's purpose."""
    return list(hanging(instance, purpose_of(need)))


def _key(text: object) -> UUID | None:
    try:
        return text if isinstance(text, UUID) else UUID(str(text))
    except ValueError:
        return None
