"""What an agreed item states upward: numbers, dates and enumerations (never a text)."""

from collections.abc import Iterator

from apps.followups.models import AgreedItem
from kernel.clock import day_of
from kernel.lifecycle.table import Act
from tenants.ledger.facts import AgreedItemFact
from tenants.ledger.services import publish as publish_fact


def publish(act: Act) -> None:
    """State the item as it stands after an act, in the act's transaction."""
    publish_fact(fact_of(act.object))


def all_facts() -> Iterator[AgreedItemFact]:
    """Yield the fact of every agreed item of this government, for reconciliation."""
    for item in AgreedItem.objects.all():
        yield fact_of(item)


def fact_of(item: AgreedItem) -> AgreedItemFact:
    """Return what `item` states upward."""
    declared = item.declared_ended_on
    return AgreedItemFact(
        source_id=item.pk,
        meeting_id=item.meeting_id,
        year=item.year,
        state=item.state,
        listed_on=item.listed_on,
        original_due_on=item.original_due_on,
        due_on=item.due_on,
        closed_on=day_of(item.closed_at) if item.closed_at else declared if item.state == "closed" else None,
        terminated_on=(
            day_of(item.terminated_at) if item.terminated_at else declared if item.state == "terminated" else None
        ),
        extensions=item.extensions,
    )
