"""What is printed about a collection: the call for topics, and its figures as agenda and material state them (R8.4)."""

from apps.documents.rendering.content import Imprint, Mark, Notice, Paragraph, Section, Signature
from apps.documents.rendering.wording import chinese_date
from apps.documents.services import blank_number
from apps.meetings.models import Meeting
from apps.meetings.titles import meeting_title
from apps.organizations.models import User
from apps.topics.rounds.selectors import Collected, round_of
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name, rule_cited
from apps.workrules.parameters import REGIONAL_2024, RuleParameters
from apps.workrules.rules import label_of
from kernel import clock
from tenants.governments.selectors import government
from vocabulary.categories import Category
from vocabulary.roles import BOTH_SIDES, Side

#: To whom each side's office turns: its own units, by their usual collective name.
CALLED = {Side.GOV: "政府各部门、各直属单位", Side.UNION: "总工会各部门、各产业工会、各下级工会"}
WANTED = (
    "每个议题一份材料，写明背景情况、建议议定内容、依据文件、建议牵头单位、配合单位和完成时限，"
    "并附调研报告、论证记录；涉及其他部门职责的，应当事先征求意见。"
)


def call_for_topics(meeting: Meeting, reader: User) -> Notice:
    """Return the notice by which the reader's office calls its own side for topics (R6.4)."""
    place, rule, today = government(), binding_rule(meeting), clock.today()
    side = Side.GOV if reader.side == Side.GOV else Side.UNION
    issuer, named = office_name(place, rule, side), meeting_title(meeting, place)
    round_ = round_of(meeting.pk)
    until = (
        f"请于{chinese_date(round_.closes_on)}前报送。" if round_ and round_.closes_on else "请按本方办公室的安排报送。"
    )
    classes = "；".join(label_of(one, rule) or str(one.label) for one in Category if one != Category.OTHER)
    opening = (
        f"根据{rule_cited(rule)}，拟于{chinese_date(meeting.planned_on)}召开{named}。现就征集议题有关事项通知如下："
    )
    return Notice(
        mark=Mark(organs=(issuer,), suffix="文件"),
        number=blank_number("notice" if side == Side.GOV else "union_letter", today.year),
        title=f"{issuer}关于征集{named}议题的通知",
        addressees=(CALLED[side],),
        body=(
            Paragraph(text=opening),
            Section(level=1, heading="征集范围", text=f"{classes}；其他需要会议研究的事项。"),
            Section(level=1, heading="材料要求", text=WANTED),
            Section(level=1, heading="报送时限", text=until),
        ),
        signature=Signature(organ=issuer, on=today),
        imprint=Imprint(printed_by=issuer, printed_on=today),
    )


def side_names(rule: RuleParameters) -> dict[str, str]:
    """Return how documents call where a topic comes from: by the rule's own words for the sides, where it has them."""
    usual = {Side.GOV: "政府方面", Side.UNION: "工会方面", "joint": "双方联合"}
    own = {side: getattr(rule, f"{side}_label") for side in BOTH_SIDES}
    return usual | {side: word for side, word in own.items() if word != getattr(REGIONAL_2024, f"{side}_label")}


def collected_text(counts: Collected, rule: RuleParameters) -> str:
    """Return part two of the agenda in figures: what each side brought, and what became of it (R8.4)."""
    words = side_names(rule)
    if not counts:
        return "本次会议未征集议题。"
    total = [sum(row[at] for row in counts.values()) for at in range(3)]
    sides = "；".join(
        f"{words[side]}征集{collected}项，筛选{screened}项，列入{tabled}项"
        for side, (collected, screened, tabled) in counts.items()
    )
    return f"本次会议共征集议题{total[0]}项，筛选{total[1]}项，列入{total[2]}项。其中：{sides}。"
