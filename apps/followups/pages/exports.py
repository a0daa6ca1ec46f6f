"""The follow-up list as a file, with the filters of the screen."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import override
from django.views.decorators.http import require_safe

from apps.documents.downloads import to_be_saved
from apps.followups.export import RENDERERS, export
from apps.followups.pages.follow_up_list import chosen_in, fitting_keys
from apps.meetings import selectors as meetings
from apps.meetings.models import Meeting
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from kernel import clock
from kernel.refusals import Refusal


@require_safe
def follow_up_list(request: HttpRequest, form: str) -> HttpResponse:
    """What the list shows now, as an attachment; official words are Chinese whatever the page speaks."""
    if form not in RENDERERS:
        raise Http404
    user, today, chosen = person_of(request), clock.today(), chosen_in(request)
    meeting = _meeting(user, chosen["meeting"])
    keys = fitting_keys(user, chosen, today)
    try:
        with override("zh-hans"):
            file = export(user, keys, form=form, on=today, meeting=meeting)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return HttpResponseRedirect("/followups")
    return to_be_saved(file.content, media=file.media, name=file.name)


def _meeting(user: User, key: str) -> Meeting | None:
    """The meeting whose list it is, where the person may know it."""
    if not key:
        return None
    try:
        return meetings.visible_to(user).filter(pk=uuid.UUID(key)).first()
    except ValueError:
        raise Http404 from None
