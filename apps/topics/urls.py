"""Addresses of the pages of topics and consultations: every page is for people who are signed in."""

from apps.organizations.door.access import page
from apps.topics.pages import topics

urlpatterns = [
    page("topics", topics.index, "topics"),
    page("topics/<uuid:key>", topics.page, "topic"),
    page("consultations/<uuid:key>", topics.consultation, "consultation"),
]
