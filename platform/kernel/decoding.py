"""Bytes of a text file as offices save them. No Django: rules of the calendar are read by it."""

from contextlib import suppress


def decoded(content: bytes) -> str | None:
    """Return the text of a file written as UTF-8 or, as spreadsheets in China write it, as GBK; None for neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return None
