"""Ordinary files as whole programs write them: libraries of office files and of print."""

from io import BytesIO
from typing import Any

import typst
from docx import Document
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from pypdf import PdfReader, PdfWriter

from tests.documents import made_files as made
from tests.files.corpus.making import book, whole_pdf

BALLOON = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div>一<br>二</div></v:textbox></v:shape></xml>'
)


def text() -> bytes:
    """A text with headings, a table, a header and a picture."""
    made_text, out = Document(), BytesIO()
    made_text.add_heading("会议纪要", 1)
    made_text.add_table(rows=3, cols=3).cell(0, 0).text = "序号"
    made_text.sections[0].header.paragraphs[0].text = "联席会议"
    made_text.add_picture(BytesIO(made.png()))
    made_text.save(out)
    return out.getvalue()


def workbook() -> bytes:
    """A workbook with a chart, a remark, a choice and a name."""

    def fill(made_book: Any) -> None:
        page = made_book.active
        for row in (["单位", "人数"], ["甲", 3], ["乙", 5]):
            page.append(row)
        chart = BarChart()
        chart.add_data(Reference(page, min_col=2, min_row=1, max_row=3), titles_from_data=True)
        page.add_chart(chart, "D2")
        page["A2"].comment = Comment("请核对", "办公室")
        choice = DataValidation("list", formula1='"是,否"')
        choice.add("C2:C9")
        page.add_data_validation(choice)

    return book(fill)


def print_of(source: str, **more: Any) -> bytes:
    """A PDF from typst."""
    return bytes(typst.compile(source.encode(), **more))


def edited() -> bytes:
    """A PDF that was written anew by another program, its objects in streams."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(print_of("= Report\n#pagebreak()\n= Two"))))
    writer.add_metadata({"/Title": "/JavaScript"})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


OFFICES: dict[str, tuple[str, bytes]] = {
    "text of a library": ("a.docx", text()),
    "workbook of a library": ("a.xlsx", workbook()),
    "remark in the old form of drawings": ("a.xlsx", made.xlsx({"xl/drawings/vmlDrawing1.vml": BALLOON})),
    "print": ("a.pdf", print_of('= Report\n#link("https://example.invalid/")[page]\n#outline()')),
    "print for the archive": ("a.pdf", print_of("= Report", pdf_standards="a-2b")),
    "print that was edited": ("a.pdf", edited()),
    "print with a reference that leads nowhere": ("a.pdf", whole_pdf(b"<< /Type /Annot /P 99 0 R >>")),
}
