"""The content check of minutes: before they are handed in, approved and issued (R9.5)."""

from apps.minutes import refusals
from apps.minutes.models import Minutes
from apps.minutes.prefill import contradictions_of_opening
from apps.minutes.record import rules
from apps.minutes.record.selectors import record_of, written_of
from kernel.lifecycle.table import Act


def opening_agrees_with_record(act: Act[Minutes]) -> None:
    """The first sentence names day, presider, place and meeting as they were recorded, and no other day (R9.5)."""
    lacking = contradictions_of_opening(act.object.meeting, act.object.opening)
    if lacking:
        raise refusals.OpeningDiffers(about=lacking)


def agrees_with_record(act: Act[Minutes]) -> None:
    """Parts, topics, outcomes, items and people are those of the record, also where free words state them (R9.5)."""
    record, written = record_of(act.object.meeting), written_of(act.object)
    if rules.lacks_leader(record, written):
        raise refusals.NoLeaderPresent
    if found := rules.contradictions(record, written):
        raise refusals.DiffersFromRecord(about=found)


#: What the text is held against whenever it goes a step further.
CONTENT = (agrees_with_record, opening_agrees_with_record)
