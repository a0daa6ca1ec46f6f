"""Write down which side approved which text of the minutes (R9.3)."""

from apps.minutes import texts
from apps.minutes.models import Minutes, MinutesApproval
from kernel.lifecycle.table import Act


def record_approval(act: Act[Minutes]) -> None:
    """Write down which side approved exactly which text; once is enough, also when it was returned unchanged."""
    sha256 = texts.digest_of(act.object)
    if act.object.approvals.filter(side=act.by.side, sha256=sha256).exists():
        return
    MinutesApproval(
        minutes=act.object,
        side=act.by.side,
        person_id=act.by.pk,
        person_name=act.by.printed_name,
        person_post=act.by.printed_post,
        at=act.at,
        recorded_at=act.recorded_at,
        sha256=sha256,
        text=texts.text_of(act.object),
    ).save(force_insert=True)
