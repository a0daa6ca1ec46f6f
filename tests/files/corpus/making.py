"""Larger parts of files, beside those of `tests.documents.made_files`."""

import base64
import random
import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from tests.documents import made_files as made

MAIN_LINKS, SETTINGS_LINKS = "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"
BOOK_LINKS = "xl/_rels/workbook.xml.rels"


def linked(kind: str, target: str, mode: str = "External", *, at: str = MAIN_LINKS) -> bytes:
    """A text that leads somewhere."""
    return made.docx({at: made.relation(kind, target, mode)})


def linked_book(kind: str, target: str, mode: str = "External") -> bytes:
    """A workbook that leads somewhere."""
    return made.xlsx({BOOK_LINKS: made.relation(kind, target, mode)})


def field(*pieces: str) -> bytes:
    """A text with one field, its instruction cut as given; `{` and `}` open and close further ones within it."""
    marks = {"{": "begin", "|": "separate", "}": "end"}
    runs = "".join(
        f'<w:fldChar w:fldCharType="{marks[piece]}"/>' if piece in marks else f"<w:instrText>{piece}</w:instrText>"
        for piece in ("{", *pieces, "|", "}")
    )
    return made.docx({"word/document.xml": f"<w:document {made.W}><w:p><w:r>{runs}</w:r></w:p></w:document>"})


def formula(text: str, element: str = "f") -> bytes:
    """A workbook with one formula."""
    return made.xlsx({"xl/worksheets/sheet1.xml": f"<worksheet><c><{element}>{text}</{element}></c></worksheet>"})


def book(fill: Callable[[Any], None]) -> bytes:
    """A workbook as the library writes it, with everything that belongs to one."""
    made_book, out = Workbook(), BytesIO()
    fill(made_book)
    made_book.save(out)
    return out.getvalue()


def whole_pdf(*objects: bytes, root: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF with a true table of its objects: a page with text, then the given ones from number 5 on."""
    content = b"BT /F1 12 Tf 72 720 Td (Report) Tj ET"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % root,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        *objects,
    ]
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, said: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (said, len(content), content)


def objects(within: bytes, *filters: str, padding: int = 0) -> bytes:
    """An object stream with one object, behind filters in the order in which a reader undoes them."""
    packed = b"9 0 " + within
    for name in reversed(filters):
        packed = PACKED[name](packed)
    named = b" ".join(b"/" + name.encode() for name in filters)
    said = b"/Type /ObjStm %s /N 1 /First 4 /Filter [%s]" % (b" " * padding, named)
    return stream(packed, said)


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "FlateDecode": zlib.compress,
    "ASCIIHexDecode": lambda content: content.hex().encode() + b">",
    "ASCII85Decode": lambda content: base64.a85encode(content) + b"~>",
    "RunLengthDecode": lambda content: b"".join(bytes([0, one]) for one in content) + b"\x80",
}


def slow_text() -> bytes:
    """A text of 39 million bytes of XML, all elements: small when packed, slow to read, nothing forbidden."""
    choose = random.Random(1)  # noqa: S311 - the same bytes every time
    block = "".join(choose.choices(("<b/>", "<c/>", "<d/>", "<e/>"), k=2**16))
    return made.docx({"word/document.xml": f"<a>{block * 148}</a>"})


def bitmap(width: int, height: int) -> bytes:
    """A white picture without compression."""
    size = width * height * 3
    head = struct.pack("<2sIHHI", b"BM", 54 + size, 0, 0, 54) + struct.pack(
        "<IiiHHIIiiII", 40, width, height, 1, 24, 0, size, 0, 0, 0, 0
    )
    return head + b"\xff" * size


def metafile() -> bytes:
    """An almost empty picture of lines, as office programs write it: mostly zeros."""
    return struct.pack("<II", 1, 108) + bytes(103 * 1024)
