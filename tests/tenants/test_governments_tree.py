"""The tree of governments and the file it comes from."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from kernel.database import grants
from kernel.database.owner import as_owner
from tenants.governments.divisions import DIVISIONS, BrokenFile, read_divisions
from tenants.governments.models import Domain, Government, Level
from tenants.governments.provisioning import change_reporting_parent, close_government
from tests import databases


def test_the_list_holds_a_region_12_leagues_and_103_banners():
    divisions = read_divisions(DIVISIONS)
    counts = {level: sum(one.level == level for one in divisions) for level in Level.values}
    assert counts == {"region": 1, "league": 12, "banner": 103, "township": 0}
    assert all(one.counted for one in divisions)


def test_parents_come_first_in_the_list():
    seen = {""}
    for one in read_divisions(DIVISIONS):
        assert one.parent_code in seen
        seen.add(one.code)


@pytest.mark.rule("R0.2", "R12.7")
def test_the_organ_of_a_league_is_its_administrative_office():
    organs = {one.name: one.gov_name for one in read_divisions(DIVISIONS) if one.kind == "盟"}
    assert organs == {
        "兴安盟": "兴安盟行政公署",
        "锡林郭勒盟": "锡林郭勒盟行政公署",
        "阿拉善盟": "阿拉善盟行政公署",
    }


def broken(tmp_path, change):
    """The list with one change to its rows (a list of dictionaries)."""
    with DIVISIONS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file = tmp_path / "governments.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    return file


FAULTS = {
    "a code twice": (lambda rows: rows[5].update(code=rows[3]["code"]), "row 7: the code 150103 stands in row 5"),
    "an unknown parent": (lambda rows: rows[2].update(parent_code="159999"), "row 4: the parent 159999 is neither"),
    "a banner below a banner": (lambda rows: rows[3].update(parent_code="150102"), "row 5: a banner cannot stand"),
    "a region with a parent": (lambda rows: rows[0].update(parent_code="150100"), "row 2: a region has no parent"),
    "no parent": (lambda rows: rows[6].update(parent_code=""), "row 8: parent_code is empty"),
    "a code that is no code": (lambda rows: rows[6].update(code="15-0121"), "row 8: the code '15-0121'"),
    "the template's name": (lambda rows: rows[6].update(code="template"), "row 8: the code 'template'"),
    "an unknown level": (lambda rows: rows[6].update(level="city"), "row 8: the level 'city'"),
    "a name of blanks": (lambda rows: rows[6].update(union_name=" "), "row 8: union_name begins or ends"),
    "no name": (lambda rows: rows[6].update(name_zh=""), "row 8: name_zh is empty"),
    "a blank around a name": (lambda rows: rows[6].update(name_zh="土默特左旗 "), "row 8: name_zh begins or ends"),
    "a name too long": (lambda rows: rows[6].update(name_zh="旗" * 61), "row 8: name_zh is longer than 60"),
    "a league with a people's government": (
        lambda rows: next(row for row in rows if row["kind"] == "盟").update(gov_name="兴安盟人民政府"),
        "the organ of a league is its 行政公署",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_with_one_fault_is_refused_with_its_row(tmp_path, fault):
    change, sentence = FAULTS[fault]
    with pytest.raises(BrokenFile) as refused:
        read_divisions(broken(tmp_path, change))
    assert any(sentence in one for one in refused.value.faults), refused.value.faults


def test_every_fault_is_told_at_once_in_the_order_of_rows(tmp_path):
    def change(rows):
        rows[6].update(level="city")
        rows[3].update(kind="")

    with pytest.raises(BrokenFile) as refused:
        read_divisions(broken(tmp_path, change))
    assert [fault.split(":")[0] for fault in refused.value.faults] == ["row 5", "row 8"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_five_columns_are_enough_as_a_spreadsheet_saves_them(tmp_path, encoding):
    file = tmp_path / "zhejiang.csv"
    rows = ["code,name_zh,level,kind,parent_code", "330000,浙江省,region,省,", "330100,杭州市,league,地级市,330000"]
    file.write_bytes("\r\n".join(rows).encode(encoding))

    region, city = read_divisions(file)

    assert (region.gov_name, region.gov_office_name) == ("浙江省人民政府", "浙江省人民政府办公厅")
    assert (city.gov_office_name, city.union_name) == ("杭州市人民政府办公室", "杭州市总工会")
    assert (city.name_pinyin, city.name_en, city.counted) == ("Hangzhoushi", "Hangzhoushi", True)


@pytest.mark.parametrize("content", [b"", b"code,name\n1,2\n", "code\n150000\n".encode("utf-16"), b"\xd6\xd0"])
def test_what_is_not_such_a_list_is_refused(tmp_path, content):
    file = tmp_path / "other.csv"
    file.write_bytes(content)
    with pytest.raises(BrokenFile):
        read_divisions(file)


def test_nothing_of_a_broken_file_is_imported(committed_db, tmp_path):
    file = broken(tmp_path, lambda rows: rows[-1].update(level="city"))
    with pytest.raises(CommandError, match=r"Nothing was imported(?s:.*)row 117: the level 'city'"):
        call_command("import_governments", file)
    assert Government.objects.count() == len(databases.GOVERNMENTS)


def test_importing_again_creates_nothing_and_describes_anew(committed_db, tmp_path, capsys):
    def keep(rows):
        rows[:] = [row for row in rows if row["code"] in databases.GOVERNMENTS]
        rows[-1].update(name_en="Another Name")

    file = broken(tmp_path, keep)
    call_command("import_governments", file, verbosity=0)
    assert "0 governments created, 6 were there already." in capsys.readouterr().out
    assert Government.objects.filter(name_en="Another Name").count() == 1


def test_an_import_makes_whole_governments(committed_db, tmp_path, inside, capsys):
    def keep(rows):
        rows[:] = [row for row in rows if row["code"] in ("150000", "150100", "150122")]

    call_command("import_governments", broken(tmp_path, keep))
    out = capsys.readouterr().out
    assert "[1/1] g150122 托克托县" in out, "progress counts what there is to do"
    assert "1 governments created, 2 were there already." in out
    made = Government.objects.get(code="150122")
    assert (made.path, made.initials, made.schema_name) == ("150000.150100.150122", "tktx", "g150122")
    assert grants.differences(grants.all_schemas()) == (set(), set())
    with inside("150122"):
        from apps.organizations.models import Unit

        assert Unit.objects.count() == 0


def test_a_subtree_is_a_range_of_paths(db, government):
    codes = lambda governments: [one.code for one in governments]  # noqa: E731
    assert codes(Government.objects.below(government("150100"))) == ["150102", "150121"]
    assert codes(Government.objects.below(government("150000"))) == ["150100", "150102", "150121", "150200", "150202"]
    assert codes(Government.objects.below(government("150121"))) == []
    assert government("150000").is_above(government("150121"))
    assert not government("150121").is_above(government("150100"))


def test_a_government_may_answer_to_another_than_its_parent(committed_db, government):
    moved = change_reporting_parent(government("150121"), to=government("150200"), on=date(2026, 7, 1))
    assert moved == 1
    now = government("150121")
    assert (now.path, now.parent.code, now.reporting_parent.code) == ("150000.150200.150121", "150100", "150200")


def test_a_move_takes_along_all_below(committed_db, government):
    assert change_reporting_parent(government("150100"), to=government("150200"), on=date(2026, 7, 1)) == 3
    assert government("150121").path == "150000.150200.150100.150121"


def test_the_tree_does_not_become_a_circle(committed_db, government):
    with pytest.raises(ValueError, match="circle"):
        change_reporting_parent(government("150100"), to=government("150121"), on=date(2026, 7, 1))


def test_a_closed_government_stood_before(committed_db, government):
    close_government(government("150121"), on=date(2026, 7, 1))
    assert "150121" not in Government.objects.standing().values_list("code", flat=True)
    assert "150121" in Government.objects.standing(on=date(2026, 6, 30)).values_list("code", flat=True)


def test_the_database_knows_the_shape_of_the_tree(committed_db, government):
    refused = [
        ({"level": "city"}, "government_level_known"),
        ({"schema_name": "public"}, "government_schema_named"),
        ({"parent": None}, "government_region_is_root"),
        ({"parent": government("150121")}, "government_not_its_own_parent"),
    ]
    with as_owner():
        for change, constraint in refused:
            with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
                Government.objects.filter(code="150121").update(**change)


def test_a_further_host_name_is_a_plain_one(committed_db, government):
    with as_owner(), pytest.raises(IntegrityError, match="domain_is_a_plain_host"), transaction.atomic():
        Domain.objects.create(tenant=government("150121"), domain="Tumed.example:8000")


def test_the_librarys_shared_context_is_closed(db, government):
    with pytest.raises(TypeError, match="inside"), government("150121"):
        pass


def test_the_tree_is_listed_for_machines(db, capsys):
    import json

    call_command("governments", as_json=True)
    rows = json.loads(capsys.readouterr().out)
    assert [row["code"] for row in rows] == ["150000", "150100", "150102", "150121", "150200", "150202"]
    assert rows[3]["schema"] == "g150121"
    assert rows[3]["parent"] == "150100"
