"""One canonical text for anything that is hashed: consents, audit entries, minutes.

Sorted keys, no spaces, NFC text, ISO dates, moments in UTC with microseconds. Two equal contents give equal bytes on
every machine; any difference a reader could see gives different bytes.
"""

import hashlib
import json
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

#: Data by name as JSON keeps it: what is hashed, recorded, sent or read from a file, before a class knows its shape.
Plain = dict[str, Any]


def plain(value: Any) -> Any:
    """Return `value` as JSON's own kinds; raises TypeError for kinds without a canonical form.

    Floats have none, nor bytes, nor moments without a time zone: what these mean depends on the machine.
    """
    match value:
        case None | bool() | int():
            return value
        case str():
            return unicodedata.normalize("NFC", str(value))
        case datetime() if value.tzinfo is not None:
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case uuid.UUID() | Decimal():
            return str(value)
        case Mapping():
            return {plain(str(key)): plain(item) for key, item in value.items()}
        case Sequence() | set() | frozenset() if not isinstance(value, bytes | bytearray):
            items = [plain(item) for item in value]
            return sorted(items) if isinstance(value, set | frozenset) else items
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form")


def text(value: Any) -> str:
    """Return the canonical JSON text of `value`."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: Any) -> str:
    """Return the SHA-256 of the canonical text, as 64 hexadecimal characters."""
    return hashlib.sha256(text(value).encode()).hexdigest()
