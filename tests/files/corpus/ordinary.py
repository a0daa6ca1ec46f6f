"""Files as offices have them, which must pass."""

from typing import Any

from tests.documents import made_files as made
from tests.files.corpus.making import (
    bitmap,
    book,
    field,
    formula,
    linked,
    linked_book,
    metafile,
    objects,
    stream,
    whole_pdf,
)
from tests.files.corpus.offices import OFFICES


def rows(made_book: Any) -> None:
    """A list with formulas, days and a hidden sheet."""
    page = made_book.active
    page.append(["单位", "人数", "合计"])
    for number in range(2, 60):
        page.append(["总工会", number, f"=SUM(B2:B{number})"])
    page["E1"].hyperlink = "https://example.invalid/"
    page.merge_cells("A70:C71")
    made_book.create_sheet("WpsReserved_CellImgList").sheet_state = "veryHidden"


def chart_in_text() -> bytes:
    """A text with a chart, and behind the chart the workbook with its numbers."""
    return made.docx(
        {
            "word/charts/chart1.xml": "<c:chartSpace xmlns:c='c'/>",
            "word/charts/_rels/chart1.xml.rels": made.relation("package", "../embeddings/Sheet1.xlsx", "Internal"),
            "word/embeddings/Sheet1.xlsx": book(rows),
        }
    )


def styles(count: int) -> str:
    """Equal styles, as a workbook that was copied together for years has them."""
    return (
        "<styleSheet><cellXfs>"
        + '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyFont="1"/>' * count
        + "</cellXfs></styleSheet>"
    )


