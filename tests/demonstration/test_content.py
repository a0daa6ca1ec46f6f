"""The demonstration's content is whole: every key exists, every text is said, every government finds its own words."""

import copy
import csv
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from demonstration import accounts, content, soundness
from roads.texts import Place, Resolution, Topic
from tests.demonstration.places import (
    DIVISIONS,
    LEFTOVER,
    ONE_OF_EACH_KIND,
    PLACES,
    REGION,
    TUMED,
    XINCHENG,
    of_kind,
    texts_of,
)

LENGTHS = {"background": (80, 200), "research": (100, 250), "argumentation": (40, 120), "proposed_decision": (60, 160)}


def all_topics() -> list[Topic]:
    """Every topic once, told by a place that it suits."""
    return list({topic.key: topic for place in PLACES for topic in content.topics(place)}.values())


def all_resolutions() -> list[Resolution]:
    return [resolution for topic in all_topics() for resolution in topic.resolutions]


def test_the_content_is_told_for_all_116_governments() -> None:
    assert len(PLACES) == 116
    assert {place.kind for place in PLACES} == set(content.KINDS)
    assert {place.level for place in PLACES} == set(content.LEVELS)


def test_a_place_names_its_general_office_as_the_list_of_divisions_does() -> None:
    with DIVISIONS.open(encoding="utf-8", newline="") as rows:
        written = {row["code"]: row["gov_office_name"] for row in csv.DictReader(rows)}

    assert {place.code: place.gov_office for place in PLACES} == written
    assert {place.code: content.unit(place, "gov_office").name for place in PLACES} == written


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.code)
def test_every_government_renders_units_and_posts_without_a_placeholder_left(place: Place) -> None:
    units = content.units(place)
    cast = accounts.cast(place, has_children=True)
    names = [unit.name for unit in units]

    assert all(name.startswith(place.name) for name in names)
    assert len(set(names)) == len(names)
    assert len({unit.short_name for unit in units}) == len(units)
    assert all(len(name) <= 120 for name in names)
    assert all(text and not LEFTOVER.search(text) for text in texts_of(units))
    assert all(text and not LEFTOVER.search(text) for text in texts_of([member.post for member in cast.members]))


@pytest.mark.parametrize("place", ONE_OF_EACH_KIND, ids=of_kind)
def test_each_side_has_one_office_and_enough_units(place: Place) -> None:
    counted = Counter((unit.side, unit.kind) for unit in content.units(place))

    assert counted["gov", "office"] == counted["union", "office"] == 1
    assert counted["gov", "department"] >= 10
    assert counted["union", "union_department"] >= 4
    assert counted["union", "industrial_union"] >= 2


@pytest.mark.rule("R4.3")
@pytest.mark.parametrize(
    ("kind", "chief", "convener"),
    [
        ("自治区", "副主席", "副秘书长"),
        ("盟", "副盟长", "副秘书长"),
        ("地级市", "副市长", "副秘书长"),
        ("旗", "副旗长", "政府办公室主任"),
        ("自治旗", "副旗长", "政府办公室主任"),
        ("县", "副县长", "政府办公室主任"),
        ("县级市", "副市长", "政府办公室主任"),
        ("市辖区", "副区长", "政府办公室主任"),
    ],
)
def test_conveners_have_the_titles_of_their_kind_of_government(kind: str, chief: str, convener: str) -> None:
    place = next(place for place in PLACES if place.kind == kind)

    assert content.post(place, "chief_convener_gov").title == chief
    assert content.post(place, "convener_gov").title == convener


def test_a_league_is_led_by_its_administrative_office_not_by_a_peoples_government() -> None:
    league = next(place for place in PLACES if place.code == "152500")

    assert content.post(league, "chief_convener_gov").full_title == "锡林郭勒盟行政公署副盟长"
    assert content.unit(league, "gov_office").name == "锡林郭勒盟行政公署办公室"


def test_a_region_has_departments_of_its_rank_and_a_banner_of_its_own() -> None:
    assert content.unit(REGION, "hrss").name == "内蒙古自治区人力资源和社会保障厅"
    assert content.unit(TUMED, "hrss").name == "土默特左旗人力资源和社会保障局"
    assert content.unit(XINCHENG, "hrss").name == "呼和浩特市新城区人力资源和社会保障局"


