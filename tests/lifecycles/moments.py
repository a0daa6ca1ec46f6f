"""Every state of every lifecycle, reached by the people who may reach it.

`moments` walks one meeting's year and, at each stage, the side roads that lead off it; a side road is rolled back, so
that the year goes on as if it had not been taken. Each moment shows objects in states not shown before.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from apps.followups.extensions import services as extensions
from apps.followups.items import services as followups
from apps.followups.letters import services as letters
from apps.followups.lifecycle import EXTENSION, ITEM, LETTER, PART
from apps.followups.models import AgreedItem, Extension, Letter, SupportingPart
from apps.history.lifecycle import HISTORY_IMPORT
from apps.history.models import HistoryImport
from apps.levels.supervision import arrived_services as arrived
from apps.levels.supervision.lifecycle import ARRIVED, SENT
from apps.levels.supervision.models import ArrivedLetter, SentLetter
from apps.meetings.attendance import services as attendance
from apps.meetings.closing import services as closing_services
from apps.meetings.convening import services as convening_services
from apps.meetings.lifecycle import ATTENDANCE, MEETING
from apps.meetings.models import Attendance, Meeting, NoticeReceipt, PreparationItem
from apps.meetings.preparation.lifecycle import PREPARATION
from apps.meetings.receipts.lifecycle import NOTICE_RECEIPT
from apps.meetings.receipts.services import acknowledge_notice
from apps.meetings.topic_list import services as topic_list_services
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES, PUBLICITY
from apps.minutes.models import Minutes, PublicityItem
from apps.minutes.publicity import services as publicity
from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.deputies.lifecycle import DELEGATION
from apps.organizations.deputies.services import revoke_delegation
from apps.organizations.models import Delegation, Handover, OfficerMandate, Post, Unit, User
from apps.organizations.officers.lifecycle import MANDATE
from apps.organizations.officers.services import revoke_mandate
from apps.organizations.posts.lifecycle import HANDOVER, POST
from apps.organizations.units.lifecycle import UNITS
from apps.papers import services as papers
from apps.papers.lifecycle import PAPER
from apps.papers.models import PaperApproval
from apps.topics.consultations import services as consultations_services
from apps.topics.lifecycle import CONSULTATION, ROUND, TOPIC
from apps.topics.models import CollectionRound, Consultation, Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.screening import services as screening_services
from apps.workrules import services as workrules
from apps.workrules.lifecycle import WORK_RULE
from apps.workrules.models import WorkRule
from apps.years.lifecycle import YEAR_EXPLANATION, YEAR_PLAN
from apps.years.models import YearExplanation, YearPlan
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.lifecycle.table import Lifecycle
from kernel.workcalendar.rules import plus_months
from roads.story import STAGES, Story
from tests import between, deputies
from tests.history import uploads
from tests.years import told

TABLES: tuple[tuple[Lifecycle, type[Any]], ...] = (
    (MEETING, Meeting), (ATTENDANCE, Attendance), (NOTICE_RECEIPT, NoticeReceipt),
    (PREPARATION, PreparationItem), (TOPIC, Topic),
    (CONSULTATION, Consultation),
    (ROUND, CollectionRound),
    (MINUTES, Minutes), (PUBLICITY, PublicityItem), (ITEM, AgreedItem), (PART, SupportingPart), (EXTENSION, Extension),
    (YEAR_PLAN, YearPlan), (YEAR_EXPLANATION, YearExplanation),
    (LETTER, Letter), (WORK_RULE, WorkRule), (DELEGATION, Delegation), (HANDOVER, Handover), (PAPER, PaperApproval),
    (SENT, SentLetter), (ARRIVED, ArrivedLetter), (MANDATE, OfficerMandate), (POST, Post),
    (ACCOUNT, User), (UNITS, Unit),
    (HISTORY_IMPORT, HistoryImport),
)  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """One object in one state, while the clock stands at the day on which it came there.

    Where more than the state decides, `variant` says what: a joint topic not yet confirmed, a meeting in session.
    """

    lifecycle: Lifecycle
    state: str
    variant: str
    object: Any

    @property
    def name(self) -> str:
        """How the golden table calls it."""
        return f"{self.state}, {self.variant}" if self.variant else self.state


class _Back(Exception):
    pass


@contextmanager
def side_road() -> Iterator[None]:
    """Whatever happens inside is undone afterwards."""
    try:
        with transaction.atomic():
            yield
            raise _Back
    except _Back:
        pass


def moments(story: Story) -> Iterator[Moment]:
    """Yield every state of every lifecycle once."""
    seen: set[tuple[str, str, str]] = set()
    for stage in STAGES:
        story.walk(stage)
        with story.on(story.day_of(stage), 15):
            yield from _unseen(seen)
            for road in SIDE_ROADS.get(stage, ()):
                with side_road():
                    road(story)
                    yield from _unseen(seen)


def _unseen(seen: set[tuple[str, str, str]]) -> Iterator[Moment]:
    for lifecycle, model in TABLES:
        for instance in model.objects.order_by("pk"):
            key = (lifecycle.name, instance.state, _variant(instance))
            if key not in seen:
                seen.add(key)
                yield Moment(lifecycle, instance.state, _variant(instance), instance)


def _variant(instance: Any) -> str:
    match instance:
        case Topic(state="draft", origin="joint"):
            return "joint"
        case Topic(state="submitted") if instance.late_admitted_at:
            return "let in late"
        case Minutes() if instance.corrects_id:
            return "correction"
        case Minutes() if hasattr(instance, "corrected_by"):
            return "corrected"
        case Topic(state="tabled") if instance.session_of is not None:
            return "in session"
        case Consultation(state="replied", reply="disagree"):
            return "disagreeing"
        case ArrivedLetter(state="received") if instance.kind != "referral":
            return "to be answered"
        case Letter() if instance.part_id:
            return "about a part"
        case Attendance():
            state = instance.meeting.state
            return {"in_session": "in session", "settled": "", "noticed": ""}.get(state, "adjourned")
        case _:
            return ""


def _cancelled(story: Story) -> None:
    closing_services.cancel_meeting(meeting_id=story.meeting.pk, reason="情况有变", **story.someone("union_clerk"))


def _declined(story: Story) -> None:
    convening_services.decline_meeting(meeting_id=story.meeting.pk, reason="时机不成熟", **story.someone("gov_leader"))


def _work_rules(story: Story) -> None:
    by = story.someone("gov_clerk")
    first = workrules.draft_rule(title="联席会议工作规则", **by)
    workrules.issue_rule(
        work_rule_id=first.pk, document_number="土左政办字〔2024〕31号", issued_on=date(2024, 5, 6), **by
    )
    second = workrules.draft_rule(title="联席会议工作规则（修订）", **by)
    workrules.issue_rule(
        work_rule_id=second.pk, document_number="土左政办字〔2026〕3号", issued_on=date(2026, 3, 2), **by
    )
    workrules.draft_rule(title="再修订稿", **by)


def _topic_drafts(story: Story) -> None:
    text = next(text for text in story.chosen if text.origin == "union")
    speaker = story.speaker(text.proposer)
    submitted = story.topics[text.key]
    proposing_services.draft_topic(
        title="另一个议题", origin="union", category=text.category, background="背景", **speaker
    )
    joint = next(text for text in story.chosen if text.origin == "joint")
    partner = story.office.units[joint.co_proposer]
    both = {"origin": "joint", "main_side": joint.main_side, "co_proposer": partner, "category": text.category}
    proposing_services.draft_topic(title="联合议题", background="背景", **both, **story.speaker(joint.proposer))
    withdrawn = proposing_services.draft_topic(
        title="撤回的议题", origin="union", category=text.category, background="背景", **speaker
    )
    proposing_services.withdraw_topic(topic_id=withdrawn.pk, reason="已另行解决", **speaker)
    proposing_services.return_topic(topic_id=submitted.pk, reason="请补充数据", **story.someone("union_clerk"))


def _disagreements(story: Story) -> list[Consultation]:
    rows = list(Consultation.objects.select_related("topic", "unit").order_by("topic", "pk"))
    keys = {unit.pk: key for key, unit in story.office.units.items()}
    for row, stance in zip(rows, ("agree", "disagree", "disagree"), strict=False):
        who = story.speaker(keys[row.unit_id])
        consultations_services.reply_to_consultation(
            consultation_id=row.pk, reply=stance, text="请再研究资金来源。", **who
        )
    return rows


def _late_topics(story: Story) -> None:
    """The round has closed; one late topic is let in by both offices, the others are not."""
    CollectionRound.objects.update(closes_on=clock.today() - timedelta(days=1))
    first = next(iter(story.topics.values()))
    for name in ("union_clerk", "gov_clerk"):
        screening_services.admit_late_topic(topic_id=first.pk, reason="急需研究", **story.someone(name))


def _consultation_answers(story: Story) -> None:
    rows = _disagreements(story)
    clerk = {"by": story.office.people[f"{rows[0].topic.leading_side}_clerk"], "at": clock.now()}
    consultations_services.coordinate_disagreement(
        consultation_id=rows[1].pk, coordination="当面协商，已取得一致。", **clerk
    )
    clerk = {"by": story.office.people[f"{rows[2].topic.leading_side}_clerk"], "at": clock.now()}
    take(CONSULTATION, "print_dissent", consultation_id=rows[2].pk, **clerk)


def _silence(story: Story) -> None:
    text = next(text for text in story.chosen if text.replies)
    with story.on(clock.today() + timedelta(days=20)):
        take(TOPIC, "finish_consultation", topic_id=story.topics[text.key].pk, **story.clerk_of(text))


def _screened_out(story: Story) -> None:
    keys, by = list(story.topics), story.someone("union_clerk")
    screening_services.defer_topic(topic_id=story.topics[keys[0]].pk, reason="条件尚不成熟", **by)
    screening_services.reject_topic(topic_id=story.topics[keys[1]].pk, reason="不属联席会议事项", **by)
    screening_services.transfer_topic(topic_id=story.topics[keys[2]].pk, reason="转主管部门办理", **by)
    for key in keys[3:]:
        screening_services.table_topic(topic_id=story.topics[key].pk, **by)
    topic_list_services.settle_list(meeting_id=story.meeting.pk, **by)
    topic_list_services.settle_list(meeting_id=story.meeting.pk, **story.someone("gov_clerk"))


def _attendance_answers(story: Story) -> None:
    by = story.someone("gov_clerk")
    rows = list(Attendance.objects.filter(side="gov", slot=None))
    attendance.confirm_attendance(attendance_id=rows[0].pk, **by)
    attendance.take_leave(attendance_id=rows[1].pk, reason="赴外地出差", approver="副旗长", **by)
    attendance.substitute(attendance_id=rows[2].pk, name="额尔敦", title="副局长", **by)


def _prepared_for(story: Story) -> None:
    row = PreparationItem.objects.filter(office="union").first()
    take(PREPARATION, "complete", preparation_item_id=row.pk, **story.someone("union_clerk"))


def _taken_off(story: Story) -> None:
    row = Attendance.objects.filter(side="union", slot=None).first()
    attendance.remove(attendance_id=row.pk, reason="重复列入", **story.someone("union_clerk"))


def _signed_for(story: Story) -> None:
    row = NoticeReceipt.objects.filter(unit=None, side="gov").first()
    acknowledge_notice(notice_receipt_id=row.pk, **story.someone("gov_clerk"))


def _absence(story: Story) -> None:
    row = Attendance.objects.filter(side="gov", slot=None).first()
    take(ATTENDANCE, "mark_absent", attendance_id=row.pk, **story.someone("gov_clerk"))


def _minutes_returned(story: Story) -> None:
    minutes.return_minutes(minutes_id=story.minutes.pk, reason="请核对数字", **story.someone("union_leader"))


def _correction(story: Story) -> Minutes:
    return minutes.correct_minutes(minutes_id=story.minutes.pk, reason="更正数字", **story.someone("union_clerk"))


def _correction_issued(story: Story) -> None:
    correction = _correction(story)
    take(MINUTES, "submit_to_union", minutes_id=correction.pk, **story.someone("union_clerk"))
    take(MINUTES, "approve_for_union", minutes_id=correction.pk, **story.someone("union_leader"))
    take(MINUTES, "approve_for_government", minutes_id=correction.pk, **story.someone("gov_leader"))
    minutes.issue_minutes(minutes_id=correction.pk, **story.someone("union_clerk"))


def _press_item(story: Story) -> PublicityItem:
    words = {"title": "联席会议召开", "channel": "政府网站", "text": "会议议定三项。", "disclosure": "public"}
    planned_on = clock.today() + timedelta(days=3)
    by = story.someone("union_clerk")
    return publicity.draft_publicity(meeting=story.refresh(), planned_on=planned_on, **words, **by)


def _press_item_published(story: Story) -> None:
    item = _press_item(story)
    for name in ("union_clerk", "gov_clerk"):
        take(PUBLICITY, "publish", publicity_item_id=item.pk, **story.someone(name))


def _item_terminated(story: Story) -> None:
    item = AgreedItem.objects.first()
    for name in ("union_clerk", "gov_clerk"):
        followups.terminate_item(agreed_item_id=item.pk, reason="政策调整，不再需要", **story.someone(name))


def _more_time(story: Story) -> Extension:
    """An item of the human resources office, and its request for six more months."""
    item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()
    later = plus_months(item.due_on, 6)
    extensions.request_extension(
        agreed_item_id=item.pk, new_due_on=later, reason="资金年底到位", **story.speaker("hrss")
    )
    return Extension.objects.get(item=item)


def _extension_granted(story: Story) -> None:
    asked = _more_time(story)
    for name in ("union_clerk", "gov_clerk"):
        extensions.grant_extension(extension_id=asked.pk, **story.someone(name))


def _extension_refused(story: Story) -> None:
    asked = _more_time(story)
    extensions.refuse_extension(extension_id=asked.pk, reason="年内须完成", **story.someone("gov_clerk"))


def _overdue_letter(story: Story) -> Letter:
    """The chase-up about an item of the human resources office, on the day after its deadline."""
    item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()
    with story.on(item.due_on + timedelta(days=1)):
        letters.issue_letter(agreed_item_id=item.pk, kind="chase_up", **story.someone("gov_clerk"))
    return Letter.objects.get(item=item)


def _letter_to_a_supporting_unit(story: Story) -> None:
    part = SupportingPart.objects.filter(item__lead_unit=story.office.units["hrss"], state="in_progress").first()
    with story.on(part.due_on + timedelta(days=1)):
        letters.issue_part_letter(supporting_part_id=part.pk, kind="chase_up", **story.someone("gov_clerk"))


def _letter_received(story: Story) -> None:
    letter = _overdue_letter(story)
    with story.on(letter.due_on + timedelta(days=2)):
        take(LETTER, "receive", letter_id=letter.pk, **story.speaker("hrss"))


def _delegated(story: Story) -> None:
    deputies.delegation(story)


def _delegation_revoked(story: Story) -> None:
    lent = deputies.delegation(story)
    revoke_delegation(delegation_id=lent.pk, reason="提前返回", **story.someone("gov_leader"))


def _provided(story: Story) -> None:
    deputies.provided(story)


def _called_back(story: Story) -> None:
    sent = deputies.provided(story)
    revoke_mandate(officer_mandate_id=sent.pk, reason="回原单位", **story.someone("security_officer"))


def _closed_account(story: Story) -> None:
    deputies.closed_account(story)


def _reset_account(story: Story) -> None:
    deputies.reset_account(story)


def _closed_unit(story: Story) -> None:
    deputies.closed_unit(story)


def _handed_over(story: Story) -> None:
    deputies.handover(story)


def _signed_on_paper(story: Story) -> None:
    deputies.signed_paper(story)


def _paper_confirmed(story: Story) -> None:
    paper = deputies.signed_paper(story)
    papers.confirm_paper(paper_approval_id=paper.pk, **story.someone("gov_clerk_2"))


def _paper_withdrawn(story: Story) -> None:
    paper = deputies.signed_paper(story)
    papers.withdraw_paper(paper_approval_id=paper.pk, reason="扫描不清", **story.someone("gov_clerk"))


def _sent_down(story: Story) -> None:
    """As it would stand here if a government were below."""
    for make in (between.drafted, between.gone, between.given_up):
        make(story)


def _referral_done(story: Story) -> None:
    between.accepted(story)
    done = between.accepted(story)
    arrived.report_referral_completion(arrived_letter_id=done.pk, words="已办结", **story.someone("gov_clerk"))


def _referral_back(story: Story) -> None:
    own = between.came(story, "referral")
    arrived.return_referral(arrived_letter_id=own.pk, words="属市级事权", **story.someone("gov_clerk"))


def _order_answered(story: Story) -> None:
    own = between.came(story, "supervision_order")
    arrived.reply_to_arrived(arrived_letter_id=own.pk, words="已整改", **story.someone("gov_clerk"))


SIDE_ROADS: dict[str, tuple[Callable[[Story], Any], ...]] = {
    "drafted": (
        _cancelled,
        _work_rules,
        told.planned,
        told.explained,
        told.explanation_returned,
        told.explanation_confirmed,
        uploads.every_state,
    ),
    "requested": (
        _declined,
        _delegated,
        _delegation_revoked,
        _handed_over,
        _provided,
        _called_back,
        _closed_account,
        _reset_account,
        _closed_unit,
        _signed_on_paper,
        _paper_confirmed,
        _paper_withdrawn,
        _sent_down,
        between.ended,
        lambda story: between.came(story, "referral"),
        lambda story: between.came(story, "reminder"),
        _referral_done,
        _referral_back,
        _order_answered,
    ),
    "proposed": (_topic_drafts, _late_topics),
    "consulting": (_disagreements, _consultation_answers, _silence),
    "prepared": (_screened_out,),
    "settled": (_attendance_answers, _taken_off, _prepared_for),
    "noticed": (_signed_for,),
    "in_session": (_absence,),
    "union_review": (_minutes_returned,),
    "following_up": (_correction, _correction_issued, _press_item, _press_item_published),
    "in_progress": (
        _item_terminated,
        _more_time,
        _extension_granted,
        _extension_refused,
        _overdue_letter,
        _letter_to_a_supporting_unit,
        _letter_received,
    ),
}
