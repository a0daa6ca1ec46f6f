"""One person's answer to a text: it stands as long as the text does.

A row that names what it is about (`Action.about`) keeps the hash of that text beside its stamp. Any act on the object
after which the text is another takes the stamp back, so that the answer is asked for again. Consents of both sides are
bound in the same way, by hashes of their own (`kernel.lifecycle.consent`).
"""

from kernel import canonical
from kernel.lifecycle.models import Lifecycled
from kernel.lifecycle.table import Act, Action


def is_about_now(row: Action, instance: Lifecycled) -> bool:
    """Return whether an answer was given and is about the text as it stands."""
    assert row.about  # noqa: S101 - only asked of rows that are about something
    kept: str = getattr(instance, f"{row.stamp}_sha256")
    return kept == canonical.digest(row.about(instance))


def keep_to_their_texts(act: Act) -> None:
    """Bind the answer that is being given to its text, and take back every other whose text has changed."""
    for row in act.lifecycle.actions:
        if row.about is None:
            continue
        if row.name == act.action.name:
            setattr(act.object, f"{row.stamp}_sha256", canonical.digest(row.about(act.object)))
        elif getattr(act.object, f"{row.stamp}_at") is not None and not is_about_now(row, act.object):
            setattr(act.object, f"{row.stamp}_sha256", "")
            setattr(act.object, f"{row.stamp}_at", None)
            setattr(act.object, f"{row.stamp}_by", None)


__all__ = ["is_about_now", "keep_to_their_texts"]
