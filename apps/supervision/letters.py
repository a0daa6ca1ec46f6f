"""The words of letters to governments below. Chinese only: they are what the organs themselves issue."""

from datetime import date

from apps.documents.rendering.content import Imprint, Mark, Paragraph, Reminder, Section, Signature
from apps.documents.rendering.wording import chinese_date
from apps.supervision.models import SentLetter
from tenants.correspondence.models import DispatchKind
from tenants.governments.models import Government

OPENINGS = {
    DispatchKind.REMINDER: "现就联席会议有关工作提醒如下：",
    DispatchKind.SUPERVISION_ORDER: "现就联席会议有关工作督办如下：",
    DispatchKind.REFERRAL: "现将下列事项转你处办理：",
}
WANTED = {
    DispatchKind.REMINDER: "请签收，并于{day}前答复有关情况。",
    DispatchKind.SUPERVISION_ORDER: "请签收并限期办理，于{day}前书面答复办理结果。",
    DispatchKind.REFERRAL: "请签收。承办的，于{day}前办结并报告结果；不属职权范围的，请说明理由退回。",
}


def letter_to_below(letter: SentLetter, government: Government, to: Government, *, number: str, on: date) -> Reminder:
    """Return the numbered letter of one side's office to the same side's office of a government below."""
    of_gov = letter.side == "gov"
    organ = government.gov_office_name if of_gov else government.union_name
    kind = DispatchKind(letter.kind)
    return Reminder(
        mark=Mark(organs=(organ,)),
        number=number,
        title=f"{organ}关于{letter.title}的{kind.label}",
        addressees=(to.gov_office_name if of_gov else to.union_name,),
        body=(
            Paragraph(text=OPENINGS[kind]),
            Section(level=1, heading="事项", text=letter.text),
            Section(level=1, heading="要求", text=WANTED[kind].format(day=chinese_date(letter.due_on))),
        ),
        signature=Signature(organ=organ, on=on),
        imprint=Imprint(printed_by=organ, printed_on=on),
    )
