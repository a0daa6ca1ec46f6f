"""Past meetings over the interface: the acts of the pages, with every fault in the object."""

from typing import Any

import pytest
from django.utils.translation import override

from apps.history.tasks import check, write
from apps.workrules.models import WorkRule
from tests.api.conftest import TMT
from tests.api.test_files import send
from tests.history.uploads import workbook


@pytest.mark.rule("R4.10")
def test_one_office_uploads_the_other_confirms_and_each_sees_what_it_may_do(
    office: Any, caller: Any, inside: Any
) -> None:
    union, government = caller("union_clerk"), caller("gov_clerk")
    file = send(union, workbook(TMT), name="往年资料.xlsx").json()
    made = union.post("history-imports", {"file": file["id"]})
    assert made.status_code == 201, made.json()
    one = made.json()
    assert (one["state"], one["file"]["name"]) == ("uploaded", "往年资料.xlsx")
    with inside(TMT):
        check(key=one["id"])
    path = f"history-imports/{one['id']}"
    assert [act["name"] for act in government.get(path).json()["actions"]] == ["confirm", "return"]
    assert [act["name"] for act in union.get(path).json()["actions"]] == ["withdraw"]
    assert union.post(f"{path}/confirm").status_code == 403
    assert government.post(f"{path}/confirm").json()["state"] == "confirmed"
    with inside(TMT):
        write(key=one["id"])
        assert WorkRule.objects.get(imported=True).title == "联席会议制度（试行）"
    assert union.get(path).json()["object_count"] == 1
    assert [row["id"] for row in union.get("history-imports", state="imported").json()["results"]] == [one["id"]]
    assert caller("viewer").get("history-imports").json()["results"] == []


@pytest.mark.rule("R4.10")
def test_faults_stand_in_the_object_in_the_callers_language(office: Any, caller: Any, inside: Any) -> None:
    clerk = caller("gov_clerk")
    file = send(clerk, workbook("150102"), name="别处.xlsx").json()
    one = clerk.post("history-imports", {"file": file["id"]}).json()
    with inside(TMT), override("en"):
        check(key=one["id"])
    path = f"history-imports/{one['id']}"
    shown = clerk.get(path).json()
    assert (shown["state"], shown["fault_count"]) == ("faulty", 1)
    [fault] = shown["faults"]
    assert fault["place"] == "“基本信息”表第 2 行 B 列（区划代码）"
    assert fault["sentence"] == "这份资料是 150102 的，不是 150121 的。"
    [told] = clerk.get(path, headers={"Accept-Language": "en"}).json()["faults"]
    assert told["sentence"] == "the package is of 150102, not of 150121."