HYPERLINKS = {
    "to the web": "https://www.nmgzgh.org.cn/",
    "to mail": "mailto:bgs@example.invalid",
    "that runs nothing": "javascript:;",
    "to a disk": r"file:///D:\公文\附件1.xlsx",
    "without a scheme": "www.nmgzgh.org.cn",
    "to nowhere": "",
    "to a share": "file://server/share/通知.docx",
    "to a telephone": "tel:04713000000",
    "with odd letters": "http://[x/%zz 联席",
    "to another file": "附件1.docx",
    "to a share by its slashes": r"\\server\share",
}
FIELDS = {
    "table of contents": (r' TOC \o "1-3" \h \z \u ',),
    "page": ("PAGE",),
    "hyperlink that spells a word": (' HYPERLINK "http://x/DDE DDEAUTO" ',),
    "picture copied from a chat": (r' INCLUDEPICTURE "C:\Users\x\QQ\1.png" \* MERGEFORMATINET ',),
    "calculated from another": ("= ", "{", "PAGE", "|", "}", " - 1"),
    "condition": ("IF ", "{", "PAGE", "|", "}", ' > 1 "a" "DDE"'),
    "cut into letters": (" ", "P", "A", "G", "E", "REF x "),
}
FORMULAS = {
    "sum": "SUM(A1:A9)",
    "link": 'HYPERLINK("javascript:x","y")',
    "text that looks like a call": 'IF(A1="WEBSERVICE(x)","cmd|x!y","")',
    "own name": "MY_IMAGE(A1)",
    "other sheet": "'表 1'!A1",
    "newer function": "_xlfn.XLOOKUP(A1,B:B,C:C)",
}
PDFS = {
    "with a table": whole_pdf(),
    "without a right table": made.pdf(),
    "object stream": whole_pdf(objects(b"<< /Type /Font >>", "FlateDecode")),
    "objects behind two filters": whole_pdf(objects(b"<< /Type /Font >>", "ASCIIHexDecode", "FlateDecode")),
    "opens at a page": whole_pdf(root=b"/OpenAction [3 0 R /Fit]"),
    "opens by going there": whole_pdf(root=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
    "link to the web": whole_pdf(b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.invalid/) >> >>"),
    "form to fill in": whole_pdf(b"<< /FT /Tx /T (name) >>", root=b"/AcroForm << /Fields [5 0 R] >>"),
    "form without the new kind": whole_pdf(root=b"/AcroForm << /XFA null /Fields [] >>"),
    "title about scripts": whole_pdf(b"<< /Title (how /JavaScript and /Launch work) >>", trailer=b"/Info 5 0 R"),
    "text about scripts": whole_pdf(stream(b"BT (/S /JavaScript /JS) Tj ET")),
    "words about it in a comment": whole_pdf(b"<< /Type /Font % /JavaScript /Launch\n >>"),
    "names that only begin so": whole_pdf(b"<< /JavaScriptless 1 /LaunchDate (x) /Encrypted false >>"),
    "a picture that spells it": whole_pdf(stream(b"/EmbeddedFile /RichMedia", b"/Subtype /Image")),
    "bookmarks": whole_pdf(b"<< /Title (One) /Dest [3 0 R /Fit] >>", root=b"/Outlines 5 0 R"),
    "named action": whole_pdf(b"<< /S /Named /N /NextPage >>"),
    "two versions": whole_pdf()
    + b"9 0 obj\n<< /Type /Font >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n",
    "long": whole_pdf(*[b"<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents (x) >>"] * 2_000),
}

ORDINARY: dict[str, tuple[str, bytes]] = {
    **OFFICES,
    "text": ("调研报告.docx", made.docx()),
    "text with a folder of its own": ("a.docx", made.docx({"word/media/": b""})),
    "text with a picture": ("a.docx", made.docx({"word/media/image1.png": made.png()})),
    "text with an almost empty drawing": ("a.docx", made.docx({"word/media/image1.emf": metafile()})),
    "text with a white picture": ("a.docx", made.docx({"word/media/image1.bmp": bitmap(600, 800)})),
    "text with a white page that was scanned": ("a.docx", made.docx({"word/media/image1.bmp": bitmap(2_480, 3_508)})),
    "text with a drawing of lines": (
        "a.docx",
        made.docx(
            {"word/media/a.svg": '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>'},
            more_types='<Default Extension="svg" ContentType="image/svg+xml"/>',
        ),
    ),
    "text with a chart": ("a.docx", chart_in_text()),
    "text of two megabytes": (
        "a.docx",
        made.docx(
            {
                "word/document.xml": f"<w:document {made.W}>"
                + "<w:p><w:r><w:t>联席会议</w:t></w:r></w:p>" * 40_000
                + "</w:document>"
            }
        ),
    ),
    "text in another encoding": (
        "a.docx",
        made.docx({"word/document.xml": '<?xml version="1.0" encoding="UTF-16"?><a>联席</a>'.encode("utf-16")}),
    ),
    "text with a template of its own": ("a.docx", linked("attachedTemplate", "template.dotx", "Internal")),
    "text with printer settings": ("a.docx", made.docx({"word/printerSettings1.bin": b"\x00" * 600})),
    "workbook": ("表.xlsx", made.xlsx()),
    "workbook with formulas and a sheet of WPS": ("a.xlsx", book(rows)),
    "workbook with many equal styles": ("a.xlsx", made.xlsx({"xl/styles.xml": styles(3_000)})),
    "workbook with boxes to tick": (
        "a.xlsx",
        made.xlsx({"xl/ctrlProps/ctrlProp1.xml": '<formControlPr objectType="CheckBox"/>'}),
    ),
    "workbook with data that are not refreshed": (
        "a.xlsx",
        made.xlsx({"xl/connections.xml": '<connections><connection id="1" name="text" type="6"/></connections>'}),
    ),
    "workbook that leads to a page": ("a.xlsx", linked_book("hyperlink", "javascript:;")),
    "picture": ("照片.png", made.png()),
    "large picture": ("a.png", made.png(6_000, 6_000)),
    "photograph": ("照片.jpg", made.jpeg()),
    "photograph with a preview": ("带预览.JPEG", made.jpeg(after=made.jpeg(2, 2) + bytes(16))),
    "photograph with padding": ("a.jpg", b"\xff\xd8" + b"\xff" * 9 + made.jpeg()[3:]),
    "official layout": ("公文.ofd", made.zipped({"OFD.xml": "<ofd/>"})),
    "old text": ("旧文.doc", made.OLE),
    "old workbook": ("旧表.xls", made.OLE),
    "slides of old": ("旧.ppt", made.OLE),
    "text of WPS": ("金山.wps", made.OLE),
    "workbook of WPS": ("金山.et", made.OLE),
    "slides of WPS": ("金山.dps", made.OLE),
    **{f"link {name}": ("a.docx", linked("hyperlink", target)) for name, target in HYPERLINKS.items()},
    **{f"field: {name}": ("a.docx", field(*pieces)) for name, pieces in FIELDS.items()},
    **{f"formula: {name}": ("a.xlsx", formula(text)) for name, text in FORMULAS.items()},
    **{f"pdf: {name}": ("a.pdf", content) for name, content in PDFS.items()},
}
