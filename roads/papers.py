"""A few small files of the story: a research report on a topic, evidence of a completion. Real DOCX, made when told."""

import zipfile
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from apps.documents.file_services import store_file
from apps.documents.models import StoredFile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
)
RELATIONS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def paper(name: str, title: str, text: str, **who: Any) -> StoredFile:
    """Store a paper of one heading and some paragraphs, as somebody's upload."""
    return store_file(name=f"{name}.docx", content=_docx([title, *text.split("\n")]), **who)


def _docx(paragraphs: list[str]) -> bytes:
    """Return the smallest document that Word opens; its bytes depend on nothing but the words."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in paragraphs)
    document = f'{HEAD}<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
