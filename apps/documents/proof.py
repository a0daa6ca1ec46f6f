"""What a printed sheet says of itself, and what the register answers when somebody holds such a sheet or file.

The code is taken of the content as it is printed, number and day included, because it must be known before the file is
drawn; the hashes of the files are known after. A sheet leads to the register by its code, a file by its hash.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from apps.documents.models import IssuedDocument
from tenants.governments.selectors import government

#: Without I, L, O, U, which people read for others (Crockford).
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, IN_A_GROUP = 3, 4
READ_FOR = str.maketrans("ILO", "110")
SHORT = 16
_CODE = re.compile(r"^([0-9][0-9A-Z_]*)-([0-9A-Z]{4})-?([0-9A-Z]{4})-?([0-9A-Z]{4})$")


class Verdict(StrEnum):
    """What is said of a code, a file, or both."""

    UNCHANGED = "unchanged"
    ISSUED = "issued"
    CHANGED = "changed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the register says, and the document it says it of."""

    verdict: Verdict
    document: IssuedDocument | None = None


def code_of(digest: str) -> str:
    """Return the code of a content with this SHA-256 at the government that issues it: 150121-7K3M-9QXA-2BCD."""
    number, letters = int(digest, 16) >> (256 - 5 * GROUPS * IN_A_GROUP), list[str]()
    for _ in range(GROUPS * IN_A_GROUP):
        number, at = divmod(number, len(LETTERS))
        letters.insert(0, LETTERS[at])
    groups = ("".join(letters[at : at + IN_A_GROUP]) for at in range(0, len(letters), IN_A_GROUP))
    return "-".join([government().code.upper(), *groups])


def line_of(code: str, digest: str) -> str:
    """Return what stands at the foot of every sheet."""
    return f"核验码 {code}　内容摘要 {digest[:SHORT]}"


def typed(code: str) -> str:
    """Return a code as people type it in its one form; "" for what is none. The government's part stays as it is."""
    found = _CODE.match("".join(code.upper().split()).replace("—", "-").replace("－", "-"))
    if found is None:
        return ""
    place, *groups = found.groups()
    return "-".join([place, *(group.translate(READ_FOR) for group in groups)])


def ask(*, code: str = "", content: Iterable[bytes] | None = None) -> Answer:
    """Say what the register of this government knows of a code, of the bytes of a file, or of both together."""
    register = IssuedDocument.objects.filter(imported=False).defer("docx", "pdf", "content")
    named = register.filter(code=typed(code)).first() if typed(code) else None
    if content is None:
        return Answer(Verdict.ISSUED, named) if named else Answer(Verdict.UNKNOWN)
    digest = _digest(content)
    held = register.filter(Q(pdf_sha256=digest) | Q(docx_sha256=digest)).first()
    if held is not None and named in (None, held):
        return Answer(Verdict.UNCHANGED, held)
    return Answer(Verdict.CHANGED, named) if named else Answer(Verdict.UNKNOWN)


def _digest(content: Iterable[bytes]) -> str:
    counted = hashlib.sha256()
    for piece in content:
        counted.update(piece)
    return counted.hexdigest()
