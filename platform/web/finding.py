"""Finding the object of a page: an unknown, a foreign and a hidden one answer alike, with 404."""

import uuid
from typing import Any

from django.http import Http404

from kernel.refusals import UnknownObject
from kinds.kind import Kind
from kinds.registry import find


def found_or_404(kind: Kind, reader: Any, key: uuid.UUID) -> Any:
    """Return the object that `reader` may read, or 404."""
    try:
        return find(kind, reader, key)
    except UnknownObject:
        raise Http404 from None
