"""Workbooks of past meetings on their way, in the government of a story."""

from io import BytesIO
from typing import Any

from apps.documents.file_services import store_file
from apps.history import import_services as imports
from apps.history.lifecycle import HISTORY_IMPORT
from apps.history.models import HistoryImport
from apps.history.reading import FORMAT
from apps.history.workbook.writing import write_workbook
from kernel import clock
from kernel.lifecycle.engine import take
from roads.story import Story


def workbook(code: str, **more: Any) -> bytes:
    """A workbook that declares one rule of long ago."""
    rule = {
        "title": "联席会议制度（试行）", "document_number": f"旧办字〔2003〕{more.pop('number', 1)}号",
        "issued_on": "2003-05-06", "effective_on": "2003-05-06", "repealed_on": "2004-05-06",
    }  # fmt: skip
    out = BytesIO()
    write_workbook({"format": FORMAT, "government": code, "source": "办公室档案", "work_rules": [rule], **more}, out)
    return out.getvalue()


def uploaded(story: Story, **words: Any) -> HistoryImport:
    """The union's office brings one."""
    by = story.someone("union_clerk")
    content = workbook(words.pop("code", story.office.place.code), **words)
    return imports.upload_history(file=store_file(name="往年资料.xlsx", content=content, **by), **by)


def checked(story: Story, **words: Any) -> HistoryImport:
    """The worker has read it."""
    return imports.check_import(history_import_id=uploaded(story, **words).pk, at=clock.now())


def confirmed(story: Story, **words: Any) -> HistoryImport:
    """The government's office stands by it too."""
    one = checked(story, **words)
    return take(HISTORY_IMPORT, "confirm", history_import_id=one.pk, **story.someone("gov_clerk"))


def every_state(story: Story) -> None:
    """One in each state."""
    written = confirmed(story, number=1)
    imports.run_import(history_import_id=written.pk, at=clock.now())
    uploaded(story, number=2)
    checked(story, code="150199")
    checked(story, work_rules=[], year_plans=[plan(2001)])
    confirmed(story, work_rules=[], year_plans=[plan(2002)])
    back = checked(story, work_rules=[], year_plans=[plan(2003)])
    imports.return_import(history_import_id=back.pk, reason="请补充扫描件", **story.someone("gov_clerk"))
    again = checked(story, work_rules=[], year_plans=[plan(2004)])
    imports.withdraw_import(history_import_id=again.pk, reason="另行上传", **story.someone("union_clerk"))


def plan(year: int) -> dict[str, Any]:
    """In which document the meeting stood that year."""
    return {
        "year": year, "title": f"{year}年工作要点", "document_number": f"旧政发〔{year}〕1号",
        "issued_on": f"{year}-02-03", "clause": "三",
    }  # fmt: skip
