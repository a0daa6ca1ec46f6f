"""The list of topics as both sides read it before they consent: line by line, with every word that is bound."""

import json
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from apps.topics.models import Screening
from web import differences
from web.shapes import Shown
from web.templatetags.display import plain_date


def readable(text: str) -> list[str]:
    """Return the canonical text of a consent on a meeting as lines; another text than a list is read word by word."""
    plain = json.loads(text)
    if isinstance(plain, list) and all(isinstance(row, dict) and "screening" in row for row in plain):
        return [line for row in plain for line in _listed(row)]
    return differences.readable(text)


def _listed(row: Shown) -> Iterator[str]:
    result = Screening(row["screening"]).label if row["screening"] else _("未定")
    yield f"{row['position']}. {row['number']} {row['title']} · {result}"
    if row["reason"]:
        yield _("理由：%(text)s") % {"text": row["reason"]}
    yield from str(row["proposed_decision"]).split("\n")
    for one in row.get("files", []):
        yield _("附件：%(name)s（校验码 %(hash)s）") % {"name": one["file"], "hash": one["sha256"][:8]}
    if row["due_on"]:
        yield _("建议完成时限：%(day)s") % {"day": plain_date(date.fromisoformat(row["due_on"]))}
