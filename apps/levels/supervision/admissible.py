"""Letters, receivers and topics that an act on a letter between levels may name (`Need.among`)."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.levels.supervision import selectors
from apps.organizations.models import User
from apps.topics import admissible as topics
from apps.topics.models import Topic, TopicState
from kernel import clock
from kernel.lifecycle.table import Among, Asking
from tenants.governments.selectors import government


def _passed_on(asking: Asking) -> QuerySet[Topic]:
    return topics.visible(asking).filter(state=TopicState.TRANSFERRED)


def _receivers(asking: Asking) -> Iterable[tuple[object, object]]:
    """Return the governments to which a letter may go; the one above is marked, because it takes referrals only."""
    here = government().path
    above = _("%(name)s（上级，只收转办函）")
    found = selectors.receivers(clock.today(), User.behind(asking.by))
    return [(one.code, above % {"name": one.name} if one.path < here else one.name) for one in found]


#: Which of the lines the letter came along, a guard asks.
DISPATCH = Among(
    _("发到本级、尚未签收的函件"),
    lambda asking: selectors.dispatches_visible_to(User.behind(asking.by)),
    offered=lambda asking: selectors.waiting_here(User.behind(asking.by)),
    label=lambda one: f"{one.government_name} {one}",
)
RECEIVER = Among(_("本级以下的政府；转办函也可以是直接上级"), pairs=_receivers)
#: A topic that is no longer passed on stays in the draft until the letter is to be sent; then a guard asks.
PASSED_ON_TOPIC = Among(
    _("可见的议题"),
    topics.visible,
    offered=_passed_on,
    held=lambda asking: [asking.object.topic_id],
    label=topics.label_of_topic,
)
