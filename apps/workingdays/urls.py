"""Addresses of the working days, for whoever keeps them."""

from apps.organizations.door.access import page
from apps.workingdays import pages

urlpatterns = [page("working-days", pages.page, "working-days")]
