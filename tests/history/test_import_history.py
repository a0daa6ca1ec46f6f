"""History comes in whole, flagged, with its declared days, and the next meeting goes on from it."""

import json
from datetime import date

import pytest
from django.core.management import CommandError

from apps.documents.models import IssuedDocument
from apps.followups.items import services as followups
from apps.followups.lifecycle import ITEM
from apps.followups.models import AgreedItem, SupportingPart
from apps.followups.prior_reports.report import prior_report
from apps.history import services
from apps.meetings.convening.services import draft_meeting
from apps.meetings.models import Attendance, Convener, Meeting
from apps.minutes.models import Minutes, PublicityItem
from apps.organizations.models import Unit, User
from apps.organizations.units.permissions import holds
from apps.topics.models import Topic
from apps.workrules.models import WorkRule
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.audit.services import faults as chain_faults
from kernel.lifecycle.engine import take
from tenants.ledger import models as ledger
from tenants.ledger.reconciliation import differences
from tests.history.conftest import CODE, EXAMPLE, run, value


@pytest.fixture
def file(tmp_path):
    """Write a package, changed by a function, and return its file."""

    def write(change):
        package = value()
        change(package)
        target = tmp_path / "package.json"
        target.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
        return target

    return write


def counts():
    return {
        model._meta.label: model._default_manager.count()
        for model in (
            Meeting,
            Topic,
            AgreedItem,
            WorkRule,
            IssuedDocument,
            Minutes,
            PublicityItem,
            Attendance,
            Convener,
            Unit,
            AuditEntry,
        )
    }


def test_the_documented_example_is_imported_whole(imported, inside):
    assert "17 objects imported" in imported
    with inside(CODE):
        first, second = Meeting.objects.order_by("ordinal")
        assert (first.state, first.held_on, first.declared_concluded_on) == (
            "closed",
            date(2023, 12, 8),
            date(2024, 7, 1),
        )
        assert first.declared_attendance == {"gov": 9, "union": 6, "guests": 2}
        assert (second.state, second.planned_on, second.presider.name) == ("following_up", date(2025, 4, 18), "李建国")
        assert [row.slot for row in second.conveners.all()] == [
            "chief_convener_gov", "chief_convener_union", "convener_gov",
        ]  # fmt: skip
        assert [(row.name, row.state) for row in second.attendances.all()] == [
            ("李建国", "checked_in"), ("娜仁花", "checked_in"), ("王海", "checked_in"), ("苏日娜", "absent"),
            ("赵铁柱", "checked_in"),
        ]  # fmt: skip
        assert [(row.number, row.state, row.declared_ended_on) for row in AgreedItem.objects.order_by("number")] == [
            ("2023-1-1", "closed", date(2024, 6, 12)),
            ("2025-2-1", "assigned", None),
            ("2025-2-2", "terminated", date(2025, 11, 20)),
        ]
        assert sorted(Topic.objects.values_list("year", "serial")) == [(2023, 1), (2025, 1), (2025, 2)]
        rule = WorkRule.objects.get()
        assert (rule.state, rule.repealed_on) == ("repealed", date(2024, 4, 15))


def test_everything_imported_is_flagged_and_nobody_is_named_as_actor(imported, inside):
    with inside(CODE):
        for model in (Meeting, Topic, AgreedItem, WorkRule, IssuedDocument, Minutes, PublicityItem, Convener):
            rows = list(model._default_manager.all())
            assert rows
            assert all(row.imported for row in rows), model
        meeting = Meeting.objects.get(ordinal=1)
        moments = ("requested_at", "accepted_at", "settled_at", "noticed_at", "opened_at", "held_at", "concluded_at")
        assert [name for name in moments if getattr(meeting, name) is not None] == []
        item = AgreedItem.objects.get(number="2023-1-1")
        assert (item.closed_at, item.closed_by) == (None, None)
        assert Convener.objects.filter(holder__isnull=False).count() == 0


def test_declared_days_stand_apart_from_the_recorded_moment(imported, inside):
    with inside(CODE):
        document = IssuedDocument.objects.get(number="土左联纪〔2023〕1号")
        assert (document.declared_on, document.issued_on) == (date(2023, 12, 25), date(2023, 12, 25))
        assert clock.day_of(document.issued_at) == clock.today()
        assert (bytes(document.docx), bytes(document.pdf), document.pdf_sha256) == (b"", b"", "")
        meeting = Meeting.objects.get(ordinal=1)
        assert clock.day_of(meeting.imported_at) == clock.day_of(meeting.state_since) == clock.today()


