"""A city reminds, orders and refers, its banner asks back; each receives and answers; nobody else sees anything."""

from datetime import timedelta

import pytest

from apps.followups.items.refusals import PercentageOutOfRange
from apps.followups.models import AgreedItem
from apps.levels.supervision import arrived_services as arrived
from apps.levels.supervision import refusals
from apps.levels.supervision import sent_services as sent
from apps.levels.supervision.lifecycle import ARRIVED, SENT
from apps.levels.supervision.models import ArrivedLetter, SentLetter
from apps.topics.models import Topic
from apps.waiting.todos import waiting_for
from apps.workrules import services as workrules
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults
from kernel.lifecycle.engine import take
from kernel.lifecycle.inputs import clean
from kernel.refusals import Malformed, NotYours, UnknownObject, WrongRole, WrongSide, WrongState
from tenants.correspondence.models import Answer, Dispatch
from tenants.correspondence.selectors import answers_to
from tests.levels.supervision.levels import BANNER, BESIDE, CITY, REGION, SIBLING, WHY, Levels
from tests.road import refused
from tests.workrules.elsewhere import deviations


def told(levels: Levels, letter: SentLetter) -> list[str]:
    """What the sender reads of the other end."""
    with levels.at(CITY):
        return [
            one.kind for one in answers_to([Dispatch.objects.get(pk=letter.dispatch_id)]).get(letter.dispatch_id, [])
        ]


@pytest.mark.rule("R11.2")
def test_a_referral_is_accepted_reported_on_done_and_closed_beside_both_follow_up_lists(levels):
    letter = levels.send()
    assert (letter.state, letter.document.kind, letter.document.number[-2:]) == ("sent", "referral", "1号")
    own = levels.receive(letter)
    with levels.at(BANNER):
        by = levels.who(BANNER, "gov_clerk")
        arrived.accept_referral(arrived_letter_id=own.pk, **by)
        arrived.report_referral_progress(arrived_letter_id=own.pk, words="已确定三家企业", percentage=40, **by)
        arrived.report_referral_progress(arrived_letter_id=own.pk, words="已参保两千人", percentage=70, **by)
        assert arrived.report_referral_completion(arrived_letter_id=own.pk, words="全部参保", **by).state == "completed"
        assert not AgreedItem.objects.exists()
        acts = AuditEntry.objects.filter(object_id=own.pk).order_by("sequence").values_list("what", flat=True)
        assert [one.partition(".")[2] for one in acts] == [
            "receive", "accept", "report_progress", "report_progress", "report_completion",
        ]  # fmt: skip
        assert list(faults()) == []
    assert told(levels, letter) == ["received", "accepted", "progress", "progress", "completed"]
    with levels.at(CITY):
        closed = sent.close_letter(sent_letter_id=letter.pk, **levels.who(CITY, "gov_clerk"))
        assert (closed.state, closed.closed_by.username) == ("closed", "gov_clerk")
        assert {"sent_letter.draft", "sent_letter.send", "sent_letter.close"} <= set(
            AuditEntry.objects.filter(object_id=letter.pk).values_list("what", flat=True)
        )
        assert list(faults()) == []
    with levels.at(BANNER):
        assert Answer.objects.filter(kind="closed").count() == 1


@pytest.mark.rule("R12.2", "R12.3")
def test_the_sender_is_called_as_its_own_rule_calls_it(levels):
    with levels.at(CITY):
        by, named = levels.who(CITY, "gov_clerk"), {"union_label": "工会联合会", "mechanism_name": "联席座谈会议"}
        rule = workrules.draft_rule(title="呼和浩特市工作规则", deviations=deviations(**named), **by)
        on = {"document_number": "呼政办字〔2026〕9号", "issued_on": clock.today()}
        workrules.issue_rule(work_rule_id=rule.pk, **on, **by)
    document = levels.send(name="union_clerk", kind="reminder").document
    assert (document.issuer, document.title[:9]) == ("呼和浩特市工会联合会", "呼和浩特市工会联合")
    assert "现就联席座谈会议有关工作提醒如下" in str(document.content)


@pytest.mark.rule("R11.2")
def test_only_the_words_of_the_letter_travel(levels):
    letter = levels.send()
    with levels.at(CITY):
        document = letter.document
        by_name = levels.offices[CITY].people["gov_clerk"].name
    with levels.at(BANNER):
        row = Dispatch.objects.get()
        assert (row.number, row.title, row.text, row.side) == (document.number, document.title, letter.text, "gov")
        assert bytes(row.pdf) == bytes(document.pdf)
        assert (row.government_name, row.by_name) == ("呼和浩特市", by_name)
        kept = {field.name for field in Dispatch._meta.concrete_fields}
        assert not {"item", "item_id", "note", "content"} & kept
        assert "item" not in {field.name for field in ArrivedLetter._meta.concrete_fields}


