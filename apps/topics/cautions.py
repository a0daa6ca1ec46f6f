"""What to think of about a topic (Art. 6)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.organizations.models import User
from apps.topics import rules, selectors
from apps.topics.models import Topic, TopicState
from kernel.lifecycle.cautions import Caution
from vocabulary.personal_data import found_in
from vocabulary.personal_words import look_twice

ART_6, ART_10 = gettext_lazy("第六条"), gettext_lazy("第十条")
#: Until both sides have settled what becomes of it.
UNSETTLED = {
    TopicState.DRAFT, TopicState.RETURNED, TopicState.SUBMITTED, TopicState.AGGREGATED, TopicState.CONSULTING,
    TopicState.PREPARED,
}  # fmt: skip
YEARS_BACK = 2


def of_topic(topic: Topic, user: User) -> list[Caution]:
    """Return what speaks against listing it: it may tell of a person, or such a title is there already (R6.11).

    Only topics that `user` may read are named.
    """
    if topic.state not in UNSETTLED:
        return []
    return [*_of_a_person(topic), *_alike(topic, user)]


def _of_a_person(topic: Topic) -> list[Caution]:
    """What may make a single person known goes to every unit that is asked, and into print (R10.2)."""
    texts = (topic.title, topic.background, topic.proposed_decision)
    found = [one for text in texts for one in found_in(text)]
    return [Caution("MayTellOfAPerson", "R10.2", ART_10, look_twice(found))] if found else []


def _alike(topic: Topic, user: User) -> list[Caution]:
    others = selectors.visible_to(user).filter(year__gte=topic.year - YEARS_BACK)
    others = others.exclude(pk=topic.pk).exclude(state=TopicState.WITHDRAWN)
    titles = {f"{year}-{serial:02d}": title for year, serial, title in others.values_list("year", "serial", "title")}
    alike = rules.similar_titles(topic.title, titles)
    words = _("与议题 %(numbers)s 标题相近，请核对是否重复。") % {"numbers": "、".join(alike)}
    return [Caution("SimilarTitle", "R6.11", ART_6, words)] if alike else []