def test_there_are_enough_people_and_none_twice() -> None:
    names = [person.name for person in content.people("150121")]

    assert len(names) >= 240
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[一-龥]{2,7}", name) for name in names)
    assert {person.sex for person in content.people("150121")} == {"女", "男"}


def test_each_government_has_its_own_people_and_always_the_same() -> None:
    assert content.people("150121") == content.people("150121")
    assert content.people("150121")[:40] != content.people("150122")[:40]
    assert content.people("150121", 1)[:40] != content.people("150121", 2)[:40]
    assert content.people("150121", 0)[0].name == "乌日罕"


def test_there_are_at_least_48_topics_of_every_class_and_origin() -> None:
    told = all_topics()

    assert len(told) >= 48
    assert {topic.category for topic in told} == set(soundness.CATEGORIES)
    assert {topic.origin for topic in told} == {"gov", "union", "joint"}
    assert {reply.stance for topic in told for reply in topic.replies} == set(content.STANCES)


def test_no_two_topics_share_a_key_or_a_title() -> None:
    written = json.loads((content.FOLDER / "topics.json").read_text(encoding="utf-8"))["topics"]

    assert len({topic["key"] for topic in written}) == len(written) == len(all_topics())
    assert len({topic["title"] for topic in written}) == len(written)


@pytest.mark.parametrize("place", ONE_OF_EACH_KIND, ids=of_kind)
def test_every_unit_that_a_topic_names_exists_and_has_somebody_to_speak_for_it(place: Place) -> None:
    existing = {unit.key for unit in content.units(place)}
    for topic in content.topics(place):
        named = {topic.proposer, topic.co_proposer or topic.proposer, topic.lead, *topic.supporting}
        named |= {reply.unit for reply in topic.replies}
        named |= {unit for resolution in topic.resolutions for unit in (resolution.lead, *resolution.supporting)}

        assert named <= existing, topic.key
        assert named <= {one.unit_key for one in accounts.demo_accounts(has_children=False) if one.is_liaison}


@pytest.mark.parametrize("place", ONE_OF_EACH_KIND, ids=of_kind)
def test_every_kind_of_government_has_enough_topics_for_several_meetings(place: Place) -> None:
    told = content.topics(place)

    assert len([topic for topic in told if not topic.is_briefing]) >= 24
    assert {topic.origin for topic in told} == {"gov", "union", "joint"}


def test_a_topic_is_proposed_by_a_unit_of_its_own_side_and_never_by_an_office() -> None:
    units = {unit.key: unit for unit in content.units(TUMED)}
    for topic in all_topics():
        home = topic.main_side if topic.origin == "joint" else topic.origin

        assert units[topic.proposer].side == home, topic.key
        assert units[topic.proposer].kind not in {"office", "leadership"}, topic.key


def test_a_joint_topic_has_a_main_side_and_a_co_proposer_of_the_other() -> None:
    sides = {unit.key: unit.side for unit in content.units(TUMED)}
    for topic in all_topics():
        if topic.origin == "joint":
            assert topic.co_proposer is not None
            assert {topic.main_side, sides[topic.co_proposer]} == {"gov", "union"}, topic.key
        else:
            assert topic.main_side is topic.co_proposer is None, topic.key


def test_every_responsible_unit_was_consulted_exactly_once() -> None:
    for topic in all_topics():
        asked = [reply.unit for reply in topic.replies]
        responsible = {topic.lead, *topic.supporting}
        responsible |= {unit for resolution in topic.resolutions for unit in (resolution.lead, *resolution.supporting)}

        assert len(set(asked)) == len(asked), topic.key
        assert responsible <= set(asked), topic.key
        assert topic.lead not in topic.supporting, topic.key


def test_some_disagreements_were_coordinated_and_at_least_one_stays_a_dissent() -> None:
    disagreements = [reply for topic in all_topics() for reply in topic.replies if reply.stance == "disagree"]
    others = [reply for topic in all_topics() for reply in topic.replies if reply.stance != "disagree"]

    assert any(reply.coordination for reply in disagreements)
    assert any(reply.coordination is None for reply in disagreements)
    assert all(reply.coordination is None for reply in others)


def test_a_briefing_is_noted_and_a_deliberation_resolved() -> None:
    for topic in all_topics():
        if topic.is_briefing:
            assert topic.noted
            assert topic.months is None
            assert topic.resolutions == ()
        else:
            assert topic.noted is None
            assert 1 <= len(topic.resolutions) <= 2, topic.key


