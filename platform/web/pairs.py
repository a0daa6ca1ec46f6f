"""The pair of cards that shows how both sides stand towards one text."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from kernel import canonical, clock
from kernel.consents.models import Consent
from kernel.lifecycle import consent
from kernel.lifecycle.models import Lifecycled
from kernel.lifecycle.table import Act, Action, Lifecycle, Nobody
from kinds.registry import kind_of
from web import differences


def consents_of(instance: Any) -> list[Consent]:
    """Return every consent ever given about an object, oldest first, in one query."""
    return list(Consent.objects.filter(object_id=instance.pk).order_by("recorded_at", "id"))


def pending(lifecycle: Lifecycle, instance: Any, given: list[Consent]) -> list[Action]:
    """Return the two-sided rows that wait for a side: somebody consented since the object came into its state."""
    rows = [row for row in lifecycle.actions if row.consent and instance.state in row.source]
    begun = {one.action for one in given if one.recorded_at >= instance.state_since}
    return [row for row in rows if row.name in begun]


def pair(lifecycle: Lifecycle, row: Action, instance: Any, given: list[Consent]) -> dict[str, Any]:
    """Return the two cards, what is consented to, and what changed since the last consent."""
    standings = consent.standings(lifecycle, row, instance, given)
    found: dict[str, Any] = {one.side: _card(one, instance) for one in standings}
    valid = next((one.consent for one in standings if one.valid and one.consent), None)
    return {**found, "subject": row.label, "hash": valid.sha256 if valid else "", "words": _words(valid)}


def _card(standing: consent.Standing, instance: Any) -> dict[str, Any]:
    given = standing.consent
    if given is None or given.recorded_at < instance.state_since:
        return {"state": "waiting"}
    return {
        "state": "consented" if standing.valid else "void",
        "person": given.person_name,
        "post": given.person_post,
        "at": given.recorded_at,
        "hash": given.sha256,
    }


def _words(given: Consent | None) -> str:
    """What was typed with the consent: the new date, the reason."""
    if given is None or not given.given:
        return ""
    said = [str(value) for value in given.given.values() if value]
    return _("内容：%(text)s") % {"text": "；".join(said)} if said else ""


def lines_now(row: Action, lifecycle: Lifecycle, instance: Any) -> list[str]:
    """Return the text a side consents to, as it stands now."""
    return _readable(lifecycle)(_text_now(row, lifecycle, instance)) if row.consent else []


def shown_now(row: Action, lifecycle: Lifecycle, instance: Lifecycled) -> str:
    """Return the mark of the text that a form shows to whoever consents; the form sends it back (R6.9)."""
    return canonical.digest(_text_now(row, lifecycle, instance)) if row.consent and not row.needs else ""


def _text_now(row: Action, lifecycle: Lifecycle, instance: Any) -> str:
    now = clock.now()
    assert row.consent  # noqa: S101 - only called for two-sided rows
    return canonical.text(row.consent.text(Act(lifecycle, row, Nobody(), now, now, {}, instance)))


def changes(row: Action, lifecycle: Lifecycle, instance: Any, given: list[Consent]) -> differences.Lines:
    """Return what changed in the text since the last consent to this row, by whichever side."""
    mine = [one for one in given if one.action == row.name and one.text]
    if not mine or row.consent is None:
        return []
    now = _text_now(row, lifecycle, instance)
    lines = _readable(lifecycle)
    return differences.changed(differences.between(lines(mine[-1].text), lines(now)))


def _readable(lifecycle: Lifecycle) -> Callable[[str], list[str]]:
    """How the kind's texts are read line by line."""
    return kind_of(lifecycle).forms.readable or differences.readable
