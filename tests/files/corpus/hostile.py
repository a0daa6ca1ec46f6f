"""Files that run, fetch, hide, break or exhaust something, each with the refusal that names it."""

import zlib
from collections.abc import Callable

from files import refusals as said
from tests.documents import made_files as made
from tests.files.corpus.making import (
    SETTINGS_LINKS,
    book,
    field,
    formula,
    linked,
    linked_book,
    objects,
    stream,
    whole_pdf,
)
from tests.files.corpus.ordinary import rows

JS = b"<< /S /JavaScript /JS (app.alert(1)) >>"
DTD = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def typed(kind: str) -> bytes:
    """A text with a part of a type that betrays it, whatever it is called."""
    return made.docx(more_types=f'<Override PartName="/word/x.bin" ContentType="{kind}"/>')


def hidden_field() -> bytes:
    """A main part under a name that does not say it is XML."""
    part = f"<w:document {made.W}><w:instrText>DDE x</w:instrText></w:document>"
    return made.docx({"word/main.dat": part}, more_types='<Default Extension="dat" ContentType="application/x+xml"/>')


def unlisted(body: bytes) -> bytes:
    """An object behind the table of objects, which only a repair finds."""
    return whole_pdf().replace(b"xref\n", b"19 0 obj\n%s\nendobj\nxref\n" % body, 1)


