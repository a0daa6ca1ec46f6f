"""A year's plan and last year's explanation in the government of a story, on the story's day."""

from datetime import timedelta
from typing import Any

from apps.years import services as years
from apps.years.lifecycle import YEAR_EXPLANATION
from apps.years.models import YearExplanation, YearPlan
from kernel import clock
from kernel.lifecycle.engine import take
from roads.story import Story

WORDS = {"cause": "term_change", "text": "换届期间双方领导先后变动，经协商推迟到次年第一季度召开。"}


def document() -> dict[str, Any]:
    """What a clerk types about the plan of the story's year."""
    return {
        "title": "土默特左旗人民政府2026年工作要点",
        "document_number": "土左政发〔2026〕2号",
        "issued_on": clock.today() - timedelta(days=3),
        "clause": "三、（五）",
    }


def planned(story: Story) -> YearPlan:
    """The plan of the story's year, recorded."""
    return years.record_plan(year=clock.today().year, **document(), **story.someone("gov_clerk"))


def explained(story: Story) -> YearExplanation:
    """The year before the story, of which no meeting is known, explained by the union's office."""
    return years.explain_year(year=clock.today().year - 1, **WORDS, **story.someone("union_clerk"))


def explanation_returned(story: Story) -> None:
    """The government's office wants to know more."""
    one = explained(story)
    by = story.someone("gov_clerk")
    years.return_explanation(year_explanation_id=one.pk, reason="请写明下一步安排", **by)


def explanation_confirmed(story: Story) -> None:
    """The government's office stands by it too."""
    take(YEAR_EXPLANATION, "confirm", year_explanation_id=explained(story).pk, **story.someone("gov_clerk"))
