"""What it needs to ask units, to answer, and to end consultation (R6.7, R6.8)."""

from typing import TYPE_CHECKING

from apps.topics import rules
from apps.topics.consultations import refusals
from apps.topics.models import Consultation, ConsultationState, Reply, Topic
from kernel.lifecycle.table import Act

if TYPE_CHECKING:
    from apps.topics.models import Topic


def reply_by_is_ahead(act: Act[Topic]) -> None:
    """There is time to answer."""
    if act.given["reply_by"] <= act.today:
        raise refusals.ReplyByInPast(fields={"reply_by": refusals.ReplyByInPast.sentence})


def not_asked_before(act: Act[Topic]) -> None:
    """A unit answers once; who was asked is chased, not asked again (R6.7)."""
    asked = set(act.object.consultations.values_list("unit", flat=True))
    if any(unit.pk in asked for unit in act.given["units"]):
        raise refusals.AskedBefore(fields={"units": refusals.AskedBefore.sentence})


def not_chased_today(act: Act[Consultation]) -> None:
    """Chase-ups are numbered and dated: one a day at most (R6.7)."""
    if act.today in act.object.chased_on:
        raise refusals.ChasedToday


def responsible_are_asked(act: Act[Topic]) -> None:
    """Whoever is to be responsible is asked (R6.7)."""
    topic: Topic = act.object
    proposed = {topic.suggested_lead_id, *topic.suggested_supporting.values_list("pk", flat=True)}
    if not proposed - {None, topic.proposer_id} <= {unit.pk for unit in act.given["units"]}:
        raise refusals.ResponsibleNotAsked(fields={"units": refusals.ResponsibleNotAsked.sentence})


def responsible_stay_asked(act: Act[Topic]) -> None:
    """Once units were asked, nobody is made responsible who was not (R6.7)."""
    topic: Topic = act.object
    asked = set(topic.consultations.values_list("unit", flat=True))
    if not asked:
        return
    proposed = [act.given.get("suggested_lead"), *(act.given.get("suggested_supporting") or [])]
    if not {unit.pk for unit in proposed if unit is not None} - {topic.proposer_id} <= asked:
        raise refusals.ResponsibleNotAsked


def replies_are_in(act: Act[Topic]) -> None:
    """All answered, or the reply-by day has passed (R6.7)."""
    silent = [
        asked.unit.name
        for asked in act.object.consultations.select_related("unit")
        if not rules.may_finish(
            replies={str(asked.unit_id): asked.state != ConsultationState.SENT}, reply_by=asked.reply_by,
            today=act.today,
        )
    ]  # fmt: skip
    if silent:
        raise refusals.RepliesOutstanding(about=silent)


def disagreements_are_settled(act: Act[Topic]) -> None:
    """Every disagreement is coordinated or printed (R6.8)."""
    against = act.object.consultations.filter(state=ConsultationState.REPLIED, reply=Reply.DISAGREE)
    if units := list(against.values_list("unit__name", flat=True)):
        raise refusals.DisagreementOpen(about=units)


def answer_has_text(act: Act[Consultation]) -> None:
    """A disagreement or a comment is put into words (R6.7)."""
    if act.given["reply"] in {Reply.DISAGREE, Reply.AGREE_WITH_COMMENTS} and not act.given.get("text"):
        raise refusals.TextNeeded(fields={"text": refusals.TextNeeded.sentence})
