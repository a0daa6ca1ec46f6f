"""Work rules as the templates show them."""

from datetime import date

from apps.workrules.models import WorkRule
from kinds.registry import state_label
from web.shapes import Shown


def shown_work_rule(one: WorkRule) -> Shown:
    """Return a work rule for its list."""
    return {
        "title": one.title,
        "number": one.document_number,
        "issued_on": one.issued_on,
        "effective_on": one.effective_on,
        "repealed_on": one.repealed_on,
        "imported": one.imported,
        "state": one.state,
        "state_label": state_label(one),
        "status_label": one.get_status_display(),
        "adopted": one.common_rule_id is not None,
    }


def shown_work_rule_text(one: WorkRule) -> Shown:
    """Return what the document of a rule says besides its parameters."""
    return {
        "issuer": one.get_issuer_display(),
        "addressees": one.addressees,
        "openness_note": one.openness_note,
        "disclosure": one.get_disclosure_display(),
        "legal_bases": one.legal_bases,
        "base": f"{one.base_title} {one.base_number}".strip(),
        "preamble": one.preamble,
        "successor": {"title": one.replaced_by.title, "url": f"/work-rules/{one.replaced_by_id}"}
        if one.replaced_by
        else None,
    }


def binds(one: WorkRule, day: date) -> bool:
    """Whether a rule is the one in force on a day."""
    begun = one.effective_on is not None and one.effective_on <= day
    return begun and (one.repealed_on is None or day < one.repealed_on)
