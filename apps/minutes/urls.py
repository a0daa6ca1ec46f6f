"""Addresses of the pages of minutes and publicity: every page is for people who are signed in."""

from apps.minutes.pages import minutes, publicity
from apps.organizations.door.access import page

urlpatterns = [
    page("minutes/<uuid:key>", minutes.page, "minutes"),
    page("minutes/<uuid:key>/do/edit", minutes.edit, "minutes-edit"),
    page("publicity/<uuid:key>", publicity.page, "publicity"),
]
