"""Units, rounds and categories that an act on a topic may name (`Need.among`)."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.organizations.models import Unit, User
from apps.organizations.units.admissible import STANDING_UNIT, STANDING_UNITS, charged, standing
from apps.topics import selectors
from apps.topics.models import CollectionRound, Topic
from apps.topics.rounds import selectors as rounds_selectors
from apps.workrules.naming import category_label
from kernel.lifecycle.table import Among, Asking
from vocabulary.categories import Category


def label_of_topic(topic: Topic) -> str:
    """Return a topic as a form offers it."""
    return f"{topic.number} {topic.title}"


def visible(asking: Asking) -> QuerySet[Topic]:
    """Return the topics that the person may read; what becomes of them, guards ask."""
    return selectors.visible_to(User.behind(asking.by))


def _own_units(asking: Asking) -> QuerySet[Unit]:
    return standing(asking).filter(pk__in=User.behind(asking.by).memberships.current().values("unit"))


def _partners(asking: Asking) -> QuerySet[Unit]:
    return charged(asking).exclude(side=asking.by.side)


def other_rounds(asking: Asking) -> list[CollectionRound]:
    """Return the rounds that collect now, without the one in which the topic is."""
    current = rounds_selectors.open_entry(asking.object)
    return [one for one in rounds_selectors.open_rounds() if current is None or one != current.round]


def _categories(asking: Asking) -> Iterable[tuple[object, object]]:
    return [(key, category_label(key, label)) for key, label in Category.choices]


PROPOSER = replace(STANDING_UNIT, words=_("本人联络的现存单位"), offered=_own_units)
PARTNER = replace(STANDING_UNIT, words=_("另一方的现存单位"), offered=_partners)
#: A unit that was closed since it was suggested stays in the file until somebody suggests another.
SUGGESTED_LEAD = replace(STANDING_UNIT, held=lambda asking: [asking.object.suggested_lead_id])
SUGGESTED_SUPPORTING = replace(
    STANDING_UNITS, held=lambda asking: asking.object.suggested_supporting.values_list("pk", flat=True)
)
CATEGORIES = Among(pairs=_categories)