@pytest.mark.rule("R11.2")
def test_a_referral_may_come_back_with_a_reason(levels):
    letter = levels.send()
    own = levels.receive(letter)
    with levels.at(BANNER):
        by = levels.who(BANNER, "gov_clerk")
        back = arrived.return_referral(arrived_letter_id=own.pk, words="属市级事权", **by)
        assert (back.state, back.words) == ("returned", "属市级事权")
    with levels.at(CITY):
        [_received, returned] = answers_to([Dispatch.objects.get()])[letter.dispatch_id]
        assert (returned.kind, returned.text, returned.government_name) == ("returned", "属市级事权", "土默特左旗")


@pytest.mark.rule("R12.3")
@pytest.mark.parametrize(("kind", "name"), [("reminder", "union_clerk"), ("supervision_order", "gov_clerk")])
def test_a_reminder_or_order_is_received_along_its_line_and_answered(levels, kind, name):
    letter = levels.send(kind=kind, name=name)
    other = "gov_clerk" if name == "union_clerk" else "union_clerk"
    with levels.at(BANNER), refused(refusals.NotSentToHere, fields=("dispatch",)):
        dispatch = Dispatch.objects.get(pk=letter.dispatch_id)
        arrived.receive_arrived(dispatch=dispatch, **levels.who(BANNER, other))
    own = levels.receive(letter, name=name)
    with levels.at(BANNER):
        for office, refusal in ((other, NotYours), (f"{name[: name.index('_')]}_leader", WrongRole)):
            with pytest.raises((NotYours, WrongRole)) as said:
                arrived.reply_to_arrived(arrived_letter_id=own.pk, words="已整改", **levels.who(BANNER, office))
            assert said.type is refusal
        with pytest.raises(WrongState):
            arrived.accept_referral(arrived_letter_id=own.pk, **levels.who(BANNER, name))
        done = arrived.reply_to_arrived(arrived_letter_id=own.pk, words="已整改", **levels.who(BANNER, name))
        assert (done.state, done.words) == ("replied", "已整改")
    assert told(levels, letter) == ["received", "replied"]


@pytest.mark.rule("R12.3")
@pytest.mark.parametrize(
    ("home", "to"),
    [(BANNER, CITY), (BANNER, REGION), (BANNER, SIBLING), (CITY, REGION), (CITY, BESIDE), (CITY, "150202"),
     (CITY, CITY), (CITY, "999999")],
)  # fmt: skip
def test_nobody_reminds_or_orders_upward_sideways_or_oneself(levels, home, to):
    for kind in ("reminder", "supervision_order"):
        with refused(refusals.OnlyDownward, fields=("government",)):
            levels.draft(home=home, government=to, kind=kind, reason=WHY)


@pytest.mark.rule("R11.2")
@pytest.mark.parametrize(
    ("home", "to"),
    [(BANNER, REGION), (BANNER, SIBLING), (BANNER, BESIDE), (BANNER, BANNER), (BANNER, "999999"), (CITY, BESIDE),
     (CITY, "150202"), (REGION, REGION)],
)  # fmt: skip
def test_a_referral_goes_neither_past_the_level_above_nor_sideways(levels, home, to):
    with refused(refusals.OneLevelUp, fields=("government",)):
        levels.draft(home=home, government=to, reason=WHY)


@pytest.mark.rule("R11.2")
def test_what_one_level_cannot_solve_is_referred_upward_answered_and_closed(levels):
    topic = levels.topic()
    letter = levels.ask_above(topic=topic)
    assert (letter.state, letter.to_name, letter.document.kind) == ("sent", "呼和浩特市", "referral")
    with levels.at(CITY):
        row = Dispatch.objects.get()
        assert row.text == f"{letter.text}\n\n本级不能解决的原因：{WHY}"
        assert not {topic.title, topic.background, str(topic.pk)} & {str(value) for value in vars(row).values()}
        assert not Topic.objects.filter(pk=topic.pk).exists()
    own = levels.receive(letter, at=CITY)
    with levels.at(CITY):
        by = levels.who(CITY, "gov_clerk")
        arrived.accept_referral(arrived_letter_id=own.pk, **by)
        arrived.report_referral_completion(arrived_letter_id=own.pk, words="已出台结算办法", **by)
        with pytest.raises(UnknownObject):
            sent.close_letter(sent_letter_id=letter.pk, **by)
    with levels.at(BANNER):
        answers = answers_to([Dispatch.objects.get()])[letter.dispatch_id]
        assert [one.kind for one in answers] == ["received", "accepted", "completed"]
        closed = sent.close_letter(sent_letter_id=letter.pk, **levels.who(BANNER, "gov_clerk"))
        assert (closed.state, closed.topic_id) == ("closed", topic.pk)
        assert list(faults()) == []
    for code in (REGION, SIBLING, BESIDE):
        with levels.at(code):
            assert not Dispatch.objects.exists()
            assert not Answer.objects.exists()


