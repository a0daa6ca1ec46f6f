"""What recording and confirming a signed paper need. A guard raises a named refusal or lets the act pass."""

from apps.meetings.models import Meeting
from apps.minutes.models import Minutes
from apps.organizations.deputies.leaders_acts import label_of
from apps.organizations.models import OfficeTerm
from apps.papers import refusals
from apps.papers.models import PaperApproval, PaperState
from apps.papers.texts import row_of, sha256_of
from kernel.audit.models import AuditEntry, Outcome
from kernel.clock import day_of
from kernel.lifecycle.obstacles import hold
from kernel.lifecycle.permission import permitted
from kernel.lifecycle.table import Act
from kernel.refusals import MissingField
from vocabulary.roles import LEADING, names_of


def about(act: Act) -> Meeting | Minutes:
    """Return what the paper being recorded is about: the meeting or the minutes, whichever the act belongs to."""
    kind = act.given["act"].partition(".")[0]
    named = {name: act.given.get(name) for name in ("meeting", "minutes")}
    if [name for name, one in named.items() if one is not None] != [kind]:
        raise refusals.NotAboutThis(fields={"act": refusals.NotAboutThis.sentence})
    found = named[kind]
    assert isinstance(found, Meeting | Minutes)  # noqa: S101 - asked just above
    return found


def signer_in_post(act: Act[PaperApproval]) -> None:
    """A leader of the own side, in office on the day of signing, to whom this act is open (R1.3, R4.4)."""
    signer, one = act.given["signer"], about(act)
    if signer.side != act.by.side:
        raise refusals.SignerOfOtherSide(fields={"signer": refusals.SignerOfOtherSide.sentence})
    _lifecycle, row = row_of(act.given["act"], one.state)
    roles = signer.roles_on(act.given["signed_on"])
    open_to = names_of(row.open_to(one, roles))
    leading = roles & open_to & LEADING
    in_office = OfficeTerm.objects.on(act.given["signed_on"]).filter(holder=signer).exists()
    if not (leading and in_office):
        raise refusals.SignerNotInPost(fields={"signer": refusals.SignerNotInPost.sentence})


def signed_in_time(act: Act[PaperApproval]) -> None:
    """Signed by today, and not before the text stood as it does (R9.3)."""
    signed_on = act.given["signed_on"]
    if signed_on > act.today:
        raise refusals.SignedInFuture(fields={"signed_on": refusals.SignedInFuture.sentence})
    done = AuditEntry.objects.filter(object_id=about(act).pk, outcome=Outcome.DONE).exclude(what__endswith=".consent")
    last = done.order_by("-sequence").values_list("recorded_at", flat=True).first()
    if last is not None and signed_on < day_of(last):
        raise refusals.SignedBeforeText(fields={"signed_on": refusals.SignedBeforeText.sentence})


def act_is_possible(act: Act[PaperApproval]) -> None:
    """The signer could do it now; what the act itself asks for is on the paper."""
    one = about(act)
    lifecycle, row = row_of(act.given["act"], one.state)
    permitted(lifecycle, row.name, one, act.given["signer"].as_of(act.given["signed_on"]))
    given = {"reason": act.given.get("words"), "date": act.given.get("proposed_on")}
    fields = {"reason": "words", "date": "proposed_on"}
    missing = [fields.get(need.name, need.name) for need in row.needs if need.required and not given.get(need.name)]
    if missing:
        raise MissingField(fields=dict.fromkeys(missing, MissingField.sentence))


def nothing_waits(act: Act[PaperApproval]) -> None:
    """One paper per act at a time."""
    kind = act.given["act"].partition(".")[0]
    waiting = PaperApproval.objects.filter(state=PaperState.RECORDED, act=act.given["act"], **{kind: about(act)})
    if waiting.exists():
        raise refusals.PaperPending(fields={"act": refusals.PaperPending.sentence})


def scan_serves_once(act: Act[PaperApproval]) -> None:
    """A sheet that was used for another act serves again only where both records say that it covers several.

    The same bytes are the same sheet, however often they were uploaded. Two who record it in the same moment are
    stopped by the table's own constraint.
    """
    used = PaperApproval.objects.filter(scan_sha256=act.given["scan"].sha256).exclude(state=PaperState.WITHDRAWN)
    other = next((one for one in used if not (act.given.get("covers_several") and one.covers_several)), None)
    if other is not None:
        sentence = refusals.ScanServesOnce.sentence % {"paper": f"{label_of(other.act)}（{other}）"}
        raise refusals.ScanServesOnce(sentence, fields={"scan": sentence})


def unchanged_since(act: Act[PaperApproval]) -> None:
    """The object stands as it did when the paper was recorded (R9.3)."""
    paper: PaperApproval = act.object
    one = hold(type(paper.about)._default_manager.all()).get(pk=paper.about.pk)
    if (one.version, sha256_of(one)) != (paper.object_version, paper.object_sha256):
        raise refusals.ChangedSinceSigned