def test_what_was_published_has_its_declared_day_and_names_nobody(imported, inside):
    with inside(CODE):
        release = PublicityItem.objects.get()
        assert (release.state, release.declared_on, release.disclosure) == ("published", date(2025, 5, 14), "public")
        assert (release.published_at, release.published_by) == (None, None)


def test_a_meeting_is_bound_to_the_rule_of_its_day_without_its_figures(imported, inside):
    with inside(CODE):
        assert {one.ordinal: one.rule.get("document_number") for one in Meeting.objects.all()} == {
            1: "土左政办字〔2004〕12号",
            2: "内政办字〔2024〕8号",
        }
        assert all(set(one.rule) == {"title", "document_number"} for one in Meeting.objects.all())


def test_the_ledger_holds_the_facts_flagged_and_agrees_with_the_records(imported, inside):
    with inside(CODE):
        assert differences() == []
        facts = ledger.Meeting.objects.filter(government=CODE).order_by("ordinal")
        assert [(fact.imported, fact.state, fact.held_on, fact.concluded_on) for fact in facts] == [
            (True, "closed", date(2023, 12, 8), date(2024, 7, 1)),
            (True, "following_up", date(2025, 4, 25), None),
        ]
        assert [(fact.gov_lead, fact.union_lead) for fact in facts] == [("", ""), ("chief", "chief")]
        assert [(fact.topics_gov, fact.topics_union, fact.topics_joint, fact.topics_decided) for fact in facts] == [
            (0, 1, 0, 1),
            (1, 0, 1, 2),
        ]
        assert all(fact.minutes_due_on is None for fact in facts), "no deadline is claimed for what was not ours"
        ended = ledger.AgreedItem.objects.filter(government=CODE).values_list("closed_on", "terminated_on")
        assert sorted(ended, key=str) == [
            (None, None),
            (None, date(2025, 11, 20)),
            (date(2024, 6, 12), None),
        ]


def test_every_imported_object_has_its_entry_in_the_audit_chain(imported, inside):
    with inside(CODE):
        entries = AuditEntry.objects.filter(what__endswith=".import")
        assert entries.count() == 17
        assert {entry.changes["source"] for entry in entries} == {"土默特左旗人民政府办公室档案，2026年9月核对"}
        assert {entry.object_id for entry in entries.filter(what="meeting.import")} == set(
            Meeting.objects.values_list("pk", flat=True)
        )
        assert list(chain_faults()) == []


def test_the_next_meeting_continues_the_ordinals_and_reports_on_what_is_open(office, imported, inside):
    with inside(CODE):
        clerk = office.people["union_clerk"]
        meeting = draft_meeting(
            by=clerk, at=clock.now(), kind="ordinary", planned_on=date(2099, 6, 12), request_text="研究欠薪治理"
        )
        assert meeting.ordinal == 3
        report = prior_report(meeting)
        assert report.has_prior_meeting
        assert [row.item.number for row in report.unimplemented] == ["2025-2-1"]


def test_an_imported_open_item_goes_on_through_the_verbs(office, imported, inside):
    with inside(CODE):
        item, at = AgreedItem.objects.get(number="2025-2-1"), clock.now()
        lead = User.objects.filter(unit__side="gov", unit__kind="office", roles__contains=["gov_clerk"]).first()
        assert holds(lead, "lead_item", item)
        assert [part.unit.side for part in SupportingPart.objects.filter(item=item)] == ["union"]
        lead.roles = ["gov_clerk", "gov_unit"]
        lead.save(update_fields=["roles"])
        done = take(ITEM, "acknowledge", agreed_item_id=item.pk, by=User.objects.get(pk=lead.pk), at=at)
        assert (done.state, done.imported) == ("in_progress", True)
        assert differences() == []


def test_a_reopened_item_loses_the_declared_day(office, imported, inside):
    with inside(CODE):
        item = AgreedItem.objects.get(number="2023-1-1")
        clerk = office.people["gov_clerk"]
        item = followups.reopen_item(agreed_item_id=item.pk, reason="仍有欠薪", by=clerk, at=clock.now())
        assert (item.state, item.declared_ended_on) == ("in_progress", None)
        assert differences() == []


def test_the_same_package_twice_is_refused_and_changes_nothing(imported, inside):
    with inside(CODE):
        before = counts()
    with pytest.raises(CommandError, match=r"(?s)Nothing was imported.*ordinal 1 exists already"):
        run(EXAMPLE)
    with inside(CODE):
        assert counts() == before


