"""What of a work rule does not go together, or is not supported: looked at as a whole, each with its sentence."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from apps.workrules.parameters import REGIONAL_2024, RuleParameters
from kernel.refusals import Sentence
from vocabulary.roles import BOTH_SIDES, Side


def contradictions(parameters: RuleParameters) -> dict[str, Sentence]:
    """Return what does not go together or is not supported, by parameter, each with a sentence."""
    return {name: sentence for name, broken, sentence in _conflicts(parameters) if broken}


def _conflicts(it: RuleParameters) -> Iterable[tuple[str, bool, Sentence]]:
    """Yield (parameter, whether broken, sentence)."""
    yield "sides_count", it.sides_count != 2, _("本系统只办理政府与工会两方的会议，不支持三方机制。")
    too_few = it.frequency_max is not None and it.frequency_max < it.frequency_min
    yield "frequency_max", too_few, _("至多召开次数不能少于至少召开次数。")
    unnamed = it.presider_rule == "named_title" and not it.presider_title
    yield "presider_title", unnamed, _("由指定职务的人主持时，须写明职务。")
    titled = it.presider_rule != "named_title" and bool(it.presider_title)
    yield "presider_title", titled, _("只有由指定职务的人主持时，才写明职务。")
    free = it.presider_rule == "free" and it.presider_strength == "required"
    yield "presider_strength", free, _("不规定由谁主持时，没有应当与原则上之分。")
    chained = it.topic_settlement == "chain"
    yield "topic_settlement_chain", chained != bool(it.topic_settlement_chain), _("逐级审核须写明次序；其他方式不写。")
    origins, routes = set(it.topic_origins), set(it.topic_routes)
    without = {Side.GOV, "joint"} & origins and not {"gov_department", "gov_direct"} & routes
    yield "topic_routes", bool(without), _("政府议题须有提出途径。")
    stranded = bool({Side.UNION, "joint"} & origins) and "union_office" not in routes
    yield "topic_routes", stranded, _("工会议题须有提出途径。")
    for side in BOTH_SIDES:
        called = sum(slot.endswith(side) for slot in it.slots)
        crowded = it.reps_per_side is not None and "conveners" in it.attend_defaults and called > it.reps_per_side
        yield "reps_per_side", crowded, _("每方出席人数上限不能少于该方的召集人数。")
    uncounted = it.extraordinary_counts and not it.extraordinary_allowed
    yield "extraordinary_counts", uncounted, _("不召开临时会议的，不存在计入例会次数。")
    nobody = it.report_up_due_days is not None and not it.report_up_to.startswith("higher_")
    yield "report_up_due_days", nobody, _("规定会后几天内报告的，须写明向哪个上级办公室报告。")
    unread = bool(it.report_up_content) and not it.report_up_to.startswith("higher_")
    yield "report_up_content", unread, _("写明报告内容的，须写明向哪个上级办公室报告。")
    never = it.report_cycle_days is None and it.report_cycle_unit != REGIONAL_2024.report_cycle_unit
    yield "report_cycle_unit", never, _("不要求定期报送的，不另定报送间隔的单位。")
    unsent = "reminder" not in it.ladder_steps and it.ladder_reminder_days != REGIONAL_2024.ladder_reminder_days
    yield "ladder_reminder_days", unsent, _("催办督办没有提醒函的，不另定到期前几天提醒。")
    zero = it.collection_lead_unit != "none" and it.collection_lead == 0
    yield "collection_lead", zero, _("不要求提前征集时，单位请选“不作要求”。")
    longest = {"months": 24, "weeks": 104}.get(it.collection_lead_unit, it.collection_lead)
    yield "collection_lead", it.collection_lead > longest, _("提前征集的时间不能超过两年。")
    yield "agenda_parts", "deliberate" not in it.agenda_parts, _("议程必须有研究议题的部分。")
    yearly = it.report_cycle_unit == "months" and (it.report_cycle_days or 0) > 12
    yield "report_cycle_days", yearly, _("报送进展的间隔不能超过一年。")
    order = [one for one in REGIONAL_2024.agenda_parts if one in it.agenda_parts]
    yield "agenda_parts", list(it.agenda_parts) != order, _("议程各部分的先后不能改变。")
    steps = [one for one in REGIONAL_2024.ladder_steps if one in it.ladder_steps]
    yield "ladder_steps", list(it.ladder_steps) != steps, _("催办督办的步骤由轻到重，先后不能改变。")
