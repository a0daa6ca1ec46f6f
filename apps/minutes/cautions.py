"""What to think of about a press item before it goes out (Art. 10)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.minutes.models import PublicityItem, PublicityState
from kernel.lifecycle.cautions import Caution

ART_10 = gettext_lazy("第十条")


def of_publicity(item: PublicityItem) -> list[Caution]:
    """Return what speaks against publishing: a meeting has one main release (R10.3)."""
    others = PublicityItem.objects.filter(meeting=item.meeting_id, state=PublicityState.PUBLISHED).exclude(pk=item.pk)
    if item.state != PublicityState.DRAFT or not others.exists():
        return []
    return [Caution("SecondRelease", "R10.3", ART_10, _("本次会议已有发布的宣传报道；一次会议原则上只发一篇主稿。"))]
