"""The words of the letters of request and reply. Chinese only: the organs themselves issue them."""

from dataclasses import dataclass
from datetime import date

from apps.documents.rendering.content import Block, Letter, Mark, Paragraph, Section, Signature
from apps.documents.rendering.wording import chinese_date
from apps.meetings.models import Meeting
from apps.meetings.titles import meeting_title, short_title
from apps.workrules.binding import binding_rule
from apps.workrules.naming import organ, rule_cited
from tenants.governments.models import Government
from vocabulary.roles import other_side


def request_letter(meeting: Meeting, government: Government, *, number: str, on: date) -> Letter:
    """Return the letter by which one side, usually the union, asks the other to convene (Art. 4)."""
    rule = binding_rule(meeting)
    asking = organ(government, rule, meeting.requesting_side)
    asked = organ(government, rule, other_side(meeting.requesting_side))
    conveners = "；".join(f"{row.title}{row.name}" for row in meeting.conveners.order_by("slot"))
    cited = rule_cited(rule, article="第四条")
    body: list[Block] = [
        Paragraph(
            text=f"根据{cited}规定，现提请召开"
            f"{meeting_title(meeting, government)}，拟于{chinese_date(meeting.planned_on)}召开。有关事项函告如下："
        ),
        Section(level=1, heading="提请事由", text=meeting.request_text),
    ]
    if conveners:
        body.append(Section(level=1, heading=_titles_of_conveners(meeting), text=f"{conveners}。"))
    if meeting.ground_text:
        body.append(Section(level=1, heading="临时召开的情形", text=meeting.ground_text))
    if meeting.prior_consultation:
        body.append(Section(level=1, heading="提前协商情况", text=meeting.prior_consultation))
    if meeting.principal_leader_ground:
        leader = f"{meeting.principal_leader_title}{meeting.principal_leader}"
        why = "" if rule.presider_rule == "principal_required" else "属特殊重大问题，"
        text = f"{why}拟邀请{leader}出席并主持会议。{meeting.principal_leader_ground}"
        body.append(Section(level=1, heading="邀请主要领导出席的理由", text=text))
    body.append(Paragraph(text="妥否，请函复。"))
    return Letter(
        mark=Mark(organs=(asking,)),
        number=number,
        title=f"{asking}关于提请召开{short_title(meeting)}的函",
        addressees=(asked,),
        body=tuple(body),
        signature=Signature(organ=asking, on=on),
    )


def _titles_of_conveners(meeting: Meeting) -> str:
    """Return how the rule calls those who convene: 总召集人和召集人, or whichever of the two there are (Art. 4)."""
    rule = binding_rule(meeting)
    slots = rule.slots
    chiefs = [rule.chief_convener_title] if any(slot.startswith("chief_") for slot in slots) else []
    others = [rule.convener_title] if any(not slot.startswith("chief_") for slot in slots) else []
    return "和".join(dict.fromkeys([*chiefs, *others]))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the side that was asked answers: which act of the table, why, which other day, to which letter."""

    to: str
    act: str
    reason: str = ""
    other_date: date | None = None

    def words(self, meeting: Meeting) -> str:
        """Return the answer in one sentence."""
        if self.act == "propose_other_date" and self.other_date:
            return f"建议改于{chinese_date(self.other_date)}召开。理由：{self.reason}"
        if self.act == "decline":
            return f"经研究，暂不召开。理由：{self.reason}"
        return f"经研究，同意于{chinese_date(meeting.planned_on)}召开{short_title(meeting)}。有关筹备工作请会同办理。"


def reply_letter(meeting: Meeting, government: Government, answer: Answer, *, number: str, on: date) -> Letter:
    """Return the letter that answers a request to convene; it names the letter it answers (Art. 4)."""
    rule = binding_rule(meeting)
    asking = organ(government, rule, meeting.requesting_side)
    answering = organ(government, rule, other_side(meeting.requesting_side))
    quoted = f"（{answer.to}）" if answer.to else ""
    return Letter(
        mark=Mark(organs=(answering,)),
        number=number,
        title=f"{answering}关于召开{short_title(meeting)}的复函",
        addressees=(asking,),
        body=(
            Paragraph(text=f"《{asking}关于提请召开{short_title(meeting)}的函》{quoted}收悉。现函复如下："),
            Paragraph(text=answer.words(meeting)),
            Paragraph(text="特此函复。"),
        ),
        signature=Signature(organ=answering, on=on),
    )
