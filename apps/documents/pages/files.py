"""One stored file, to be saved by whoever may read what it hangs on."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from django.views.decorators.http import require_safe

from apps.documents.downloads import stored
from apps.documents.selectors import files_visible_to
from apps.organizations.door.access import person_of
from files.refusals import DiskFull
from web.errors import no_room


@require_safe
def download(request: HttpRequest, key: uuid.UUID) -> Any:
    """The bytes as they were uploaded; unknown, foreign and not for this person's eyes are the same 404."""
    found = files_visible_to(person_of(request)).filter(pk=key).first()
    if found is None:
        raise Http404
    try:
        return stored(found)
    except DiskFull as refusal:
        return no_room(request, refusal)