@pytest.mark.rule("R11.2")
def test_a_letter_to_the_level_above_asks_without_an_order_or_a_deadline(levels):
    letter = levels.ask_above(topic=levels.topic())
    content = letter.document.content["content"]
    body = str(content["body"])
    assert content["title"].startswith("土默特左旗人民政府办公室关于恳请协调解决")
    assert content["title"].endswith("问题的函")
    assert "恳请予以协调解决。妥否，请函复。" in body
    assert [word for word in ("转请", "签收", "日前", "办结", "退回", "要求") if word in body] == []
    below = levels.send(home=CITY, government=BANNER, kind="referral")
    ordered = below.document.content["content"]
    assert ordered["title"].endswith("的转办函")
    assert "日前办结并报告结果" in str(ordered["body"]), "a level below is given its day"


@pytest.mark.rule("R11.2")
def test_the_region_sends_back_what_a_city_can_settle(levels):
    letter = levels.ask_above(home=CITY, government=REGION)
    own = levels.receive(letter, at=REGION)
    with levels.at(REGION):
        by = levels.who(REGION, "gov_clerk")
        assert arrived.return_referral(arrived_letter_id=own.pk, words="属市级事权", **by).state == "returned"
    assert told(levels, letter) == ["received", "returned"]


@pytest.mark.rule("R11.2")
def test_the_level_above_is_told_why_also_when_a_draft_was_edited(levels):
    with refused(refusals.AboveMustKnowWhy, fields=("reason",)):
        levels.draft(home=BANNER, government=CITY)
    letter = levels.draft(home=BANNER, government=CITY, reason=WHY)
    with levels.at(BANNER), refused(refusals.AboveMustKnowWhy, fields=("reason",)):
        words = {"kind": "referral", "government": CITY, "title": "结算", "text": "请研究。", "due_on": levels.due}
        sent.edit_letter(sent_letter_id=letter.pk, **words, **levels.who(BANNER, "gov_clerk"))
    with refused(refusals.GovernmentOfficeOrders, fields=("kind",)):
        levels.draft(home=BANNER, government=CITY, reason=WHY, name="union_clerk")


@pytest.mark.rule("R6.10")
def test_a_letter_names_only_a_topic_that_the_screening_transferred(levels):
    with refused(refusals.TopicNotTransferred, fields=("topic",)):
        levels.draft(home=BANNER, government=CITY, reason=WHY, topic=levels.topic("prepared"))
    topic = levels.topic(serial=91)
    letter = levels.draft(home=BANNER, government=CITY, reason=WHY, topic=topic)
    with levels.at(BANNER):
        Topic.objects.filter(pk=topic.pk).update(state="prepared")
        with refused(refusals.TopicNotTransferred):
            sent.send_letter(sent_letter_id=letter.pk, **levels.who(BANNER, "gov_clerk"))


@pytest.mark.rule("R12.3")
def test_the_region_may_skip_a_level_and_the_level_between_reads_nothing(levels):
    with levels.at(REGION):
        by = levels.who(REGION, "gov_clerk")
        letter = levels.draft(home=REGION)
        sent.send_letter(sent_letter_id=letter.pk, **by)
    with levels.at(BANNER):
        assert Dispatch.objects.count() == 1
    for code in (CITY, SIBLING, BESIDE):
        with levels.at(code):
            assert not Dispatch.objects.exists()


@pytest.mark.rule("R11.2")
@pytest.mark.parametrize("kind", ["supervision_order", "referral"])
def test_orders_and_referrals_are_the_general_offices(levels, kind):
    with refused(refusals.GovernmentOfficeOrders, fields=("kind",)):
        levels.draft(kind=kind, name="union_clerk")


@pytest.mark.rule("R12.3")
@pytest.mark.parametrize(("name", "refusal"), [("gov_leader", WrongRole), ("security_officer", WrongSide)])
def test_only_offices_write(levels, name, refusal):
    with pytest.raises((WrongRole, WrongSide)) as said:
        levels.draft(name=name)
    assert said.type is refusal


@pytest.mark.rule("R12.3")
def test_the_day_to_answer_lies_ahead_also_when_a_draft_lay(levels):
    with refused(refusals.DayHasPassed, fields=("due_on",)):
        levels.draft(due_on=clock.today() - timedelta(days=1))
    letter = levels.draft(due_on=clock.today())
    with clock.frozen_at(clock.now() + timedelta(days=1)), levels.at(CITY), refused(refusals.DayHasPassed):
        sent.send_letter(sent_letter_id=letter.pk, **levels.who(CITY, "gov_clerk"))


