"""The parts of the agenda beside the topics, as minutes record them: composed from the record, then edited (R8.2)."""

from collections.abc import Callable

from apps.documents.rendering.wording import chinese_date, quoted_within
from apps.meetings.agenda.letters import parts_said
from apps.meetings.agenda.rules import PARTS
from apps.meetings.collection.letters import collected_text
from apps.meetings.models import Meeting
from apps.minutes.models import AgendaPart
from apps.minutes.ports import OpenItem, PriorTold, prior_told
from apps.topics.rounds.selectors import collected
from apps.workrules.binding import binding_rule
from kernel.clock import SHANGHAI


def headings_of(meeting: Meeting) -> dict[str, str]:
    """Return the parts that the meeting's agenda has beside the topics, in their order, each under its heading."""
    said = parts_said(meeting)
    return {
        part: said[PARTS[part]].removeprefix("通报") for part in AgendaPart.values if PARTS[part] in said
    }  # fmt: skip


def words_of(meeting: Meeting) -> dict[str, str]:
    """Return the first words about each part; one in which nothing was to be told says so."""
    return {part: COMPOSED[part](meeting, heading) for part, heading in headings_of(meeting).items()}


def _prior(meeting: Meeting, heading: str) -> str:
    """Part one: heard once, with the figures that the notice fixed; the first meeting says that there are none."""
    told = prior_told(meeting)
    if not told.has_prior_meeting:
        return f"此前未召开过{binding_rule(meeting).mechanism_name}，没有应通报的议定事项。"
    if not told.listed:
        return f"会议听取了{heading}的通报。没有应通报的议定事项。"
    ended = f"已终止{told.terminated}项，" if told.terminated else ""
    figures = f"应通报议定事项{told.listed}项，已销号{told.closed}项，{ended}未落实{len(told.unfinished)}项。"
    return f"会议听取了{heading}的通报。{_as_of(told)}{figures}{_unfinished(told)}"


def _as_of(told: PriorTold) -> str:
    return f"截至{chinese_date(told.as_of.astimezone(SHANGHAI).date())}，" if told.as_of else ""


def _unfinished(told: PriorTold) -> str:
    if not told.unfinished:
        return ""
    return f"未落实的事项：{'；'.join(_one(item) for item in told.unfinished)}。"


def _one(item: OpenItem) -> str:
    until = f"，新的完成时限为{chinese_date(item.new_due_on)}" if item.new_due_on else ""
    return f"“{quoted_within(item.text.strip().rstrip('。；'))}”（{item.lead_unit}{until}）"


def _topics(meeting: Meeting, heading: str) -> str:
    """Part two: where the topics came from, in figures (R8.4)."""
    return f"会议通报了{heading}。{collected_text(collected(meeting.pk), binding_rule(meeting))}"


def _deploy(meeting: Meeting, heading: str) -> str:
    """Part four: what was set going, or that nothing was."""
    resolved = meeting.resolutions.count()
    if not resolved:
        return "本次会议没有形成需要部署落实的议定事项。"
    return (
        f"会议对落实{resolved}项议定事项作了部署：牵头单位对办理结果负责，配合单位按照分工配合，在完成时限前办结，"
        "并按时报送进展情况。"
    )


COMPOSED: dict[str, Callable[[Meeting, str], str]] = {
    AgendaPart.PRIOR_REPORT: _prior,
    AgendaPart.TOPICS_REPORT: _topics,
    AgendaPart.DEPLOY: _deploy,
}
