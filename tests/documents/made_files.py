"""Small files of every kind, good and bad, made when they are needed: no binary lies in the repository."""

import struct
import zipfile
import zlib
from io import BytesIO

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def types(main: str, more: str = "") -> str:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/main.xml" ContentType="{main}"/>{more}</Types>'
    )


def relation(kind: str, target: str, mode: str = "External") -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def zipped(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)  # dated 1980: the same bytes every time
    return out.getvalue()


def docx(parts: dict[str, str | bytes] | None = None, *, main: str = WORD, more_types: str = "") -> bytes:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>调研报告</w:t></w:r></w:p></w:body></w:document>"
    return zipped({"[Content_Types].xml": types(main, more_types), "word/document.xml": body, **(parts or {})})


def xlsx(parts: dict[str, str | bytes] | None = None, *, main: str = SHEET) -> bytes:
    return zipped({"[Content_Types].xml": types(main), "xl/workbook.xml": "<workbook/>", **(parts or {})})


def pdf(*objects: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    first = (
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    )
    rest = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, start=3))
    return b"%PDF-1.7\n" + before + first + rest + b"trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n" + after


def object_stream(content: bytes, *, said: bytes = b"/Filter /FlateDecode") -> bytes:
    packed = zlib.compress(content)
    head = b"<< /Type /ObjStm /N 1 /First 4 %s /Length %d >>\nstream\n" % (said, len(packed))
    return head + packed + b"\nendstream"


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 1, height: int = 1, *, after: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(b"\x00\x00")) + _chunk(b"IEND", b"") + after


def jpeg(width: int = 1, height: int = 1, *, after: bytes = b"") -> bytes:
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34"
    return b"\xff\xd8\xff\xe0\x00\x04JF" + frame + scan + b"\xff\xd9" + after


def bomb() -> bytes:
    return docx({"word/media/zeros.bin": bytes(60 * 2**20)})


def nested() -> bytes:
    return docx({"word/media/more.bin": zipped({"a": "b"})})


def many(count: int) -> bytes:
    return docx({f"word/media/{number}.txt": "" for number in range(count)})


def lying(name: bytes = b"word/media/text.bin") -> bytes:
    """The directory promises ten bytes where a thousand lie."""
    content = bytearray(docx({name.decode(): bytes(range(250)) * 4}))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(name))
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(content)


def linked() -> bytes:
    """An entry that is a symbolic link."""
    out = BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo("word/media/link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


def locked_zip() -> bytes:
    """The flag of an encrypted entry, in the directory and before the entry."""
    content = bytearray(docx())
    content[content.find(b"PK\x03\x04") + 6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)
