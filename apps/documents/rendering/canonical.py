"""The bytes that identify what a document says, whatever program or font draws it."""

import hashlib
from dataclasses import fields, is_dataclass

from apps.documents.rendering.content import Document
from kernel import canonical as kernel_canonical


def canonical(document: Document) -> bytes:
    """The kernel's canonical text of kind and content: equal content gives equal bytes everywhere."""
    return kernel_canonical.text({"kind": document.kind, "content": described(document)}).encode()


def digest(document: Document) -> str:
    """SHA-256 of the canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(document)).hexdigest()


def described(value: object) -> object:
    """Dataclasses as mappings that name their class, or two blocks of the same fields could be taken for each other."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            "is": type(value).__name__,
            **{each.name: described(getattr(value, each.name)) for each in fields(value)},
        }
    if isinstance(value, tuple):
        return [described(each) for each in value]
    return value
