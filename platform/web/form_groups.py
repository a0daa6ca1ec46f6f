"""Long forms in parts: what everybody fills stands first, what few need is folded away until it is used."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.refusals import Sentence


@dataclass(frozen=True, slots=True)
class Part:
    """Some fields of a form under one heading; a folded part opens by itself when something stands in it."""

    label: Sentence
    names: tuple[str, ...]
    folded: bool = False


#: The parts per kind of object, in the order of the page; fields that no part names stand above them all.
PARTS: dict[str, tuple[Part, ...]] = {
    "meeting": (
        Part(_("临时会议填写"), ("ground", "ground_text", "prior_consultation"), folded=True),
        Part(
            _("次序、年度和次数与惯例不同时填写"),
            ("ordinal", "ordinal_gap_reason", "titled_year", "frequency_reason"),
            folded=True,
        ),
        Part(
            _("邀请主要领导时填写"),
            ("principal_leader", "principal_leader_title", "principal_leader_ground"),
            folded=True,
        ),
    ),
    "topic": (
        Part(_("由谁提出"), ("origin", "proposer", "source")),
        Part(_("双方联合提出时填写"), ("main_side", "co_proposer"), folded=True),
        Part(_("议题"), ("title", "category", "background", "proposed_decision")),
        Part(_("归入“其他”时填写"), ("category_reason",), folded=True),
        Part(
            _("调研、论证和依据"),
            ("research", "research_files", "argumentation", "argumentation_files", "basis", "basis_files"),
        ),
        Part(_("建议的责任单位和时限"), ("suggested_lead", "suggested_supporting", "suggested_due_on")),
    ),
    "work_rule": (
        Part(_("印发"), ("status", "issuer", "addressees", "disclosure", "openness_note")),
        Part(_("依据和总的要求"), ("legal_bases", "base_title", "base_number", "preamble")),
        Part("", ("deviations",)),
    ),
}
#: Shorter forms are read at one glance.
FEWEST = 8


def grouped(kind: str, fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the fields of a form on an object of `kind` in their parts; a short form is one part."""
    parts = PARTS.get(kind, ()) if len(fields) >= FEWEST else ()
    named = {name for part in parts for name in part.names}
    found = [_shown("", [field for field in fields if field["name"] not in named], folded=False)]
    by_name = {field["name"]: field for field in fields}
    for part in parts:
        inside = [by_name[name] for name in part.names if name in by_name]
        found.append(_shown(part.label, inside, folded=part.folded))
    return [one for one in found if one["fields"]]


def _shown(label: Sentence, fields: list[dict[str, Any]], *, folded: bool) -> dict[str, Any]:
    return {"label": label, "fields": fields, "folded": folded, "open": _is_used(fields)}


def _is_used(fields: Iterable[dict[str, Any]]) -> bool:
    return any(field.get("value") or field.get("error") or field.get("required") for field in fields)
