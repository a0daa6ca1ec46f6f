"""The words of the notice and of its withdrawal. Chinese only: the organs themselves issue them."""

from datetime import date, datetime

from apps.documents.rendering.content import Annex, Block, Imprint, Mark, Notice, Paragraph, Section, Signature
from apps.documents.rendering.wording import chinese_date, chinese_date_with_weekday, level_label, sentence_end
from apps.meetings.agenda.letters import parts_said
from apps.meetings.attendance.letters import person_in_print, units_in_print
from apps.meetings.models import Attendance, Capacity, Meeting
from apps.meetings.titles import embedded, meeting_title
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ
from kernel.clock import SHANGHAI, day_of
from tenants.governments.models import Government
from vocabulary.disclosure import Disclosure
from vocabulary.roles import Side


def meeting_notice(
    meeting: Meeting,
    government: Government,
    *,
    number: str,
    on: date,
    issuer: str,
    before: str = "",
    changed: str = "",
    disclosure: str = Disclosure.ON_REQUEST,
    annexes: tuple[Annex, ...] = (),
) -> Notice:
    """Return the numbered notice of the issuing office; a new one names the notice it replaces (R7.4, R7.5)."""
    people, rule = meeting.attendances.in_order(), binding_rule(meeting)
    union = organ(government, rule, Side.UNION)
    organs = (organ(government, rule, Side.GOV), union, government.gov_name, government.union_name)
    host, parts = embedded(meeting), parts_said(meeting).values()
    joined = f"，{host}" if host else ""
    named = meeting_title(meeting, government)
    agreed = f"定于{chinese_date(day_of(meeting.starts_at))}召开" if meeting.starts_at else "召开"
    body: list[Block] = [Paragraph(text=f"经商议，{agreed}{named}{joined}。现将有关事项通知如下：")]
    if before:
        body.append(Paragraph(lead="变更", text=f"本通知替代{before}。{changed}"))
    facts = [
        ("会议时间", _moment(meeting.starts_at)),
        ("会议地点", meeting.venue),
        ("主持人", _chair(meeting, organs)),
        ("会议议程", "；".join(f"{level_label(2, at)}{text}" for at, text in enumerate(parts, 1))),
        ("参会人员", _comers(people, organs)),
        (
            "有关要求",
            "请收到通知后及时报送回执；请汇报单位会前备齐材料；因故不能参会的，请于会前请假并说明事由，替会人员须为同一单位人员。",
        ),
        ("联系人", meeting.contact),
    ]
    body += [Section(level=1, heading=heading, text=sentence_end(text)) for heading, text in facts]
    return Notice(
        mark=Mark(organs=(issuer,), suffix="文件"),
        number=number,
        title=f"{issuer}关于召开{named}的通知",
        addressees=units_in_print(people) or (union,),
        body=tuple(body),
        annexes=annexes,
        signature=Signature(organ=issuer, on=on),
        disclosure=Disclosure(disclosure),
        imprint=Imprint(copies=(union,), printed_by=issuer, printed_on=on),
    )


def withdrawal(
    meeting: Meeting,
    government: Government,
    *,
    number: str,
    on: date,
    issuer: str,
    before: str,
    reason: str,
    new_date: date | None,
) -> Notice:
    """Return the notice that takes another back: the meeting is put off to a day, or does not take place (R7.5)."""
    act, union = "延期" if new_date else "取消", organ(government, binding_rule(meeting), Side.UNION)
    then = f"延期至{chinese_date(new_date)}召开，具体安排另行通知" if new_date else "不再召开"
    named = meeting_title(meeting, government)
    return Notice(
        mark=Mark(organs=(issuer,)),
        number=number,
        title=f"{issuer}关于{act}召开{named}的通知",
        addressees=units_in_print(meeting.attendances.in_order()) or (union,),
        body=(
            Paragraph(text=f"{before}通知的{named}，因故{then}。{before}同时作废。"),
            Section(level=1, heading="原因", text=reason),
        ),
        signature=Signature(organ=issuer, on=on),
        imprint=Imprint(copies=(union,), printed_by=issuer, printed_on=on),
    )


def _chair(meeting: Meeting, organs: tuple[str, ...]) -> str:
    """Return who presides, by whose delegation: 副旗长李四（受旗长张三委托）."""
    named = "、".join(person_in_print(row, organs) for row in meeting.presiders)
    together = "共同主持" if len(meeting.presiders) > 1 else ""
    behind = f"（受{meeting.delegated_by_title}{meeting.delegated_by}委托）" if meeting.delegated_by else ""
    return f"{named}{together}{behind}"


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(SHANGHAI)
    half, hour = ("上午", local.hour) if local.hour < 12 else ("下午", local.hour - 12 or 12)
    return f"{chinese_date_with_weekday(local.date())}{half}{hour}:{local.minute:02d}"


def _comers(people: list[Attendance], organs: tuple[str, ...]) -> str:
    """Return who comes, by capacity; a capacity in which nobody comes is not printed."""
    called = ((Capacity.MEMBER, "出席"), (Capacity.IN_ATTENDANCE, "列席"), (Capacity.GUEST, "邀请"))
    lists = (
        (word, "、".join(person_in_print(row, organs) for row in people if row.capacity == capacity))
        for capacity, word in called
    )
    return "".join(f"{word}：{names}。" for word, names in lists if names)
