"""The words of letters to other levels. Chinese only: they are what the organs themselves issue."""

from datetime import date

from apps.documents.rendering.content import Imprint, Mark, Paragraph, Reminder, Section, Signature
from apps.documents.rendering.wording import chinese_date, matter_of
from apps.levels.supervision.models import SentLetter
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name
from tenants.correspondence.models import DispatchKind
from tenants.governments.models import SEPARATOR, Government
from vocabulary.roles import Side

WHY = "本级不能解决的原因"
OPENINGS = {
    DispatchKind.REMINDER: "现就{mechanism}有关工作提醒如下：",
    DispatchKind.SUPERVISION_ORDER: "现就{mechanism}有关工作督办如下：",
    DispatchKind.REFERRAL: "现将下列事项转你处办理：",
}
WANTED = {
    DispatchKind.REMINDER: "请于{day}前答复有关情况。",
    DispatchKind.SUPERVISION_ORDER: "请抓紧办理，于{day}前书面答复办理结果。",
    DispatchKind.REFERRAL: "请于{day}前办结并报告结果；不属职权范围的，请说明理由退回。",
}
#: A level asks the one above for help: it neither orders anything nor sets a day (R6.10).
OPENING_UPWARD = "下列事项本级难以解决，恳请协调解决："
WANTED_UPWARD = "恳请予以协调解决。妥否，请函复。"


def letter_between(letter: SentLetter, government: Government, to: Government, *, number: str, on: date) -> Reminder:
    """Return the numbered letter of one side's office to the same side's office of another level.

    The sender is called as its rule of today calls it; the receiver as the directory does, for its rule is its own.
    """
    rule = binding_rule()
    organ = office_name(government, rule, letter.side)
    goes_up = government.path.startswith(f"{to.path}{SEPARATOR}")
    return Reminder(
        mark=Mark(organs=(organ,)),
        number=number,
        title=f"{organ}{_named(letter, goes_up=goes_up)}",
        addressees=(to.gov_office_name if letter.side == Side.GOV else to.union_name,),
        body=_body(letter, rule.mechanism_name, goes_up=goes_up),
        signature=Signature(organ=organ, on=on),
        imprint=Imprint(printed_by=organ, printed_on=on),
    )


def _named(letter: SentLetter, *, goes_up: bool) -> str:
    """Return what the letter is called: by its kind to a level below, a request for help to the level above."""
    matter = matter_of(letter.title)
    if goes_up:
        return f"关于恳请协调解决{matter.removesuffix('问题')}问题的函"
    return f"关于{matter}的{DispatchKind(letter.kind).label}"


def _body(letter: SentLetter, mechanism: str, *, goes_up: bool) -> tuple[Paragraph | Section, ...]:
    """Return the letter's own words between those of its kind; a level asks the one above, and orders those below."""
    kind = DispatchKind(letter.kind)
    opening, wanted = (OPENING_UPWARD, WANTED_UPWARD) if goes_up else (OPENINGS[kind], WANTED[kind])
    return (
        Paragraph(text=opening.format(mechanism=mechanism)),
        Section(level=1, heading="事项", text=letter.text),
        *([Section(level=1, heading=WHY, text=letter.reason)] if letter.reason else []),
        *(
            [Paragraph(text=wanted)]
            if goes_up
            else [Section(level=1, heading="要求", text=wanted.format(day=chinese_date(letter.due_on)))]
        ),
    )
