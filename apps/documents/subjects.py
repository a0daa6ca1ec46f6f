"""What files hang on: the readers of a thing are the readers of its files. Named by text, being a layer above."""

#: The kind of thing, as `Attachment.subject_kind` names it: what a person may read of that kind.
SUBJECTS: dict[str, str] = {
    "meeting": "apps.meetings.selectors.visible_to",
    "topic": "apps.topics.selectors.visible_to",
    "minutes": "apps.minutes.selectors.visible_to",
    "publicity_item": "apps.minutes.publicity.selectors.publicity_visible_to",
    "agreed_item": "apps.followups.selectors.visible_to",
    "progress_report": "apps.followups.selectors.progress_visible_to",
    "supporting_part": "apps.followups.selectors.parts_visible_to",
    "extension": "apps.followups.selectors.extensions_visible_to",
    "work_rule": "apps.workrules.selectors.visible_to",
    "year_plan": "apps.years.selectors.plans_visible_to",
    "year_explanation": "apps.years.selectors.explanations_visible_to",
    "history_import": "apps.history.selectors.imports_visible_to",
    "paper_approval": "apps.papers.selectors.visible_to",
}
