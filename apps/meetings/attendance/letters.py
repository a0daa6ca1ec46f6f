"""How documents call those who come: by organ, unit, post and name. Chinese only: the organs themselves issue them."""

from collections.abc import Iterable

from apps.documents.rendering.content import Column, Paragraph, Table, WorkingPaper
from apps.documents.rendering.wording import chinese_date_with_weekday
from apps.meetings.models import Attendance, Meeting
from apps.meetings.titles import meeting_title
from apps.organizations.models import User
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name
from kernel import clock
from tenants.governments.selectors import government
from vocabulary.roles import Side

#: A unit of the house; on paper its members belong to the organ that they lead.
LEADERSHIP = "领导班子"
SIGN_IN = tuple(Column(title=title, share=share) for title, share in (
    ("序号", 6), ("单位", 26), ("姓名", 12), ("职务", 22), ("参会身份", 10), ("签到", 14), ("备注", 10),
))  # fmt: skip


def unit_in_print(row: Attendance) -> str:
    """Return the unit as documents name it: the leaders of an organ stand under the organ itself."""
    return row.unit_name.removesuffix(LEADERSHIP) or row.unit_name


def units_in_print(people: Iterable[Attendance]) -> tuple[str, ...]:
    """Return each unit once, in the order of the list: whom a document is addressed to."""
    return tuple(dict.fromkeys(unit_in_print(row) for row in people if row.unit_name))


def person_in_print(row: Attendance, organs: tuple[str, ...]) -> str:
    """Return unit, post and name; a post that names its organ or unit already stands without it."""
    unit = unit_in_print(row)
    post = row.title if row.title.startswith((*organs, unit)) else f"{unit}{row.title}"
    return f"{post}{row.name}"


def sign_in_sheet(meeting: Meeting, reader: User) -> WorkingPaper:
    """Return the 签到册: everybody on the list in its order, with room for a signature (R8.1)."""
    place = government()
    people = meeting.attendances.in_order()
    rows = tuple(
        (str(at), unit_in_print(row), row.name, row.title, str(row.get_capacity_display()), "", "")
        for at, row in enumerate(people, 1)
    )
    when = f"时间：{chinese_date_with_weekday(meeting.session_on)}　　" if meeting.session_on else ""
    return WorkingPaper(
        title=f"{meeting_title(meeting, place)}签到册",
        issuer=office_name(place, binding_rule(meeting), Side.GOV),
        as_of=clock.today(),
        body=(Paragraph(text=f"{when}地点：{meeting.venue or '待定'}"), Table(columns=SIGN_IN, rows=rows)),
        landscape=True,
    )
