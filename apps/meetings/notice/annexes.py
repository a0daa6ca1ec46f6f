"""The annexes of a notice: agenda, who is to come, the topics' material, and the slip that comes back (R7.4)."""

from collections.abc import Iterable

from apps.documents.rendering.content import Annex, Block, Column, Paragraph, Table
from apps.documents.selectors import attached_to
from apps.meetings.agenda.letters import agenda_body
from apps.meetings.agenda.selectors import agenda_of
from apps.meetings.attendance.letters import unit_in_print
from apps.meetings.models import Attendance, Meeting

PEOPLE = (
    Column(title="序号", share=6), Column(title="单位", share=28), Column(title="姓名", share=14),
    Column(title="职务", share=22), Column(title="参会身份", share=12),
)  # fmt: skip
MATERIAL = (
    Column(title="序号", share=6), Column(title="议题", share=34), Column(title="汇报单位", share=20),
    Column(title="所附材料", share=34),
)  # fmt: skip
SLIP = tuple(Column(title=title, share=share) for title, share in (
    ("单位", 22), ("姓名", 14), ("职务", 18), ("联系电话", 18), ("能否参会", 12), ("请假事由、替会人员", 26),
))  # fmt: skip
LINES_OF_A_SLIP = 3


def of_notice(meeting: Meeting, people: Iterable[Attendance], number: str) -> tuple[Annex, ...]:
    """Return the annexes of a notice, in the order in which they are bound."""
    return (
        Annex(title="会议议程", body=agenda_body(meeting)),
        Annex(title="参会人员名单", body=(_named(people),)),
        Annex(title="议题材料目录", body=_material(meeting)),
        Annex(title="回执", body=_slip(number)),
    )


def _named(people: Iterable[Attendance]) -> Table:
    rows = [(unit_in_print(row), row.name, row.title, str(row.get_capacity_display())) for row in people]
    return Table(columns=PEOPLE, rows=tuple((str(place), *row) for place, row in enumerate(rows, 1)))


def _material(meeting: Meeting) -> tuple[Block, ...]:
    """Every topic with the files that hang on it; they reach the readers with the material."""
    listed = [row for row in agenda_of(meeting.pk) if row.topic is not None]
    files = attached_to([row.topic.pk for row in listed if row.topic])
    lines: list[tuple[str, ...]] = []
    for place, row in enumerate(listed, 1):
        topic = row.topic
        assert topic is not None  # noqa: S101 - only rows with a topic are listed
        reporter = row.reporter.name if row.reporter else topic.proposer.name
        hanging = [one.file.name for one in files.get(topic.pk, [])] or ["—"]
        lines += [(str(place), topic.title, reporter, name) for name in hanging]
    told = Paragraph(text="议题材料正文见会议材料；所附文件随会议材料另行送达。")
    return (Table(columns=MATERIAL, rows=tuple(lines)), told)


def _slip(number: str) -> tuple[Block, ...]:
    empty = (("",) * len(SLIP),) * LINES_OF_A_SLIP
    told = f"请参会单位收到{number}后及时填写本回执，报送联系人。"
    return (Table(columns=SLIP, rows=empty), Paragraph(text=told))
