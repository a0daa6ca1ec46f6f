"""The agenda in the reader's language: what was printed is Chinese, and stays as it was printed."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.meetings.agenda.letters import parts_said
from apps.meetings.agenda.rules import PARTS
from apps.meetings.collection.letters import collected_text
from apps.meetings.models import Meeting
from apps.topics.rounds.selectors import Collected
from apps.workrules.parameters import PARAMETERS, RuleParameters
from vocabulary.roles import Side
from web.sides import side_words


def part_titles(meeting: Meeting) -> dict[int, str]:
    """Return how the parts of a meeting's agenda are called: as printed, elsewhere by their kind (R8.2)."""
    printed = parts_said(meeting)
    if _reads_chinese():
        return printed
    labels = {PARTS[name]: str(label) for name, label in PARAMETERS["agenda_parts"].choices}
    return {part: labels[part] for part in printed}


def line_of(part: int, text: str, titles: dict[int, str]) -> str:
    """Return a line that stands for its part as a whole; a topic's own words are never translated."""
    return text if _reads_chinese() else titles[part]


def figures(counts: Collected, rule: RuleParameters) -> str:
    """Return part two in numbers: what each side brought, and what became of it (R8.4)."""
    if _reads_chinese() or not counts:
        return collected_text(counts, rule) if _reads_chinese() else _("本次会议未征集议题")
    sides = {Side.GOV: side_words(Side.GOV), Side.UNION: side_words(Side.UNION), "joint": _("双方联合")}
    said = _("%(who)s：征集 %(collected)s 项，筛选 %(screened)s 项，列入 %(tabled)s 项")
    rows = {_("共计"): [sum(row[at] for row in counts.values()) for at in range(3)]}
    rows |= {sides[side]: list(row) for side, row in counts.items()}
    return "; ".join(
        said % {"who": who, "collected": row[0], "screened": row[1], "tabled": row[2]} for who, row in rows.items()
    )


def _reads_chinese() -> bool:
    return (get_language() or "zh-hans").startswith("zh")
