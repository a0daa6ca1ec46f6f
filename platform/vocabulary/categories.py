"""Content classes of topics (Art. 3): units propose by them, posts are in charge of them, work rules name them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """The content classes of Art. 3; the report on the previous meeting is not a topic but part one of the agenda."""

    BRIEFING_GOV = "briefing_gov", _("政府工作通报")
    BRIEFING_UNION = "briefing_union", _("工会工作通报")
    MOBILISATION = "mobilisation_and_harmony", _("建功立业与和谐劳动关系")
    WORKER_INTERESTS = "worker_interests", _("职工切身利益")
    UNION_SUPPORT = "union_support", _("需政府支持的工会工作")
    OTHER = "other", _("其他")

    @property
    def is_briefing(self) -> bool:
        """Whether it is reported rather than deliberated (R3.2)."""
        return self.value.startswith("briefing_")


#: The report on what the previous meeting agreed, by the name that work rules give it: a part of the agenda, no topic.
PRIOR_FOLLOWUP = "prior_followup"
