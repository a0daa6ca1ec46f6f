"""The state of follow-up as plain data: what both sides consent to when they conclude a meeting."""

from typing import Any

from kernel.lifecycle.table import Act


def follow_up(act: Act) -> dict[str, Any]:
    """How the follow-up stands; read through the layer above, which owns the list."""
    from django.utils.module_loading import import_string

    rows: list[dict[str, Any]] = import_string("apps.followups.selectors.list_text")(act.object.pk)
    return {"ordinal": act.object.ordinal, "items": rows}
