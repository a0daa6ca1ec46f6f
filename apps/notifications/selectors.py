"""Reads about messages."""

from django.db.models import QuerySet

from apps.notifications.models import Message
from apps.organizations.models import User
from apps.organizations.standing.reading import by_right


@by_right
def visible_to(user: User) -> QuerySet[Message]:
    """Return the messages to `user`; nobody reads another's."""
    return Message.objects.filter(recipient=user)