def test_only_a_topic_of_another_class_gives_a_reason_for_it() -> None:
    assert {bool(topic.category_reason) for topic in all_topics() if topic.category == "other"} == {True}
    assert {bool(topic.category_reason) for topic in all_topics() if topic.category != "other"} == {False}


@pytest.mark.parametrize("place", [REGION, TUMED], ids=of_kind)
@pytest.mark.parametrize("field", LENGTHS)
def test_the_papers_of_a_topic_are_neither_a_slogan_nor_a_treatise(place: Place, field: str) -> None:
    shortest, longest = LENGTHS[field]
    for topic in content.topics(place):
        assert shortest <= len(getattr(topic, field)) <= longest, topic.key


def test_the_research_of_every_topic_gives_figures() -> None:
    figures = re.compile(r"\d+|[一二三四五六七八九十百千万两]+(?:成|个|家|人|元|天|岁|小时)|百分之")

    assert [topic.key for topic in all_topics() if len(figures.findall(topic.research)) < 4] == []


@pytest.mark.parametrize("place", ONE_OF_EACH_KIND, ids=of_kind)
def test_no_text_is_empty_or_unfinished(place: Place) -> None:
    told = texts_of(content.topics(place)) + texts_of(accounts.demo_accounts(has_children=True))

    assert all(text.strip() == text and text for text in told)
    assert not [text for text in told if LEFTOVER.search(text)]


def test_every_resolution_has_ordered_milestones_up_to_its_deadline() -> None:
    for resolution in all_resolutions():
        months = [milestone.months for milestone in resolution.milestones]

        assert 1 <= len(months) <= 3, resolution.text
        assert months == sorted(set(months)), resolution.text
        assert 1 <= months[-1] <= resolution.months, resolution.text
        assert resolution.lead not in resolution.supporting, resolution.text


def test_progress_grows_and_stops_short_of_completion() -> None:
    for resolution in all_resolutions():
        percentages = [report.percentage for report in resolution.progress]

        assert 2 <= len(percentages) <= 3, resolution.text
        assert all(before < after for before, after in pairwise(percentages)), resolution.text
        assert 0 < percentages[0] <= percentages[-1] < 100, resolution.text


def test_some_items_are_extended_and_some_explained() -> None:
    told = all_resolutions()

    assert len([resolution for resolution in told if resolution.extension_reason]) >= 5
    assert len([resolution for resolution in told if resolution.unimplemented]) >= 5


def test_figures_grow_with_the_level() -> None:
    def first_figure(place: Place) -> int:
        wages = next(topic for topic in content.topics(place) if topic.key == "wage_arrears_projects")
        found = re.search(r"在建项目(\d+)个", wages.research)
        assert found is not None
        return int(found[1])

    assert first_figure(REGION) == first_figure(TUMED) * content.GROWTH["region"]


def test_a_city_district_has_no_grassland_topics_and_only_the_border_has_ports() -> None:
    district = {topic.key for topic in content.topics(XINCHENG)}
    erenhot = next(place for place in PLACES if place.code == "152501")

    assert "epidemic_brucella" not in district
    assert "border_port_workers" not in district
    assert "border_port_workers" in {topic.key for topic in content.topics(erenhot)}
    assert "epidemic_brucella" in {topic.key for topic in content.topics(TUMED)}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"lead": "ministry_of_magic"}, "unknown units"),
        ({"category": "gossip"}, "unknown category"),
        ({"category": "other"}, "needs a reason"),
        ({"origin": "union", "main_side": None, "co_proposer": None}, "wrong side"),
        ({"co_proposer": None}, "co-proposer"),
        ({"co_proposer": "housing"}, "co-proposer"),
        ({"replies": []}, "not consulted"),
        ({"resolutions": []}, "resolved"),
    ],
)
def test_a_topic_that_contradicts_itself_is_named(
    change: dict[str, object], fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = {name: (content.FOLDER / f"{name}.json").read_text(encoding="utf-8") for name in ("units", "topics")}
    spoiled = copy.deepcopy(json.loads(written["topics"]))
    spoiled["topics"][0].update(change)
    (tmp_path / "units.json").write_text(written["units"], encoding="utf-8")
    (tmp_path / "topics.json").write_text(json.dumps(spoiled, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(content, "FOLDER", tmp_path)
    monkeypatch.setattr(content, "_FILES", {})

    with pytest.raises(soundness.BadContent, match=f"wage_arrears_projects.*{fault}"):
        content.topics(TUMED)