@pytest.mark.rule("R12.3")
def test_a_draft_is_edited_and_given_up_by_the_office_that_wrote_it(levels):
    letter = levels.draft()
    words = {"kind": "reminder", "government": SIBLING, "title": "报送", "text": "请报送纪要。", "due_on": levels.due}
    with levels.at(CITY):
        with pytest.raises(NotYours):
            sent.edit_letter(sent_letter_id=letter.pk, **words, **levels.who(CITY, "union_clerk"))
        changed = sent.edit_letter(sent_letter_id=letter.pk, **words, **levels.who(CITY, "gov_clerk"))
        assert (changed.to_code, changed.kind, changed.state) == (SIBLING, "reminder", "drafted")
        gone = take(SENT, "discard", sent_letter_id=letter.pk, **levels.who(CITY, "gov_clerk"))
        assert gone.state == "discarded"
        assert not Dispatch.objects.exists()


@pytest.mark.rule("R12.3")
def test_a_letter_is_closed_when_answered_or_with_a_reason_and_then_nothing_more_is_reported(levels):
    letter = levels.send()
    own = levels.receive(letter)
    with levels.at(CITY):
        by = levels.who(CITY, "gov_clerk")
        with refused(refusals.NotAnswered, fields=("note",)):
            sent.close_letter(sent_letter_id=letter.pk, **by)
        sent.close_letter(sent_letter_id=letter.pk, note="任务已并入市级方案", **by)
    with levels.at(BANNER), refused(refusals.ClosedBySender):
        arrived.accept_referral(arrived_letter_id=own.pk, **levels.who(BANNER, "gov_clerk"))


@pytest.mark.rule("R12.3")
def test_a_letter_is_received_once_and_progress_is_a_percentage(levels):
    letter = levels.send()
    own = levels.receive(letter)
    with refused(refusals.LetterReceivedAlready, fields=("dispatch",)):
        levels.receive(letter)
    with levels.at(BANNER):
        by = levels.who(BANNER, "gov_clerk")
        arrived.accept_referral(arrived_letter_id=own.pk, **by)
        with refused(PercentageOutOfRange, fields=("percentage",)):
            arrived.report_referral_progress(arrived_letter_id=own.pk, words="过半", percentage=101, **by)
        with pytest.raises(WrongState):
            arrived.reply_to_arrived(arrived_letter_id=own.pk, words="已办", **by)


@pytest.mark.rule("R12.3")
def test_a_letter_to_another_is_no_object_at_all(levels):
    letter = levels.send()
    own = levels.receive(letter)
    [needs] = [row.needs for row in ARRIVED.named("receive")]
    unknown = "019a0000-0000-7000-8000-000000000000"
    with levels.at(SIBLING):
        with pytest.raises(Malformed) as foreign:
            clean(needs, {"dispatch": str(letter.dispatch_id)})
        with pytest.raises(Malformed) as nobodys:
            clean(needs, {"dispatch": unknown})
        assert foreign.value.fields == nobodys.value.fields
        with pytest.raises(UnknownObject):
            arrived.accept_referral(arrived_letter_id=own.pk, **levels.who(BANNER, "gov_clerk"))


@pytest.mark.rule("R12.3")
def test_it_waits_on_both_desks_in_turn(levels):
    def desk(code: str, name: str) -> list[tuple[str, str]]:
        with levels.at(code):
            todos = waiting_for(levels.offices[code].people[name])
            return [(one.kind, one.actions[0].name) for one in todos if one.kind.endswith("_letter")]

    draft = levels.draft()
    assert desk(CITY, "gov_clerk") == [("sent_letter", "send")]
    assert desk(CITY, "union_clerk") == []
    with levels.at(CITY):
        letter = sent.send_letter(sent_letter_id=draft.pk, **levels.who(CITY, "gov_clerk"))
    assert desk(CITY, "gov_clerk") == []
    assert desk(BANNER, "gov_clerk") == [("arrived_letter", "receive")]
    assert desk(BANNER, "union_clerk") == []
    own = levels.receive(letter)
    assert desk(BANNER, "gov_clerk") == [("arrived_letter", "accept")]
    with levels.at(BANNER):
        arrived.return_referral(arrived_letter_id=own.pk, words="属市级事权", **levels.who(BANNER, "gov_clerk"))
    assert desk(BANNER, "gov_clerk") == []
    assert desk(CITY, "gov_clerk") == [("sent_letter", "close")]
