"""What is searched for in a text, whatever width its letters were typed in: ＡＢ１２ and AB12 are one."""

import unicodedata

from django.db.models import Q

#: ASCII letters as Chinese input methods write them, wide.
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}


def containing(words: str, *columns: str) -> Q:
    """Return the rows one of whose columns holds the words, in the width as typed, in the plain or in the wide one."""
    plain = unicodedata.normalize("NFKC", words)
    found = Q()
    for form in dict.fromkeys((words, plain, plain.translate(_WIDE))):
        for column in columns:
            found |= Q(**{f"{column}__icontains": form})
    return found
