"""What may become an attachment: the corpus of hostile and harmless files, each made here, each with its verdict."""

import resource
import time
from io import BytesIO

import pytest

from files import inspection as uploads
from files import refusals
from files.inspection.names import shown_name
from tests.documents import made_files as made

MOST = 50 * 2**20
TEMPLATE = made.relation("attachedTemplate", "https://example.invalid/t.dotm")
DTD = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'


def field(*runs: str) -> str:
    return f"<w:document {made.W}>" + "".join(f"<w:instrText>{run}</w:instrText>" for run in runs) + "</w:document>"


GOOD = {
    "调研报告.docx": made.docx(),
    "有链接.docx": made.docx({"word/_rels/document.xml.rels": made.relation("hyperlink", "https://example.invalid/")}),
    "表.xlsx": made.xlsx(),
    "通知.pdf": made.pdf(b"<< /A /URI >>", made.object_stream(b"1 0 << /Type /Page >>")),
    "照片.png": made.png(),
    "照片.jpg": made.jpeg(),
    "带预览.JPEG": made.jpeg(after=made.jpeg(2, 2) + bytes(16)),
    "公文.ofd": made.zipped({"OFD.xml": "<ofd/>"}),
    "旧文.doc": made.OLE,
    "旧表.xls": made.OLE,
    "金山.wps": made.OLE,
}
BAD = {
    "renamed docm": ("a.docx", made.docx(main=made.WORD.replace("document.main", "document.macroEnabled.main")),
                     refusals.MacrosInside),
    "docm by its name": ("a.docm", made.docx(), refusals.KindNotAccepted),
    "xlsm by its name": ("a.xlsm", made.xlsx(), refusals.KindNotAccepted),
    "vba project": ("a.docx", made.docx({"word/vbaProject.bin": b"x"}), refusals.MacrosInside),
    "xlm sheet": ("a.xlsx", made.xlsx({"xl/macrosheets/sheet1.xml": "<a/>"}), refusals.MacrosInside),
    "macro by its content type": (
        "a.docx", made.docx(more_types='<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'),
        refusals.MacrosInside),
    "html as docx": ("a.docx", b"<html><script>alert(1)</script>", refusals.NotWhatItsNameSays),
    "zip as docx": ("a.docx", made.zipped({"a": "b"}), refusals.NotWhatItsNameSays),
    "xlsx as docx": ("a.docx", made.xlsx(), refusals.NotWhatItsNameSays),
    "docx as doc": ("a.doc", made.docx(), refusals.NotWhatItsNameSays),
    "encrypted docx": ("a.docx", made.OLE, refusals.EncryptedFile),
    "encrypted entry": ("a.docx", made.locked_zip(), refusals.EncryptedFile),
    "ole embedding": ("a.docx", made.docx({"word/embeddings/oleObject1.bin": made.OLE}), refusals.ObjectsInside),
    "ole by its content type": (
        "a.docx", made.docx(more_types='<Default Extension="x" ContentType="application/vnd.ms-office.activeX"/>'),
        refusals.ObjectsInside),
    "chunk of another format": (
        "a.docx", made.docx({"word/_rels/document.xml.rels": made.relation("aFChunk", "a.mht", "Internal")}),
        refusals.ObjectsInside),
    "remote template": ("a.docx", made.docx({"word/_rels/settings.xml.rels": TEMPLATE}), refusals.FetchesFromOutside),
    "remote image": ("a.docx", made.docx({"word/_rels/document.xml.rels": made.relation("image", "http://a.invalid/i")}),
                     refusals.FetchesFromOutside),
    "link into a share": (
        "a.docx", made.docx({"word/_rels/document.xml.rels": made.relation("hyperlink", "file://server/share")}),
        refusals.FetchesFromOutside),
    "dde field": ("a.docx", made.docx({"word/document.xml": field("DDEAUTO c:\\\\cmd")}), refusals.FetchesFromOutside),
    "dde cut into runs": ("a.docx", made.docx({"word/document.xml": field(" D", "DE", " x")}),
                          refusals.FetchesFromOutside),
    "dde in a simple field": (
        "a.docx", made.docx({"word/document.xml": f'<w:fldSimple {made.W} w:instr="DDE a b"/>'}),
        refusals.FetchesFromOutside),
    "dde link of a workbook": ("a.xlsx", made.xlsx({"xl/externalLinks/e.xml": "<x><ddeLink/></x>"}),
                               refusals.FetchesFromOutside),
    "zip bomb": ("a.docx", made.bomb(), refusals.UnpacksTooLarge),
    "nested zip": ("a.docx", made.nested(), refusals.ObjectsInside),
    "2,001 entries": ("a.docx", made.many(1_999), refusals.UnpacksTooLarge),
    "lying header": ("a.docx", made.lying(), refusals.DamagedFile),
    "symlink": ("a.docx", made.linked(), refusals.DamagedFile),
    "path upwards": ("a.docx", made.docx({"../../evil.xml": "<a/>"}), refusals.DamagedFile),
    "one part twice": ("a.docx", made.docx({"word/DOCUMENT.xml": "<a/>"}), refusals.DamagedFile),
    "cut short": ("a.docx", made.docx()[:-30], refusals.DamagedFile),
    "broken xml": ("a.docx", made.docx({"word/styles.xml": "<a>"}), refusals.DamagedFile),
    "xxe": ("a.docx", made.docx({"word/styles.xml": DTD}), refusals.DefinesEntities),
    "billion laughs": ("a.xlsx", made.xlsx({"xl/styles.xml": LAUGHS}), refusals.DefinesEntities),
    "js.pdf": ("a.pdf", made.pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"), refusals.ActivePdf),
    "js.pdf spelt": ("a.pdf", made.pdf(b"<< /S /J#61va#53cript >>"), refusals.ActivePdf),
    "js.pdf compressed": ("a.pdf", made.pdf(made.object_stream(b"1 0 << /S /JavaScript >>")), refusals.ActivePdf),
    "objects nobody can read": ("a.pdf", made.pdf(made.object_stream(b"", said=b"/Filter /LZWDecode")),
                                refusals.ActivePdf),
    "launch.pdf": ("a.pdf", made.pdf(b"<< /S /Launch /F (cmd.exe) >>"), refusals.ActivePdf),
    "embedded.pdf": ("a.pdf", made.pdf(b"<< /Names << /EmbeddedFiles 4 0 R >> >>"), refusals.ActivePdf),
    "form that runs": ("a.pdf", made.pdf(b"<< /AcroForm << /XFA [1 0 R] >> >>"), refusals.ActivePdf),
    "encrypted.pdf": ("a.pdf", made.pdf(b"<< /Encrypt 5 0 R >>"), refusals.EncryptedFile),
    "pdf bomb": ("a.pdf", made.pdf(made.object_stream(bytes(70 * 2**20))), refusals.UnpacksTooLarge),
    "broken object stream": ("a.pdf", made.pdf(b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\nxx\nendstream"),
                             refusals.DamagedFile),
    "polyglot of pdf and page": ("a.pdf", made.pdf(before=b"<script>alert(1)</script>\n"), refusals.NotWhatItsNameSays),
    "polyglot of pdf and zip": ("a.pdf", made.pdf(after=made.zipped({"a": "b"})), refusals.NotWhatItsNameSays),
    "pdf without its end": ("a.pdf", made.pdf()[:-7], refusals.DamagedFile),
    "page as pdf": ("a.pdf", b"<html>%PDF-1.7 %%EOF", refusals.NotWhatItsNameSays),
    "svg with script": ("a.svg", b"<svg><script>alert(1)</script></svg>", refusals.KindNotAccepted),
    "svg as png": ("a.png", b"<svg/>", refusals.NotWhatItsNameSays),
    "html": ("a.html", b"<html>", refusals.KindNotAccepted),
    "mht": ("a.mht", b"MIME-Version: 1.0", refusals.KindNotAccepted),
    "png of 41 million pixels": ("a.png", made.png(6_401, 6_401), refusals.TooManyPixels),
    "jpeg of 41 million pixels": ("a.jpg", made.jpeg(6_401, 6_401), refusals.TooManyPixels),
    "png with an archive behind": ("a.png", made.png(after=made.zipped({"a": "b"})), refusals.DamagedFile),
    "jpeg with an archive behind": ("a.jpg", made.jpeg(after=made.zipped({"a": "b"})), refusals.DamagedFile),
    "png cut short": ("a.png", made.png()[:-4], refusals.DamagedFile),
    "png that says no size": ("a.png", made.png()[:8] + made.png()[33:], refusals.DamagedFile),
    "jpeg cut short": ("a.jpg", made.jpeg()[:-2], refusals.DamagedFile),
    "jpeg without a picture": ("a.jpg", b"\xff\xd8\xff\xd9", refusals.DamagedFile),
    "png without pixels": ("a.png", made.png(0, 5), refusals.DamagedFile),
    "nothing in it": ("a.docx", b"", refusals.EmptyFile),
    "double ending": ("a.docx.html", made.docx(), refusals.KindNotAccepted),
    "reversed by an override": ("纪要\u202exslx.exe", made.docx(), refusals.KindNotAccepted),
    "no ending": ("报告", made.docx(), refusals.NameUnusable),
    "nothing but an ending": (".docx", made.docx(), refusals.NameUnusable),
    "nothing visible": ("\u202e\x00\u200b", made.docx(), refusals.NameUnusable),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_an_ordinary_file_passes(name: str) -> None:
    known = uploads.inspected(name, BytesIO(GOOD[name]), most=MOST)

    assert (known.name, known.size) == (name, len(GOOD[name]))


@pytest.mark.parametrize("case", BAD)
def test_a_dangerous_file_is_refused_by_name(case: str) -> None:
    name, content, refusal = BAD[case]
    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises(refusals.FileRefused) as told:
        uploads.inspected(name, BytesIO(content), most=MOST)

    assert type(told.value) is refusal
    assert told.value.status == 400
    assert str(told.value.sentence).endswith("。")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024  # KiB
    assert time.monotonic() - began < 2


def test_a_hundred_thousand_entries_are_refused_before_they_are_read() -> None:
    began = time.monotonic()
    content = made.many(100_000)
    made_in = time.monotonic() - began

    with pytest.raises(refusals.UnpacksTooLarge):
        uploads.inspected("a.docx", BytesIO(content), most=MOST)
    assert time.monotonic() - began - made_in < 2


def test_one_byte_more_than_allowed_is_too_large() -> None:
    content = made.docx()

    assert uploads.inspected("a.docx", BytesIO(content), most=len(content)).size == len(content)
    with pytest.raises(refusals.FileTooLarge) as told:
        uploads.inspected("a.docx", BytesIO(content), most=len(content) - 1)
    assert told.value.status == 413


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("．．／a.docx", "a.docx"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\temp\\报告.pdf", "报告.pdf"),
        ("a\r\nSet-Cookie: x.docx", "aSet-Cookie: x.docx"),
        ("a\x00.docx", "a.docx"),
        ("纪要\u202excod.pdf", "纪要xcod.pdf"),
        ("零\u200b宽\u2066字\u2069.pdf", "零宽字.pdf"),
        ("《通知》（一）().docx", "《通知》(一)().docx"),
        ("ＡＢ．ｄｏｃｘ", "AB.docx"),
        ("字" * 100 + ".docx", "字" * 100 + ".docx"),
        ("字" * 200 + ".docx", "字" * 115 + ".docx"),
        (" ..报告. docx. ", "报告. docx"),
        ("", ""),
    ],
)
def test_a_name_is_shown_without_what_deceives(sent: str, shown: str) -> None:
    assert shown_name(sent) == shown
