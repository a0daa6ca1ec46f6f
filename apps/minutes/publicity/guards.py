"""What a press item needs (Art. 10)."""

from apps.minutes.models import Minutes, MinutesState, PublicityItem
from apps.minutes.publicity import refusals, rules
from kernel.lifecycle.table import Act
from vocabulary.disclosure import Disclosure


def minutes_are_issued(act: Act[PublicityItem]) -> None:
    """The public is told what issued minutes say, and nothing earlier (R10.2)."""
    if not Minutes.objects.filter(meeting=act.given["meeting"], state=MinutesState.ISSUED).exists():
        raise refusals.MinutesNotIssued


def may_be_public(act: Act[PublicityItem]) -> None:
    """Both sides together cannot publish what is not disclosed by itself (R10.2)."""
    if act.object.disclosure != Disclosure.PUBLIC:
        raise refusals.NotPublic


def tells_no_personal_data(act: Act[PublicityItem]) -> None:
    """No numbers or papers of a single person, however often both sides agree (R10.2)."""
    words = act.given if "text" in act.given else {name: getattr(act.object, name) for name in ("title", "text")}
    told = {name: found for name in ("title", "text") if (found := rules.personal_data(words[name]))}
    if told:
        raise refusals.PersonalData.with_passages(told)