FETCHED = {
    "template": linked("attachedTemplate", "https://example.invalid/t.dotm", at=SETTINGS_LINKS),
    "template on a disk": linked("attachedTemplate", "file:///C:\\t.dotm", at=SETTINGS_LINKS),
    "picture": linked("image", "http://example.invalid/i.png"),
    "picture on a share": linked("image", r"\\server\i.png"),
    "frame": linked("frame", "http://example.invalid/f.htm"),
    "part of a text": linked("subDocument", "file:///a.docx"),
    "linked object": linked("oleObject", "file:///a.xlsx"),
    "address without being called outside": linked("image", "http://example.invalid/i", "Internal"),
    "source of a circular letter": linked("mailMergeSource", "file:///a.xlsx"),
    "film": linked("video", "http://example.invalid/v"),
    "other workbook": linked_book("externalLinkPath", "file:///a.xlsx"),
    "other workbook within": linked_book("externalLink", "externalLinks/e.xml", "Internal"),
    "other workbook by its type": typed("application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"),
    "program of the web by its type": typed("application/vnd.ms-office.webextension+xml"),
    "dde": field("DDEAUTO c:\\\\cmd"),
    "dde cut into runs": field(" D", "DE", " x"),
    "dde in small letters": field("dde x"),
    "dde made by another field": field("{", "QUOTE 68 68 69", "|", "}", " x"),
    "dde within a condition": field("IF 1 ", "{", "DDE x", "|", "}"),
    "dde in quotation marks": field('"DDEAUTO" x'),
    "text of another file": field('INCLUDETEXT "http://example.invalid/"'),
    "linked data": field("LINK Excel.Sheet.12 a.xlsx"),
    "dde in a simple field": made.docx({"word/document.xml": f'<w:fldSimple {made.W} w:instr="DDE a b"/>'}),
    "dde in a part of another name": hidden_field(),
    "dde of a workbook": made.xlsx({"xl/x.xml": '<x><ddeLink ddeService="cmd"/></x>'}),
    "dde as a formula": formula("cmd|'/c calc'!A0"),
    "dde without quotation marks": formula("cmd|x!A0"),
    "web service": formula('WEBSERVICE("http://example.invalid/")'),
    "web service by its full name": formula('1+_xlfn.WEBSERVICE ("x")'),
    "picture by a formula": formula('_xlfn.IMAGE("http://x")'),
    "data of another program": formula('RTD("x",,"y")'),
    "call of a library": formula('CALL("kernel32","x")'),
    "web service in a name": formula('WEBSERVICE("x")', "definedName"),
    "data refreshed on opening": made.xlsx(
        {"xl/connections.xml": '<connections><connection name="q" refreshOnLoad="1"/></connections>'}
    ),
}
MACROS = {
    "renamed docm": made.docx(main=made.WORD.replace("document.main", "document.macroEnabled.main")),
    "project": made.docx({"word/vbaProject.bin": b"x"}),
    "project by its type": typed("application/vnd.ms-office.vbaProject"),
    "project by its link": linked("vbaProject", "x.bin", "Internal"),
    "sheet of the old language": made.xlsx({"xl/macrosheets/sheet1.xml": "<a/>"}),
    "sheet of the old language by its link": linked_book("xlMacrosheet", "s.xml", "Internal"),
}
OBJECTS = {
    "embedded": made.docx({"word/embeddings/oleObject1.bin": made.OLE}),
    "embedded under another name": made.docx({"word/media/image1.png": made.OLE}),
    "control by its type": typed("application/vnd.ms-office.activeX"),
    "control": made.docx({"word/activeX/activeX1.xml": "<a/>"}),
    "object by its link": linked("oleObject", "x.bin", "Internal"),
    "chunk of another format": linked("aFChunk", "a.mht", "Internal"),
    "archive within": made.nested(),
    "workbook that no chart shows": made.docx({"word/embeddings/a.xlsx": book(rows)}),
    "file beside a text": linked("package", "../a.bin", "Internal"),
}
BOMBS: dict[str, tuple[str, bytes | Callable[[], bytes], type[said.FileRefused]]] = {
    "zeros": ("a.docx", made.bomb, said.UnpacksTooLarge),
    "2,001 entries": ("a.docx", lambda: made.many(1_999), said.UnpacksTooLarge),
    "xml of 41 megabytes": (
        "a.docx",
        lambda: made.docx({"word/document.xml": "<a>" + "".join(f"<b c='{n}'/>" for n in range(2_700_000)) + "</a>"}),
        said.UnpacksTooLarge,
    ),
    "objects of 70 megabytes": (
        "a.pdf",
        lambda: whole_pdf(
            stream(zlib.compress(bytes(70 * 2**20)), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
        ),
        said.UnpacksTooLarge,
    ),
    "arrays in arrays": ("a.pdf", whole_pdf(b"[" * 100_000), said.FileRefused),
    "names and streams without an end": (
        "a.pdf",
        b"%PDF-1.7\n" + b"#41stream\n" * 300_000 + b"%%EOF",
        said.DamagedFile,
    ),
    "names and streams with a table": (
        "a.pdf",
        b"%PDF-1.7\n" + b"#41stream\n" * 300_000 + b"startxref\n0\n%%EOF",
        said.DamagedFile,
    ),
    "beginnings of objects": (
        "a.pdf",
        b"%PDF-1.7\n" + b"1 0 obj <<\n" * 200_000 + b"startxref\n0\n%%EOF",
        said.FileRefused,
    ),
    "padding without end": ("a.jpg", lambda: b"\xff\xd8" + b"\xff" * (10 * 2**20), said.DamagedFile),
    "lying header": ("a.docx", made.lying, said.DamagedFile),
    "xxe": ("a.docx", made.docx({"word/styles.xml": DTD}), said.DefinesEntities),
    "billion laughs": ("a.xlsx", made.xlsx({"xl/styles.xml": LAUGHS}), said.DefinesEntities),
    "entities in another encoding": (
        "a.docx",
        made.docx({"word/styles.xml": f'<?xml version="1.0" encoding="UTF-16"?>{DTD}'.encode("utf-16")}),
        said.DefinesEntities,
    ),
}
ACTIVE = {
    "script": whole_pdf(JS),
    "script spelt": whole_pdf(b"<< /S /J#61va#53cript >>"),
    "key spelt": whole_pdf(b"<< /#4A#53 (x) >>"),
    "script on opening": whole_pdf(JS, root=b"/OpenAction 5 0 R"),
    "script among names": whole_pdf(root=b"/Names << /JavaScript << /Names [(a) 5 0 R] >> >>"),
    "script in an object stream": whole_pdf(objects(JS, "FlateDecode")),
    "script behind two filters": whole_pdf(objects(JS, "FlateDecode", "FlateDecode")),
    "script as numbers": whole_pdf(objects(JS, "ASCIIHexDecode")),
    "script in letters": whole_pdf(objects(JS, "ASCII85Decode", "FlateDecode")),
    "script in runs": whole_pdf(objects(JS, "RunLengthDecode")),
    "script behind a padded dictionary": whole_pdf(objects(JS, "FlateDecode", padding=5_000)),
    "script behind a word in a string": whole_pdf(
        stream(zlib.compress(b"9 0 " + JS), b"/X (endobj) /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")
    ),
    "script without a table": made.pdf(JS),
    "script in no table": unlisted(JS),
    "objects in no table": unlisted(objects(JS, "FlateDecode")),
    "script deep within": whole_pdf(b"[[[<< /A [<< /B %s >>] >>]]]" % JS),
    "script behind comments": whole_pdf(b"<< /S % x\n /JavaScript >>"),
    "script on a page": whole_pdf(b"<< /AA << /O %s >> >>" % JS),
    "program": whole_pdf(b"<< /S /Launch /F (cmd.exe) >>"),
    "attachment": whole_pdf(root=b"/Names << /EmbeddedFiles << /Names [] >> >>"),
    "attachment by itself": whole_pdf(stream(b"MZ", b"/Type /EmbeddedFile")),
    "attachment on a page": whole_pdf(b"<< /Subtype /FileAttachment >>"),
    "attachment of a file specification": whole_pdf(b"<< /Type /Filespec /EF << /F 4 0 R >> >>"),
    "form that runs": whole_pdf(root=b"/AcroForm << /XFA [5 0 R] >>"),
    "form that runs, as a stream": whole_pdf(stream(b"<xdp/>"), root=b"/AcroForm << /XFA 5 0 R >>"),
    "film": whole_pdf(b"<< /Subtype /RichMedia >>"),
    "body in space": whole_pdf(b"<< /Subtype /3D >>"),
    "data taken in": whole_pdf(b"<< /S /ImportData >>"),
    "form sent": whole_pdf(b"<< /S /SubmitForm /F (http://x) >>"),
    "address that runs": whole_pdf(b"<< /S /URI /URI (javascript:alert\\(1\\)) >>"),
    "address that runs, spelt": whole_pdf(b"<< /URI < 6a617661736372697074 3a78> >>"),
    "address that runs behind blanks": whole_pdf(b"<< /URI (\\n JaVaScRiPt:x) >>"),
    "page of the web on opening": whole_pdf(root=b"/OpenAction << /S /URI /URI (http://x) >>"),
    "page of the web after another action": whole_pdf(
        b"<< /S /URI /URI (http://x) >>", root=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [5 0 R] >>"
    ),
    "actions in a circle": whole_pdf(b"<< /S /GoTo /D [3 0 R /Fit] /Next 5 0 R >>", root=b"/OpenAction 5 0 R"),
    "content of another host": whole_pdf(b"<< /Length 0 /F << /FS /URL /F (http://x) >> >>"),
    "other file on opening": whole_pdf(root=b"/OpenAction << /S /GoToR /F (a.pdf) >>"),
}
OTHER: dict[str, tuple[str, bytes | Callable[[], bytes], type[said.FileRefused]]] = {
    "docm by its name": ("a.docm", made.docx(), said.KindNotAccepted),
    "xlsm by its name": ("a.xlsm", made.xlsx(), said.KindNotAccepted),
    "svg": ("a.svg", b"<svg/>", said.KindNotAccepted),
    "html": ("a.html", b"<html>", said.KindNotAccepted),
    "mht": ("a.mht", b"MIME-Version: 1.0", said.KindNotAccepted),
    "double ending": ("a.docx.html", made.docx(), said.KindNotAccepted),
    "reversed by an override": ("纪要\u202exslx.exe", made.docx(), said.KindNotAccepted),
    "no ending": ("报告", made.docx(), said.NameUnusable),
    "nothing but an ending": (".docx", made.docx(), said.NameUnusable),
    "nothing visible": ("\u202e\x00\u200b", made.docx(), said.NameUnusable),
    "nothing in it": ("a.docx", b"", said.EmptyFile),
    "html as docx": ("a.docx", b"<html><script>alert(1)</script>", said.NotWhatItsNameSays),
    "zip as docx": ("a.docx", made.zipped({"a": "b"}), said.NotWhatItsNameSays),
    "xlsx as docx": ("a.docx", made.xlsx(), said.NotWhatItsNameSays),
    "docx as doc": ("a.doc", made.docx(), said.NotWhatItsNameSays),
    "svg as png": ("a.png", b"<svg/>", said.NotWhatItsNameSays),
    "page as pdf": ("a.pdf", b"<html>%PDF-1.7 %%EOF", said.NotWhatItsNameSays),
    "pdf and page": ("a.pdf", made.pdf(before=b"<script>alert(1)</script>\n"), said.NotWhatItsNameSays),
    "pdf and archive": ("a.pdf", made.pdf(after=made.zipped({"a": "b"})), said.NotWhatItsNameSays),
    "locked docx": ("a.docx", made.OLE, said.EncryptedFile),
    "locked entry": ("a.docx", made.locked_zip(), said.EncryptedFile),
    "locked pdf": (
        "a.pdf",
        whole_pdf(b"<< /Filter /Standard /V 1 /R 2 /P -4 /O (x) /U (x) >>", trailer=b"/Encrypt 5 0 R"),
        said.EncryptedFile,
    ),
    "symlink": ("a.docx", made.linked(), said.DamagedFile),
    "path upwards": ("a.docx", made.docx({"../../evil.xml": "<a/>"}), said.DamagedFile),
    "path from the root": ("a.docx", made.docx({"/evil.xml": "<a/>"}), said.DamagedFile),
    "one part twice": ("a.docx", made.docx({"word/DOCUMENT.xml": "<a/>"}), said.DamagedFile),
    "docx cut short": ("a.docx", made.docx()[:-30], said.DamagedFile),
    "broken xml": ("a.docx", made.docx({"word/styles.xml": "<a>"}), said.DamagedFile),
    "pdf without its end": ("a.pdf", made.pdf()[:-7], said.DamagedFile),
    "broken object stream": (
        "a.pdf",
        whole_pdf(stream(b"xx", b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")),
        said.DamagedFile,
    ),
    "objects that nobody can read": (
        "a.pdf",
        whole_pdf(stream(b"xx", b"/Type /ObjStm /N 1 /First 4 /Filter /NoSuch")),
        said.DamagedFile,
    ),
    "pdf of nothing": ("a.pdf", b"%PDF-1.7\n%%EOF", said.DamagedFile),
    "png of 41 million pixels": ("a.png", made.png(6_401, 6_401), said.TooManyPixels),
    "jpeg of 41 million pixels": ("a.jpg", made.jpeg(6_401, 6_401), said.TooManyPixels),
    "png with an archive behind": ("a.png", made.png(after=made.zipped({"a": "b"})), said.DamagedFile),
    "jpeg with an archive behind": ("a.jpg", made.jpeg(after=made.zipped({"a": "b"})), said.DamagedFile),
    "png cut short": ("a.png", made.png()[:-4], said.DamagedFile),
    "png that says no size": ("a.png", made.png()[:8] + made.png()[33:], said.DamagedFile),
    "png without pixels": ("a.png", made.png(0, 5), said.DamagedFile),
    "jpeg cut short": ("a.jpg", made.jpeg()[:-2], said.DamagedFile),
    "jpeg without a picture": ("a.jpg", b"\xff\xd8\xff\xd9", said.DamagedFile),
}


def _named(content: bytes) -> str:
    return "a.xlsx" if b"xl/workbook.xml" in content else "a.docx"


HOSTILE: dict[str, tuple[str, bytes | Callable[[], bytes], type[said.FileRefused]]] = {
    **{f"fetches: {name}": (_named(one), one, said.FetchesFromOutside) for name, one in FETCHED.items()},
    **{f"macro: {name}": (_named(one), one, said.MacrosInside) for name, one in MACROS.items()},
    **{f"object: {name}": (_named(one), one, said.ObjectsInside) for name, one in OBJECTS.items()},
    **{f"pdf: {name}": ("a.pdf", one, said.ActivePdf) for name, one in ACTIVE.items()},
    **{f"bomb: {name}": one for name, one in BOMBS.items()},
    **OTHER,
}