def test_a_preview_says_what_would_be_written_and_writes_nothing(office, inside):
    with inside(CODE):
        before = counts()
    said = run(EXAMPLE, "--preview")
    assert "meeting 1 (ordinary) held on 2023-12-08: 17 people, 1 topics, 1 items of which 1 ended" in said
    assert "work rule 土默特左旗人民政府与土默特左旗总工会联席会议制度" in said
    assert "topic 关于推动建筑领域农民工工资保证金制度落实的议题 (union, 土默特左旗总工会办公室): agreed" in said
    assert "item 编制驿站管理办法 (土默特左旗总工会办公室), due on 2025-12-31, terminated on 2025-11-20: 自治区" in said
    assert "published 土默特左旗召开第二次联席会议 (土默特左旗人民政府门户网站) on 2025-05-14" in said
    assert "Preview: nothing was written" in said
    with inside(CODE):
        assert counts() == before


def test_a_package_of_another_government_is_refused(office):
    with pytest.raises(CommandError, match="the package is of 150121, not of 150102"):
        run(EXAMPLE, "--government", "150102")


def first(package):
    return package["meetings"][0]


def item(package):
    return first(package)["topics"][0]["resolutions"][0]


FAULTS = {
    "another format": (lambda p: p.update(format="2"), r"format: '2' is none of lianxi-history/1"),
    "an unknown government": (lambda p: p.update(government="159999"), r"no government with the code 159999"),
    "nothing in it": (
        lambda p: p.update(meetings=[], work_rules=[], year_plans=[], year_explanations=[]),
        r"neither a meeting nor a work rule",
    ),
    "a misspelt word": (lambda p: first(p).update(helt_on="2023-12-08"), r"meetings\[1\]\.helt_on: is not known here"),
    "no day": (lambda p: first(p).pop("held_on"), r"meetings\[1\]\.held_on: is missing"),
    "a day that is none": (
        lambda p: first(p).update(held_on="2023-02-30"),
        r"meetings\[1\]\.held_on: '2023-02-30' is no day",
    ),
    "a day to come": (lambda p: first(p).update(held_on="2199-01-04"), r"lies in the future; history is past"),
    "a number with a point": (lambda p: first(p).update(ordinal=1.5), r"meetings\[1\]\.ordinal: is no whole number"),
    "an ordinal of nothing": (lambda p: first(p).update(ordinal=0), r"meetings\[1\]\.ordinal: ordinals begin with 1"),
    "an ordinal twice": (
        lambda p: first(p).update(ordinal=2),
        r"meetings\[2\]\.ordinal: the meeting with the ordinal 2",
    ),
    "ordinals against the days": (
        lambda p: first(p).update(ordinal=3),
        r"meetings\[2\]\.ordinal: 2 does not fit the days",
    ),
    "minutes before the meeting": (
        lambda p: first(p)["minutes"].update(issued_on="2023-12-01"),
        r"minutes\.issued_on: lies before the meeting",
    ),
    "no minutes for what was resolved": (
        lambda p: first(p).update(minutes=None, concluded_on=None),
        r"give their number and day",
    ),
    "the same minutes twice": (
        lambda p: p["meetings"][1]["minutes"].update(number="土左联纪〔2023〕1号"),
        r"meetings\[2\]\.minutes\.number: .* is taken",
    ),
    "concluded with an open item": (lambda p: item(p).pop("closed_on"), r"concluded_on: an item is still open"),
    "closed before it was listed": (
        lambda p: item(p).update(closed_on="2023-12-20"),
        r"ended before the minutes put it",
    ),
    "due before the meeting": (lambda p: item(p).update(due_on="2023-12-08"), r"due_on does not lie after the meeting"),
    "an end twice": (
        lambda p: item(p).update(terminated_on="2024-06-13", reason="撤项"),
        r"either closed or terminated",
    ),
    "given up without a reason": (
        lambda p: (item(p).pop("closed_on"), item(p).update(terminated_on="2024-06-13")),
        r"resolutions\[1\]\.reason: is missing",
    ),
    "a unit nobody knows": (lambda p: item(p).update(lead_unit="水利局"), r"lead_unit: there is no unit 水利局"),
    "an open item of a closed unit": (
        lambda p: (item(p).pop("closed_on"), first(p).pop("concluded_on")),
        r"its units must still exist",
    ),
    "a unit that stands already": (
        lambda p: p["units"][0].update(name="土默特左旗总工会办公室"),
        r"units\[1\]\.name: there is a unit",
    ),
    "a unit of the wrong side": (
        lambda p: p["units"][0].update(side="union"),
        r"units\[1\]\.kind: department is no kind",
    ),
    "supports itself": (
        lambda p: item(p).update(supporting_units=["土默特左旗劳动局"]),
        r"lead unit does not support itself",
    ),
    "decided without binding": (
        lambda p: first(p)["topics"][0].update(outcome="noted"),
        r"topics\[1\]: the outcome noted yields no agreed item",
    ),
    "a joint topic of one": (
        lambda p: p["meetings"][1]["topics"][0].pop("co_proposer"),
        r"topics\[1\]\.co_proposer: is missing",
    ),
    "a presider who was not there": (lambda p: p["meetings"][1].update(presider="张永胜"), r"presider: is on no list"),
    "one person in two slots": (
        lambda p: p["meetings"][1]["conveners"]["convener_gov"].update(name="李建国"),
        r"one person fills two slots",
    ),
    "somebody twice": (
        lambda p: p["meetings"][1]["attendance"].append(p["meetings"][1]["attendance"][0]),
        r"names somebody twice",
    ),
    "no topic": (lambda p: first(p).update(topics=[]), r"a meeting without a topic"),
    "an extraordinary meeting without a ground": (
        lambda p: first(p).update(kind="extraordinary"),
        r"meetings\[1\]\.ground: None is none of",
    ),
    "a rule that begins before its issue": (
        lambda p: p["work_rules"][0].update(effective_on="2004-05-01"),
        r"work_rules\[1\]\.effective_on: lies before",
    ),
    "a rule repealed before it began": (
        lambda p: p["work_rules"][0].update(repealed_on="2004-05-18"),
        r"repealed_on: does not lie after",
    ),
    "two rules on one day": (
        lambda p: p["work_rules"].append({**p["work_rules"][0], "document_number": "x"}),
        r"work_rules\[2\]: on the same days",
    ),
    "published before the meeting": (
        lambda p: p["meetings"][1]["publicity"][0].update(published_on="2025-04-24"),
        r"meetings\[2\]\.publicity\[1\]\.published_on: what is published follows",
    ),
    "published without minutes": (
        lambda p: first(p).update(
            topics=[{**first(p)["topics"][0], "resolutions": []}],
            minutes=None,
            concluded_on=None,
            publicity=p["meetings"][1]["publicity"],
        ),
        r"meetings\[1\]\.publicity\[1\]\.published_on: what is published follows",
    ),
    "a text of blanks": (lambda p: p.update(source="  "), r"source: is no text"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_refuses_the_whole_and_is_named_with_its_place(office, inside, file, name):
    change, sentence = FAULTS[name]
    with inside(CODE):
        before = counts()
    with pytest.raises(CommandError, match=sentence):
        run(file(change))
    with inside(CODE):
        assert counts() == before


def test_a_number_given_under_another_name_of_the_union_is_taken_too(imported, inside, file):
    with inside(CODE):
        document = IssuedDocument.objects.filter(kind="minutes").first()
        values = {one.attname: getattr(document, one.attname) for one in document._meta.concrete_fields[1:]}
        IssuedDocument(**values | {"issuer": "土默特左旗工会联合会", "number": "土左联纪〔2023〕9号"}).save()
    with pytest.raises(CommandError, match=r"minutes\.number: 土左联纪〔2023〕9号 is taken"):
        run(file(lambda p: first(p)["minutes"].update(number="土左联纪〔2023〕9号")))


def test_all_faults_are_told_at_once(office, file):
    def spoil(package):
        first(package).pop("held_on")
        package["meetings"][1]["topics"][1].update(outcome="agreed to")

    with pytest.raises(CommandError) as told:
        run(file(spoil))
    assert len(str(told.value).splitlines()) == 3


@pytest.mark.parametrize("text", ["", "[]", "{", '"x"', '{"format": "lianxi-history/1", "meetings": 1}'])
def test_a_file_that_is_no_package_is_refused_in_words(db, tmp_path, text):
    target = tmp_path / "package.json"
    target.write_text(text)
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(target)


def test_an_interrupted_import_leaves_nothing(office, inside, monkeypatch):
    def fail(facts):
        raise ZeroDivisionError

    monkeypatch.setattr(services, "publish_all", fail)
    with inside(CODE):
        before = counts()
    with pytest.raises(ZeroDivisionError):
        run(EXAMPLE)
    with inside(CODE):
        assert counts() == before


def test_a_meeting_without_minutes_waits_for_them(office, inside, file):
    def without(package):
        first(package)["topics"][0]["resolutions"] = []
        first(package).pop("minutes")
        first(package).pop("concluded_on")

    run(file(without))
    with inside(CODE):
        meeting = Meeting.objects.get(ordinal=1)
        assert (meeting.state, meeting.minutes_issued_on) == ("held", None)
        assert differences() == []
