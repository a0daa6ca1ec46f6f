"""What went before a past decision and what followed it: replies, parts, more time, letters, leave and substitutes."""

import json
from datetime import date

import pytest
from django.core.management import CommandError

from apps.followups.models import AgreedItem, Extension, Letter, SupportingPart
from apps.followups.selectors import letter_due, letters_issued, with_dates
from apps.history.reading import read, read_file
from apps.history.workbook.writing import write_workbook
from apps.meetings.models import Attendance, NoticeReceipt, PreparationItem
from apps.topics.models import Consultation
from apps.waiting.todos import waiting_for
from apps.workrules.models import WorkRule
from kernel import clock
from tests.history.conftest import CODE, run, value

OFFICE, UNION, LABOUR = "土默特左旗人民政府办公室", "土默特左旗总工会办公室", "土默特左旗劳动局"


def fuller():
    """The example, with everything that a topic, an item or a list of names may carry."""
    package = value()
    first, second = package["meetings"]
    first["topics"][0]["consultations"] = [
        {"unit": LABOUR, "reply": "agree_with_comments", "text": "建议分两批开立。", "replied_on": "2023-11-20"},
        {
            "unit": OFFICE,
            "reply": "disagree",
            "text": "资金未落实。",
            "replied_on": "2023-11-22",
            "dissent_printed": True,
        },
    ]
    done = first["topics"][0]["resolutions"][0]
    done["closed_on"], first["concluded_on"] = "2024-09-12", "2024-10-08"
    done["extensions"] = [{"granted_on": "2024-06-20", "new_due_on": "2024-08-31", "reason": "两个项目停工"}]
    done["letters"] = [
        {"kind": "reminder", "number": "土左联督〔2024〕1号", "issued_on": "2024-06-15", "received_on": "2024-06-17"},
        {"kind": "chase_up", "number": "土左联督〔2024〕2号", "issued_on": "2024-09-02"},
    ]
    first["notice"] = {
        "number": "土左政办字〔2023〕88号", "issued_on": "2023-11-28",
        "receipts": [{"unit": LABOUR, "acknowledged_on": "2023-11-29", "reply": "副局长参会"}],
    }  # fmt: skip
    first["preparations"] = [{"title": "布置会场", "office": "gov", "done_on": "2023-12-07"}]
    package["work_rules"][0]["deviations"] = [{"parameter": "notice_lead", "value": "9", "reason": "路途较远"}]
    still_open = second["topics"][0]["resolutions"][0]
    still_open["parts"] = [{"unit": UNION, "text": "设计驿站服务项目", "due_on": "2026-09-30"}]
    second["attendance"] += [
        {"name": "高娃", "unit": UNION, "side": "union", "capacity": "member", "status": "on_leave",
         "leave_reason": "住院治疗", "leave_approver": "娜仁花"},
        {"name": "巴特尔", "unit": OFFICE, "side": "gov", "capacity": "member", "status": "substituted",
         "substitute_name": "白音", "substitute_title": "秘书科科长"},
    ]  # fmt: skip
    second["attendance"][2]["category"] = "职工代表"
    return package


@pytest.fixture
def file(tmp_path):
    def write(package):
        target = tmp_path / "package.json"
        target.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
        return target

    return write


@pytest.mark.rule("R11.6", "R11.7", "R6.7", "R6.8", "R5.5")
def test_the_whole_trail_is_imported_with_declared_days_and_nobodys_name(office, inside, file):
    said = run(file(fuller()), "--preview")
    assert "chase_up 土左联督〔2024〕2号 of 2024-09-02" in said
    assert "extended to 2024-08-31 on 2024-06-20" in said
    run(file(fuller()))
    with inside(CODE):
        assert list(Consultation.objects.order_by("declared_on").values_list("state", "reply", "replied_at")) == [
            ("replied", "agree_with_comments", None), ("dissent_printed", "disagree", None),
        ]  # fmt: skip
        item = AgreedItem.objects.get(number="2023-1-1")
        assert (item.original_due_on, item.due_on, item.extensions) == (date(2024, 6, 30), date(2024, 8, 31), 1)
        granted = Extension.objects.get()
        assert (granted.from_on, granted.declared_on, granted.granted_by) == (
            date(2024, 6, 30),
            date(2024, 6, 20),
            None,
        )
        letters = Letter.objects.select_related("document").order_by("document__declared_on")
        assert [(one.kind, one.state, one.due_on, one.document.number, one.received_at) for one in letters] == [
            ("reminder", "received", date(2024, 6, 30), "土左联督〔2024〕1号", None),
            ("chase_up", "issued", date(2024, 8, 31), "土左联督〔2024〕2号", None),
        ]
        rule = WorkRule.objects.get()
        assert rule.deviations["notice_lead"] == {"value": 9, "reason": "路途较远"}
        receipt = NoticeReceipt.objects.select_related("notice__document").get()
        assert (receipt.notice.document.number, receipt.declared_on, receipt.reply) == (
            "土左政办字〔2023〕88号", date(2023, 11, 29), "副局长参会",
        )  # fmt: skip
        assert PreparationItem.objects.values_list("title", "state", "declared_on").get() == (
            "布置会场", "done", date(2023, 12, 7),
        )  # fmt: skip
        part = SupportingPart.objects.get()
        assert (part.text, part.due_on, part.state) == ("设计驿站服务项目", date(2026, 9, 30), "assigned")
        people = {row.name: row for row in Attendance.objects.all()}
        assert (people["高娃"].state, people["高娃"].leave_approver) == ("on_leave", "娜仁花")
        assert (people["巴特尔"].state, people["巴特尔"].substitute_name) == ("substituted", "白音")
        assert people["赵铁柱"].category == "职工代表"
        for name in ("gov_clerk", "union_clerk"):
            assert not [one for one in waiting_for(office.people[name]) if one.kind in {"letter", "consultation"}]


