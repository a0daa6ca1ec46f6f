"""Which topics came before a meeting prepared: with a research report and with every answer asked for (C3)."""

from collections.abc import Iterable

from apps.documents import selectors as documents
from apps.documents.models import Purpose
from apps.topics.models import Consultation, ConsultationState, Topic


def prepared(topics: Iterable[Topic]) -> int:
    """Return how many of some topics had both: a research report as text or file, and a consultation that is closed."""
    looked_at = {topic.pk: topic for topic in topics}
    states = list(Consultation.objects.filter(topic__in=looked_at).order_by().values_list("topic", "state"))
    closed = {key for key, _state in states} - {key for key, state in states if state == ConsultationState.SENT}
    files = documents.attached_to([key for key in closed if not looked_at[key].research])
    return sum(
        bool(looked_at[key].research) or any(row.purpose == Purpose.RESEARCH for row in files.get(key, ()))
        for key in closed
    )
