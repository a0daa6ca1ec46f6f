"""UUIDv7 keys: unique over all governments, ordered by creation, made without asking the database."""

import uuid

import uuid_utils


def uuid7() -> uuid.UUID:
    """Return a new time-ordered key (RFC 9562, version 7) as the standard library's type."""
    return uuid.UUID(int=uuid_utils.uuid7().int)
