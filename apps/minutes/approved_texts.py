"""Are the words from which approved minutes were composed still those that were approved?

The text that an approval names is sealed. The sections stand in rows of their own, which no act changes once both sides
have approved; a section whose words are not in the approved text was changed by no act.
"""

from collections.abc import Iterator

from apps.minutes.models import Minutes, MinutesApproval, MinutesSection
from kernel import canonical
from kernel.audit.seals import CHANGED, Broken

#: From here on nobody edits them.
FINAL = ("approved", "issued")


def changed() -> Iterator[Broken]:
    """Yield the final minutes with a section whose words no approval names."""
    for minutes in Minutes.objects.filter(state__in=FINAL, imported=False).iterator(chunk_size=20):
        approvals = MinutesApproval.objects.filter(minutes=minutes)
        if minutes.sha256:  # known once they are issued
            approvals = approvals.filter(sha256=minutes.sha256)
        texts = list(approvals.values_list("text"))
        sections = MinutesSection.objects.filter(minutes=minutes).order_by("position")
        wrong = [one for one in sections if not any(_stands_in(one.text, text) for (text,) in texts)]
        if wrong:
            yield Broken(
                CHANGED, "minutes", minutes.pk, tuple(f"section {one.position}" for one in wrong), minutes.number
            )


def _stands_in(words: str, text: str) -> bool:
    """Whether the words are a whole paragraph of a text that is kept as canonical JSON."""
    return f'"text":{canonical.text(words)}' in text