def test_the_pages_of_an_imported_item_show_its_trail(office, inside, file, client_of):
    run(file(fuller()))
    with inside(CODE):
        item = AgreedItem.objects.get(number="2023-1-1")
        topic = item.resolution.topic_id
    client = client_of(CODE)
    client.force_login(office.people["gov_clerk"])
    page = client.get(f"/followups/{item.pk}")
    assert page.status_code == 200
    for words in ("土左联督〔2024〕2号", "两个项目停工"):
        assert words in page.content.decode()
    assert client.get(f"/topics/{topic}").status_code == 200


def test_the_workbook_carries_the_same_trail(tmp_path):
    target, today = tmp_path / "package.xlsx", clock.today()
    write_workbook(fuller(), target)
    of_json, of_workbook = read(fuller(), today=today), read_file(target, today=today)
    assert of_workbook.meetings == of_json.meetings
    assert of_workbook.sha256 == of_json.sha256


def item(package):
    return package["meetings"][0]["topics"][0]["resolutions"][0]


FAULTS = {
    "granted after the deadline": (
        lambda p: item(p)["extensions"][0].update(granted_on="2024-07-01"), "granted_on: more time is granted before"),
    "granted backwards": (
        lambda p: item(p)["extensions"][0].update(new_due_on="2024-06-30"), "new_due_on: does not lie after"),
    "chased too early": (
        lambda p: item(p)["letters"][1].update(issued_on="2024-08-31"), "follows the deadline (R11.7)"),
    "received before it was sent": (
        lambda p: item(p)["letters"][0].update(received_on="2024-06-14"), "received_on: lies before the day of issue"),
    "one kind twice": (
        lambda p: item(p)["letters"].append({**item(p)["letters"][1], "number": "9号"}), "each kind is issued once"),
    "one number twice": (
        lambda p: item(p)["letters"][1].update(number="土左联督〔2024〕1号"), "土左联督〔2024〕1号 is taken"),
    "a part of nobody": (
        lambda p: p["meetings"][1]["topics"][0]["resolutions"][0]["parts"][0].update(unit=OFFICE),
        "unit: is no supporting unit"),
    "a reply afterwards": (
        lambda p: p["meetings"][0]["topics"][0]["consultations"][0].update(replied_on="2023-12-09"),
        "replied_on: lies after the meeting"),
    "agreement coordinated": (
        lambda p: p["meetings"][0]["topics"][0]["consultations"][0].update(coordination="已协调"),
        "only a disagreement is coordinated"),
    "a parameter without meaning": (
        lambda p: p["work_rules"][0]["deviations"][0].update(value="很久"), "work_rules[1].deviations: "),
    "signed before it came": (
        lambda p: p["meetings"][0]["notice"]["receipts"][0].update(acknowledged_on="2023-11-27"),
        "acknowledged_on: lies before the notice"),
    "prepared afterwards": (
        lambda p: p["meetings"][0]["preparations"][0].update(done_on="2023-12-09"), "done_on: lies after the meeting"),
    "asked twice": (
        lambda p: p["meetings"][0]["topics"][0]["consultations"][1].update(unit=LABOUR), "a unit is asked once"),
    "asked nobody": (
        lambda p: p["meetings"][0]["topics"][0]["consultations"][1].update(unit="无此单位"), "there is no unit"),
    "leave without reason": (
        lambda p: p["meetings"][1]["attendance"][3].pop("leave_reason"), "leave_reason: is missing"),
    "leave of somebody present": (
        lambda p: p["meetings"][1]["attendance"][3].update(status="absent"), "belongs to somebody on leave"),
    "a substitute for nobody": (
        lambda p: p["meetings"][1]["attendance"][4].update(status="absent"), "belongs to somebody who was substituted"),
    "a member of a kind": (
        lambda p: p["meetings"][1]["attendance"][0].update(category="职工代表"), "belongs to guests and observers"),
}  # fmt: skip


def test_every_contradiction_of_a_trail_is_named(office, file):
    for name, (spoil, sentence) in FAULTS.items():
        package = fuller()
        spoil(package)
        with pytest.raises(CommandError) as told:
            run(file(package), "--preview")
        assert sentence in str(told.value), name


@pytest.mark.rule("R11.7")
def test_the_next_step_is_counted_from_the_declared_day_of_a_letter_and_not_from_its_import(office, inside, file):
    package = value()
    overdue = package["meetings"][1]["topics"][0]["resolutions"][0]
    overdue["letters"] = [{"kind": "chase_up", "number": "土左联督〔2025〕9号", "issued_on": "2025-06-05"}]
    overdue["due_on"] = "2025-06-01"
    run(file(package))
    with inside(CODE):
        item = AgreedItem.objects.get(letters__kind="chase_up")
        listed = with_dates(office.people["gov_clerk"]).get(pk=item.pk)
        for one in (item, listed):
            assert letters_issued(one) == {"chase_up": date(2025, 6, 5)}
            assert letter_due(one, date(2025, 6, 19)) is None
            assert letter_due(one, date(2025, 6, 20)) == "supervision_order"
