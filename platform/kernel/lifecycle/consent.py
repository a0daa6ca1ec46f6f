"""Two-sided consent: the state moves only when both sides consented to the same text.

The hash covers the object, the action, the state and since when the object is in it, and the text itself: any edit
voids both consents, and a consent of an earlier round never counts again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kernel import canonical
from kernel.consents.models import Consent
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Act, Action, Actor, Lifecycle, Nobody
from kernel.refusals import RuleBroken


class AlreadyConsented(RuleBroken):
    """The side consented to this very text before."""

    sentence = _("本方已经同意这一稿，正在等待另一方。")


class OtherSideProposes(RuleBroken):
    """The procedure says which side proposes; this one confirms."""

    sentence = _("这一步先由另一方提出，再由本方确认。")


@dataclass(frozen=True, slots=True)
class Signatory:
    """Whoever consented for one side, as printed then."""

    printed_name: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How one side stands towards a two-sided action now."""

    side: str
    consent: Consent | None
    valid: bool


def adopt(act: Act) -> None:
    """Where the person gives nothing, take over what the other side proposed, so that confirming is one click."""
    if any(value is not None and value != [] for value in act.given.values()):
        return
    other = _latest(act.object, act.action, _other(act.action, act.by.side))
    if other is None:
        return
    proposed = replace(act, given=clean(act.action.needs, other.given))
    if other.sha256 == _digest(proposed, proposed.given):
        act.given = proposed.given


def give(act: Act) -> bool:
    """Record the person's consent; return whether both sides have now consented to the same text."""
    row = act.action
    assert row.consent  # noqa: S101 - only called for two-sided rows
    sha256 = _digest(act, act.given)
    mine = _latest(act.object, row, act.by.side)
    others = _latest(act.object, row, _other(row, act.by.side))
    agreed = others is not None and others.sha256 == sha256
    if mine is not None and mine.sha256 == sha256 and not agreed:
        raise AlreadyConsented
    if not agreed and row.consent.proposer and act.by.side != row.consent.proposer:
        raise OtherSideProposes
    Consent(
        object_kind=act.lifecycle.name,
        object_id=act.object.pk,
        action=row.name,
        side=act.by.side,
        person_id=act.by.pk,
        person_name=act.by.printed_name,
        person_post=act.by.printed_post,
        at=act.at,
        recorded_at=act.recorded_at,
        sha256=sha256,
        given=canonical.plain(by_key(act.given)),
        text=canonical.text(row.consent.text(act)),
    ).save(force_insert=True)
    return agreed


def signed_by(act: Act, side: str) -> Any:
    """Return who acts for `side` in a two-sided act that both agreed to: the person acting, or who consented before."""
    if act.by.side == side:
        return act.by
    given = _latest(act.object, act.action, side)
    assert given is not None  # noqa: S101 - both sides agreed
    return Signatory(given.person_name)


def standings(
    lifecycle: Lifecycle, row: Action, instance: Any, consents: Iterable[Consent] | None = None
) -> list[Standing]:
    """Return how each side stands towards `row` now, in the order of its sides (for the pair of cards on a page)."""
    assert row.consent  # noqa: S101 - only called for two-sided rows
    found = []
    for side in row.consent.sides:
        latest = _latest(instance, row, side, consents)
        found.append(Standing(side, latest, latest is not None and _still_valid(lifecycle, row, instance, latest)))
    return found


def awaited(
    lifecycle: Lifecycle, row: Action, instance: Any, by: Actor, consents: Iterable[Consent] | None = None
) -> bool:
    """Return whether `by`'s side has something to consent to: not yet given, or voided by an edit since."""
    assert row.consent  # noqa: S101 - only called for two-sided rows
    stands = {standing.side: standing.valid for standing in standings(lifecycle, row, instance, consents)}
    others = [valid for side, valid in stands.items() if side != by.side]
    if row.consent.proposer and by.side != row.consent.proposer and not all(others):
        return False
    return not stands.get(by.side, False)


def _still_valid(lifecycle: Lifecycle, row: Action, instance: Any, given: Consent) -> bool:
    act = Act(lifecycle, row, Nobody(), given.at, given.recorded_at, clean(row.needs, given.given), instance)
    return given.sha256 == _digest(act, act.given)


def _digest(act: Act, given: dict[str, Any]) -> str:
    row = act.action
    assert row.consent  # noqa: S101 - only called for two-sided rows
    return canonical.digest(
        {
            "object": act.object.pk,
            "action": row.name,
            "state": act.object.state,
            "since": act.object.state_since,
            "given": by_key(given),
            "text": row.consent.text(act),
        }
    )


def by_key(value: Any) -> Any:
    """Return what was given with every object named by its key, so that it can be hashed and read again."""
    match value:
        case Model():
            return value.pk
        case Mapping():
            return {name: by_key(item) for name, item in value.items()}
        case list():
            return [by_key(item) for item in value]
        case _:
            return value


def _latest(instance: Any, row: Action, side: str, consents: Iterable[Consent] | None = None) -> Consent | None:
    if consents is None:
        return (
            Consent.objects.filter(object_id=instance.pk, action=row.name, side=side)
            .order_by("recorded_at", "id")
            .last()
        )
    mine = [c for c in consents if (c.object_id, c.action, c.side) == (instance.pk, row.name, side)]
    return max(mine, key=lambda c: (c.recorded_at, c.pk), default=None)


def _other(row: Action, side: str) -> str:
    assert row.consent  # noqa: S101 - only called for two-sided rows
    return next(name for name in row.consent.sides if name != side)
