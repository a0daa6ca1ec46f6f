"""What each action on a topic needs. A guard raises a named refusal or lets the act pass; it writes nothing."""

from typing import TYPE_CHECKING

from apps.organizations.models import UnitKind
from apps.topics import refusals, rules, selectors
from apps.topics.models import Category, ConsultationState, Origin, Reply, RoundState, TopicOutcome
from apps.workrules.binding import binding_rule
from kernel.lifecycle.table import Act
from kernel.refusals import MissingField

if TYPE_CHECKING:
    from apps.organizations.models import Unit
    from apps.topics.models import Topic


def proposer_is_own_unit(act: Act) -> None:
    """The proposer is a unit the person speaks for, and on the government side a department (R6.1)."""
    unit = act.given.get("proposer") or act.by.unit
    if not act.by.memberships.current().filter(unit=unit).exists():
        raise refusals.NotYourUnit
    routes = binding_rule(day=act.today).topic_routes
    if _is_gov_office(unit) and "gov_direct" not in routes:
        raise refusals.OfficeIsNoProposer
    if unit.side == "gov" and not _is_gov_office(unit) and "gov_department" not in routes:
        raise refusals.NoSuchRoute


def _is_gov_office(unit: "Unit") -> bool:
    return unit.side == "gov" and unit.kind == UnitKind.OFFICE


def origin_fits_side(act: Act) -> None:
    """A side proposes its own topics or joint ones."""
    if act.given["origin"] not in {act.by.side, Origin.JOINT}:
        raise refusals.WrongOrigin
    if act.given["origin"] not in binding_rule(day=act.today).topic_origins:
        raise refusals.NoSuchRoute


def joint_has_partner(act: Act) -> None:
    """A joint topic names its main side and a unit of the other side; another one names neither (R6.3)."""
    partner, main_side = act.given.get("co_proposer"), act.given.get("main_side")
    if act.given["origin"] == Origin.JOINT:
        if main_side is None or partner is None or partner.side == act.by.side or _is_gov_office(partner):
            raise refusals.JointWithoutPartner
    elif partner is not None or main_side is not None:
        raise refusals.JointWithoutPartner


def source_is_the_unions(act: Act) -> None:
    """Only a topic that follows the union's procedure says where its office collected it from (R6.2)."""
    given = act.given
    if given.get("source") and (given.get("main_side") or given["origin"]) != "union":
        raise refusals.SourceIsUnions(fields={"source": refusals.SourceIsUnions.sentence})


def other_has_reason(act: Act) -> None:
    """Category "other" says why (R3.1)."""
    if act.given["category"] == Category.OTHER and not act.given.get("category_reason"):
        raise refusals.CategoryNeedsReason(fields={"category_reason": refusals.CategoryNeedsReason.sentence})


def file_is_complete(act: Act) -> None:
    """Title, background and category are written before the topic leaves its unit."""
    empty = [name for name in ("title", "background", "category") if not getattr(act.object, name)]
    if empty:
        raise MissingField(fields=dict.fromkeys(empty, MissingField.sentence))


def joint_is_confirmed(act: Act) -> None:
    """The partner confirmed (R6.3)."""
    if act.object.origin == Origin.JOINT and act.object.confirmed_at is None:
        raise refusals.NotConfirmed


def in_open_round(act: Act) -> None:
    """Only topics of an open round are screened."""
    if selectors.hold_entry(act.object) is None:
        raise refusals.NotInRound


def goes_into_another_round(act: Act) -> None:
    """A topic leaves its place for another round that is still open; a settled list is not changed this way (R6.4)."""
    wanted, current = selectors.hold_rounds(act.given["round"], act.object)
    if wanted.state != RoundState.OPEN or (current is not None and current.pk == wanted.pk):
        raise refusals.NoOtherRound(fields={"round": refusals.NoOtherRound.sentence})


def reply_by_is_ahead(act: Act) -> None:
    """There is time to answer."""
    if act.given["reply_by"] <= act.today:
        raise refusals.ReplyByInPast(fields={"reply_by": refusals.ReplyByInPast.sentence})


def not_asked_before(act: Act) -> None:
    """A unit answers once; who was asked is chased, not asked again (R6.7)."""
    asked = set(act.object.consultations.values_list("unit", flat=True))
    if any(unit.pk in asked for unit in act.given["units"]):
        raise refusals.AskedBefore(fields={"units": refusals.AskedBefore.sentence})


def not_chased_today(act: Act) -> None:
    """Chase-ups are numbered and dated: one a day at most (R6.7)."""
    if act.today in act.object.chased_on:
        raise refusals.ChasedToday


def responsible_are_asked(act: Act) -> None:
    """Whoever is to be responsible is asked (R6.7)."""
    topic: Topic = act.object
    proposed = {topic.suggested_lead_id, *topic.suggested_supporting.values_list("pk", flat=True)}
    if not proposed - {None, topic.proposer_id} <= {unit.pk for unit in act.given["units"]}:
        raise refusals.ResponsibleNotAsked(fields={"units": refusals.ResponsibleNotAsked.sentence})


def responsible_stay_asked(act: Act) -> None:
    """Once units were asked, nobody is made responsible who was not (R6.7)."""
    topic: Topic = act.object
    asked = set(topic.consultations.values_list("unit", flat=True))
    if not asked:
        return
    proposed = [act.given.get("suggested_lead"), *(act.given.get("suggested_supporting") or [])]
    if not {unit.pk for unit in proposed if unit is not None} - {topic.proposer_id} <= asked:
        raise refusals.ResponsibleNotAsked


def replies_are_in(act: Act) -> None:
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


def disagreements_are_settled(act: Act) -> None:
    """Every disagreement is coordinated or printed (R6.8)."""
    against = act.object.consultations.filter(state=ConsultationState.REPLIED, reply=Reply.DISAGREE)
    if units := list(against.values_list("unit__name", flat=True)):
        raise refusals.DisagreementOpen(about=units)


def answer_has_text(act: Act) -> None:
    """A disagreement or a comment is put into words (R6.7)."""
    if act.given["reply"] in {Reply.DISAGREE, Reply.AGREE_WITH_COMMENTS} and not act.given.get("text"):
        raise refusals.TextNeeded(fields={"text": refusals.TextNeeded.sentence})


def outcome_fits_category(act: Act) -> None:
    """A briefing ends as noted, a deliberation with a decision (R3.2)."""
    briefing = Category(act.object.category).is_briefing
    if briefing != (act.given["outcome"] == TopicOutcome.NOTED):
        raise refusals.OutcomeDoesNotFit


def list_is_not_locked(act: Act) -> None:
    """Until the notice is issued one side may withdraw (R6.9)."""
    entry = selectors.last_entry(act.object)
    if entry is not None:
        selectors.hold_round(entry)
    if selectors.is_locked(act.object):
        raise refusals.ListLocked
