"""Facts of made-up governments: the published example with changes, and random ones that contradict nothing."""

import copy
import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

EXAMPLE = json.loads((Path(__file__).parent.parent / "data" / "example.json").read_text(encoding="utf-8"))["example"]
LEADS, ORIGINS = ("chief", "principal", "convener", "none"), ("union", "gov", "joint")


def example(**changed: Any) -> dict[str, Any]:
    """Return the published facts with some of their first names replaced; those of the one meeting by `meeting`."""
    facts = copy.deepcopy(EXAMPLE["facts"])
    facts["meetings"][0].update(changed.pop("meeting", {}))
    for name, value in changed.items():
        facts[name] = (
            {**facts[name], **value} if isinstance(value, dict) and isinstance(facts.get(name), dict) else value
        )
    return facts


def random_facts(seed: int) -> dict[str, Any]:
    """Return valid facts, reproducible by their seed."""
    dice = random.Random(seed)  # noqa: S311 - an example, no secret
    year = dice.randint(2019, 2027)
    period = dice.choice([1, 1, 1, 2, 3])
    prior = dice.random() < 0.8
    unimplemented = dice.randint(0, 5) if prior else 0
    due, reports = dice.randint(0, 9), dice.randint(0, 20)
    on_time = dice.randint(0, due)
    required = dice.choice([1, 1, 1, 2, 3])
    wanted = dice.choice([12, 12, 12, 10])
    return {
        "year": year,
        "tenant": f"15{seed % 10_000:04d}",
        "filing_cutoff": f"{year + 1}-01-10",
        "params": {
            "required_ordinary_meetings": required,
            "period_years": period,
            "collection_lead_months": dice.choice([0, 1, 2, 2, 2, 3]),
            "notice_lead_workdays": dice.choice([2, 5, 5, 5, 7]),
            "minutes_deadline_workdays": dice.choice([5, 10, 15, 15]),
        },
        "rule": {
            "in_force_at_cutoff": dice.random() < 0.85, "params_present": dice.randint(0, wanted),
            "params_required": wanted,
        },
        "plan": {"in_annual_gov_work_plan": dice.random() < 0.7},
        "meetings": [_meeting(dice, year) for _each in range(dice.choice([0, 1, 1, 1, 2, 3]))],
        "earlier_meetings": [
            {"type": "ordinary", "held_on": _day(dice, year - dice.randint(1, period - 1)).isoformat()}
            for _each in range(dice.choice([0, 1, 2]) if period > 1 else 0)
        ],
        "due_items": {"due": due, "on_time": on_time, "late_closed": dice.randint(0, due - on_time)},
        "reports": {"due": reports, "on_time": dice.randint(0, reports)},
        "has_prior_meeting": prior,
        "prior_unimplemented": {"count": unimplemented, "fully_explained": dice.randint(0, unimplemented)},
        "exemption_approved": dice.random() < 0.1,
        "manual": {
            "bonus": [dice.choice([1, 2, 1.5]) for _each in range(dice.choice([0, 0, 1, 4]))],
            "deduction": [dice.choice([1, 2]) for _each in range(dice.choice([0, 0, 1, 2, 14]))],
            "falsification": dice.random() < 0.05,
            "veto_open": dice.random() < 0.05,
        },
    }  # fmt: skip


def _day(dice: random.Random, year: int) -> date:
    return date(year, 1, 1) + timedelta(days=dice.randint(0, 364))


def _meeting(dice: random.Random, year: int) -> dict[str, Any]:
    held = _day(dice, year)
    return {
        "type": dice.choice(["ordinary", "ordinary", "ordinary", "extraordinary"]),
        "held_on": held.isoformat(),
        "collection_started_on": dice.choice([None, (held - timedelta(days=dice.randint(0, 120))).isoformat()]),
        "notice_issued_on": dice.choice([None, (held - timedelta(days=dice.randint(0, 20))).isoformat()]),
        "minutes_issued_on": dice.choice([None, (held + timedelta(days=dice.randint(0, 70))).isoformat()]),
        "gov_lead": dice.choice(LEADS),
        "union_lead": dice.choice(LEADS),
        "tabled_topics": [
            {
                "origin": dice.choice(ORIGINS), "research_report": dice.random() < 0.7,
                "consultation_closed": dice.random() < 0.7, "outcome": dice.choice(["agreed", "remitted", None]),
            }
            for _each in range(dice.randint(0, 7))
        ],
        "agreed_items": [{"listed_ok": dice.random() < 0.8} for _each in range(dice.randint(0, 8))],
    }  # fmt: skip
