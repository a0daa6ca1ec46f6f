"""What an official document says, apart from how it looks.

One frozen description feeds the DOCX an office goes on editing and the PDF an archive keeps, so the two cannot
disagree. Nothing here knows the database: whoever issues a document copies the words in, and they stay as they were.
Level numbers are never written by hand; they follow from the order of the sections.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Literal

from vocabulary.disclosure import Disclosure


class Form(StrEnum):
    """The three layouts of the standard, and a bare table that is bound behind another document."""

    FILE = "file"
    LETTER = "letter"
    MINUTES = "minutes"
    LIST = "list"


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text; a lead (时间, 地点) is set in 黑体 and followed by a full-width colon."""

    text: str
    lead: str = ""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A numbered heading, 一、 to （1）, with text running on in the same paragraph when there is some."""

    level: Literal[1, 2, 3, 4]
    heading: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column and its share of the width of the text."""

    title: str
    share: int = 1


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table whose header is repeated on every page it reaches."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Refuse a row that does not fill its columns: cells would move under the wrong heading."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise UnevenTable(columns=len(self.columns), cells=len(row))


Block = Paragraph | Section | Table


@dataclass(frozen=True, kw_only=True)
class Annex:
    """An annex starts a new page under its number; a wide table lies on its side."""

    title: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Mark:
    """发文机关标志: one organ, or several when they issue together, and 文件 or nothing after the name."""

    organs: tuple[str, ...]
    suffix: str = ""


@dataclass(frozen=True, kw_only=True)
class Signature:
    """署名 and 成文日期. A sealed document leaves room for the seal, which is set by hand or by the seal system."""

    organ: str
    on: date
    sealed: bool = True


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """版记: who receives copies, who printed it and when."""

    copies: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Participants:
    """One unit and the people who came for it."""

    unit: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RollCall:
    """Who was there, who was excused, who sat in: always told in this order."""

    present: tuple[Participants, ...]
    excused: tuple[Participants, ...] = ()
    attending: tuple[Participants, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OfficialDocument:
    """What every kind has. The number arrives ready: giving numbers belongs to the register of the organ."""

    form: ClassVar[Form]
    kind: ClassVar[str]

    mark: Mark
    number: str
    title: str
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    note: str = ""
    disclosure: Disclosure | None = None
    imprint: Imprint = Imprint()


@dataclass(frozen=True, kw_only=True)
class Letter(OfficialDocument):
    """函: between organs of which neither is above the other — to convene a meeting, to ask, to answer."""

    form: ClassVar[Form] = Form.LETTER
    kind: ClassVar[str] = "letter"

    addressees: tuple[str, ...]
    signature: Signature


@dataclass(frozen=True, kw_only=True)
class Reminder(Letter):
    """催办单 or 督办单: a letter about an item that is due or overdue."""

    kind: ClassVar[str] = "reminder"


@dataclass(frozen=True, kw_only=True)
class Notice(OfficialDocument):
    """通知, with the full red head of its issuer."""

    form: ClassVar[Form] = Form.FILE
    kind: ClassVar[str] = "notice"

    addressees: tuple[str, ...]
    signature: Signature


@dataclass(frozen=True, kw_only=True)
class Minutes(OfficialDocument):
    """纪要: a mark of its own, no addressees, no signature, no seal — there are no such fields to fill.

    The number is whatever style the organ keeps (第3期, 〔2026〕3号 or a full document number).
    """

    form: ClassVar[Form] = Form.MINUTES
    kind: ClassVar[str] = "minutes"

    issuer: str
    issued_on: date
    roll_call: RollCall


@dataclass(frozen=True, kw_only=True)
class FollowUpRow:
    """One agreed item as the list shows it; the last three only for items of an earlier meeting."""

    item: str
    lead: str
    supporting: str
    responsible: str
    milestones: str
    due_on: date
    progress: str
    state: str
    evidence: str = ""
    remark: str = ""
    reason: str = ""
    opinion: str = ""
    new_due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class FollowUpList:
    """落实情况清单: a wide table, bound behind the minutes or sent alone."""

    form: ClassVar[Form] = Form.LIST
    kind: ClassVar[str] = "follow_up_list"

    title: str
    issuer: str
    as_of: date
    rows: tuple[FollowUpRow, ...]
    #: The figures told above the table, as the screen shows them: 逾期 2, 正常 5.
    counts: tuple[tuple[str, int], ...] = ()
    earlier_rows: tuple[FollowUpRow, ...] = ()
    annex_label: str = "附件"


@dataclass(frozen=True, kw_only=True)
class WorkingPaper:
    """主持词, 签到册, 汇总表, 宣传稿: a sheet for the office's own use, with a title and without head or number."""

    form: ClassVar[Form] = Form.LIST
    kind: ClassVar[str] = "working_paper"

    title: str
    issuer: str
    as_of: date
    body: tuple[Block, ...]
    landscape: bool = False


Document = Letter | Notice | Minutes | FollowUpList | WorkingPaper


def words_of(value: object) -> Iterator[str]:
    """Every text inside a description, so that a rule about characters is checked in one place."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from words_of(getattr(value, name))


class UnevenTable(ValueError):
    """A row has more or fewer cells than the table has columns."""

    def __init__(self, *, columns: int, cells: int) -> None:
        super().__init__(f"the table has {columns} columns, a row has {cells} cells")
        self.columns = columns
        self.cells = cells
