"""Which kinds of file are kept, by ending and first bytes, and what is asked of each. No Django, no database."""

from dataclasses import dataclass

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Kind:
    """One accepted ending: how such a file begins, how it is named to a browser, and who looks inside."""

    ending: str
    starts: bytes
    media: str
    #: "office", "pdf", "png", "jpeg"; "" for what is kept and never parsed or rendered.
    inspected_as: str = ""


OPAQUE = "application/octet-stream"
_OOXML = "application/vnd.openxmlformats-officedocument."
KINDS: dict[str, Kind] = {
    kind.ending: kind
    for kind in (
        Kind("docx", ZIP, f"{_OOXML}wordprocessingml.document", "office"),
        Kind("xlsx", ZIP, f"{_OOXML}spreadsheetml.sheet", "office"),
        Kind("pdf", b"%PDF-", "application/pdf", "pdf"),
        Kind("png", b"\x89PNG\r\n\x1a\n", "image/png", "png"),
        Kind("jpg", b"\xff\xd8\xff", "image/jpeg", "jpeg"),
        Kind("jpeg", b"\xff\xd8\xff", "image/jpeg", "jpeg"),
        # Formats that offices still send each other: kept as they are, always downloaded, never opened here.
        Kind("ofd", ZIP, OPAQUE),
        *(Kind(ending, OLE, OPAQUE) for ending in ("wps", "et", "dps", "doc", "xls", "ppt")),
    )
}
