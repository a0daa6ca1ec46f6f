"""The press item as a sheet for checking and signing (宣传稿). Chinese only."""

from apps.documents.rendering.content import Paragraph, WorkingPaper
from apps.documents.rendering.wording import chinese_date
from apps.minutes.models import PublicityItem
from apps.organizations.models import User
from apps.workrules.binding import binding_rule
from apps.workrules.naming import office_name
from kernel import clock
from tenants.governments.selectors import government
from vocabulary.roles import Side


def press_sheet(one: PublicityItem, reader: User) -> WorkingPaper:
    """Return the words that are to be published, where and when, with room for both offices' signatures (R10.1)."""
    rule, place = binding_rule(one.meeting), government()
    words = [part.strip() for part in one.text.splitlines() if part.strip()]
    return WorkingPaper(
        title=one.title,
        issuer=office_name(place, rule, Side.UNION),
        as_of=clock.today(),
        body=(
            *(Paragraph(text=text) for text in words),
            Paragraph(lead="发布渠道", text=one.channel),
            Paragraph(lead="计划发布日期", text=chinese_date(one.planned_on)),
            Paragraph(
                lead="审签",
                text=f"{office_name(place, rule, Side.GOV)}：　　　　　{office_name(place, rule, Side.UNION)}：",
            ),
        ),
    )
