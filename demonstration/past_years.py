"""What past years are declared with: the plan that most meetings stood in, and why some years had none."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from apps.documents.rules import document_number, organ_word
from demonstration import plan
from demonstration.past_topics import number
from roads.calendars import workday_from, workday_until
from roads.office import Office
from roads.texts import Place

CLAUSES = ("三、（五）", "五、（二）", "第二部分第7项", "四、（三）", "二、（六）")
#: Why a year had no meeting, as offices write it, with the code that is known above.
WORDS = (
    ("term_change", "年内双方主要领导先后变动，召集人到任较晚，经双方办公室协商，推迟到次年上半年召开。"),
    ("reorganisation", "机构改革期间牵头部门职责尚在调整，议题承办单位难以确定，待职责明确后于次年召开。"),
    ("emergency", "下半年集中力量应对雪灾和疫情防控，会议筹备中止，有关事项由双方办公室分别跟进。"),
    ("no_topics", "征集到的议题经征求意见后双方未能取得一致，决定补充调研，次年一并研究。"),
    ("not_requested", "工会换届筹备期间未按时提请，已明确专人负责，次年第一季度提请召开。"),
)  # fmt: skip


def declared(
    office: Office, met: Sequence[int], past: Sequence[int], on: date
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield what the offices declare of those years beside their meetings."""
    place = office.place
    yield "year_plans", [plan_of(place, year, until=date(year, 12, 31)) for year in past if was_planned(place, year)]
    yield (
        "year_explanations",
        [row for year in past if year not in met for row in _explanation(place, year) if row["explained_on"] < f"{on}"],
    )


def was_planned(place: Place, year: int) -> bool:
    """Whether a year's meeting was in the work plan: of most, and of more from year to year."""
    return number(f"{place.code}:{year}:planned", 10) < 5 + min(max(year - 2024, 0), 2)


def plan_of(place: Place, year: int, *, until: date) -> dict[str, Any]:
    """The document by which a year's meeting is in the work plan, dated on a working day up to `until`."""
    usual = date(year, 2, 18) + timedelta(days=number(f"{place.code}:{year}:plan day", 24))
    day = workday_until(min(usual, until))
    return {
        "year": year,
        "title": f"{place.name}{place.organ}{year}年重点工作安排",
        "document_number": document_number(
            f"{organ_word(place.name)}政发", day.year, number(f"{place.code}:{year}:plan", 9) + 1
        ),
        "issued_on": day.isoformat(),
        "clause": CLAUSES[number(f"{place.code}:{year}:clause", len(CLAUSES))],
        "clause_text": f"健全{place.organ}与工会联席会议制度，年内召开联席会议，研究涉及职工切身利益的问题。",
    }


def words_about(place: Place, year: int) -> dict[str, str]:
    """Why a year had no meeting."""
    cause, text = WORDS[number(f"{place.code}:{year}:cause", len(WORDS))]
    return {"cause": cause, "text": text}


def _explanation(place: Place, year: int) -> Iterator[dict[str, Any]]:
    """Two of three governments explained the year on paper; some of those that did not are asked for it here."""
    if place.code in plan.YEARS_TOLD or number(f"{place.code}:{year}:explained", 3) == 0:
        return
    day = workday_from(date(year + 1, 1, 6) + timedelta(days=number(f"{place.code}:{year}:explained on", 14)))
    yield {"year": year, **words_about(place, year), "explained_on": day.isoformat()}
