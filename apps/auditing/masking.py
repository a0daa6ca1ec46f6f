"""What the audit officer is not shown: the officer looks after acts and rights, not after what the offices write.

The chain itself holds every word. Here a text of the business is told by its length and the beginning of its SHA-256,
so that two entries can be compared, and an entry with the paper that an office lays before the officer.
"""

import hashlib
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from kernel.canonical import Plain
from kinds.registry import NoSuchKind, kind_of

#: What is no kind of object: the tree, and the officer's own acts.
OPEN = {"government", "audit_chain"}
#: Beside what was changed stands on whose behalf it was done.
OPEN_BESIDE = {"under"}
#: States, keys, days, figures and hashes: printable letters without a blank.
_CODE = re.compile(r"[\x21-\x7e]{0,128}")
SHOWN_OF_DIGEST = 12


def masked(kind: str, changes: Mapping[str, object]) -> Plain:
    """Return what an act changed, without the words of the business."""
    if kind in OPEN or _is_open(kind):
        return dict(changes)
    return {name: value if name in OPEN_BESIDE else _masked(value) for name, value in changes.items()}


def _is_open(name: str) -> bool:
    """Whether the kind says that its acts are rights and accounts themselves."""
    try:
        return kind_of(name).open_to_audit
    except NoSuchKind:
        return False


def _masked(value: object) -> object:
    match value:
        case str() if not _CODE.fullmatch(value):
            digest = hashlib.sha256(value.encode()).hexdigest()[:SHOWN_OF_DIGEST]
            return _("（%(count)d 字，校验码 %(digest)s）") % {"count": len(value), "digest": digest}
        case dict():
            return {name: _masked(one) for name, one in value.items()}
        case list():
            return [_masked(one) for one in value]
    return value
