"""What every page of a government shows around its content."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.auditing import selectors as auditing
from apps.organizations.models import User
from kernel.refusals import Sentence
from kinds.registry import kinds
from tenants.governments.models import Government, Level
from vocabulary.roles import DIRECTING, ONLY_READING, OVERSEEING, READING_BETWEEN_LEVELS, SYSTEM_OFFICER, Side
from web.shapes import Shown

ADDRESSES = {"home": "/", "sign_out": "/sign-out", "set_language": "/language", "password": "/password"}


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the navigation."""

    label: Sentence
    url: str


DESK = Section(_("工作台"), "/")
MEETINGS = Section(_("会议"), "/meetings")
TOPICS = Section(_("议题"), "/topics")
FOLLOWUPS = Section(_("落实清单"), "/followups")
CALENDAR = Section(_("日历"), "/calendar")
DOCUMENTS = Section(_("文件"), "/documents")
ROLLUP = Section(_("下级情况"), "/rollup")
ASSESSMENT = Section(_("年度考核"), "/assessment")
INBOX = Section(_("下级报送"), "/inbox")
CORRESPONDENCE = Section(_("往来函件"), "/correspondence")
WORK_RULES = Section(_("工作规则"), "/work-rules")
YEARS = Section(_("年度事项"), "/years")
DELEGATIONS = Section(_("委托代理"), "/delegations")
HANDOVERS = Section(_("职务移交"), "/handovers")
POSTS = Section(_("职务分工"), "/posts")
MANDATES = Section(_("派驻三员"), "/mandates")
AUDIT = Section(_("审计记录"), "/audit")
WORKING_DAYS = Section(_("工作日历"), "/working-days")
PEOPLE = Section(_("人员账号"), "/people")
UNITS = Section(_("单位名录"), "/units")
SECTIONS = (
    MEETINGS, CALENDAR, TOPICS, FOLLOWUPS, DOCUMENTS, ROLLUP, ASSESSMENT, INBOX, CORRESPONDENCE, WORK_RULES, YEARS,
    DELEGATIONS, POSTS, HANDOVERS, MANDATES, PEOPLE, UNITS, AUDIT, WORKING_DAYS,
)  # fmt: skip
#: Pages of a section that are the page of no kind.
BELONGS = {"/dispatches": CORRESPONDENCE, "/numbers": DOCUMENTS}


def government(request: HttpRequest) -> Shown:
    """Return the government of this host, who is signed in, and where that person may go."""
    place = getattr(request, "tenant", None)
    if not isinstance(place, Government):
        return {"government": None, "nav": [], "person": None, "addresses": ADDRESSES}
    user = getattr(request, "user", None)
    person = user if isinstance(user, User) else None
    return {
        "government": place,
        "nav": navigation(person, place, request.path) if person else [],
        "person": {"name": person.name, "post": person.printed_post, "side": _side(person)} if person else None,
        "addresses": ADDRESSES,
    }


def _side(person: User) -> str:
    return "" if person.side == Side.NONE else person.side


def navigation(person: User, place: Government, path: str) -> list[Shown]:
    """Return the sections `person` may open, the one of `path` marked. No query is made for it."""
    if person.password_is_initial:
        return []
    return [
        {"label": section.label, "url": section.url, "current": _is_in(path, section)}
        for section in sections_of(person, place)
    ]


def sections_of(person: User, place: Government) -> list[Section]:
    """Officers of the system have no part in business; viewers read what was issued."""
    if person.is_without_rights:
        return [DESK]
    if person.side == Side.NONE:
        oversight = [DELEGATIONS, POSTS, HANDOVERS, MANDATES] if person.role_names & OVERSEEING else []
        days = [WORKING_DAYS] if SYSTEM_OFFICER.name in person.role_names and "." not in place.path else []
        return [DESK, PEOPLE, UNITS, *([AUDIT] if auditing.reads(person) else []), *oversight, *days]
    found = [DESK, MEETINGS, CALENDAR]
    if not person.role_names <= ONLY_READING:
        found.append(TOPICS)
    found += [FOLLOWUPS, DOCUMENTS]
    if may_look_below(person, place):
        found += [ROLLUP, INBOX]
    if person.role_names & READING_BETWEEN_LEVELS:
        found += [ASSESSMENT, CORRESPONDENCE]
    return [*found, YEARS, WORK_RULES, *([DELEGATIONS, POSTS, UNITS] if person.role_names & DIRECTING else [])]


def may_look_below(person: User, place: Government) -> bool:
    """Whether there are governments below, and the person's roles let him or her see how they stand."""
    return place.level in {Level.REGION, Level.LEAGUE} and bool(person.role_names & READING_BETWEEN_LEVELS)


def section_of(path: str) -> Section | None:
    """Return the section to which a page behind `path` belongs, if any."""
    first = f"/{path.split('/')[1]}" if path.count("/") else path
    if first in BELONGS:
        return BELONGS[first]
    own = next((kind.page.section for kind in kinds() if kind.page and f"/{kind.page.slug}" == first), first)
    return next((one for one in SECTIONS if one.url == own), None)


def _is_in(path: str, section: Section) -> bool:
    return path == "/" if section is DESK else section_of(path) is section
