"""The address of a signed paper."""

from apps.organizations.door.access import page
from apps.papers import pages

urlpatterns = [page("papers/<uuid:key>", pages.paper, "paper")]
