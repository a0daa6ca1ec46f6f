"""What this government discloses by itself: issued documents of that class and published press items, no more.

Nobody signs in here, so nothing is asked of a person: two queries name exactly what may be shown (R0.3, R10.2).
"""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.documents import selectors as documents
from apps.documents.pages.documents import as_attachment
from apps.minutes.publicity import selectors as publicity_selectors


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List both, the latest first."""
    issued = [
        {
            "number": one.number,
            "title": one.title,
            "kind_label": one.get_kind_display(),
            "issuer": one.issuer,
            "issued_on": one.issued_on,
            "url": "" if one.imported else f"/public/documents/{one.pk}",
        }
        for one in documents.disclosed()
    ]
    releases = [
        {
            "title": one.title,
            "channel": one.channel,
            "text": one.text,
            "link": one.link,
            "published_on": one.published_on,
        }
        for one in sorted(publicity_selectors.released(), key=lambda one: str(one.published_on), reverse=True)
    ]
    return render(request, "public.html", {"documents": issued, "releases": releases})


@require_safe
def download(request: HttpRequest, key: uuid.UUID, form: str) -> HttpResponse:
    """The stored bytes of a disclosed document; for everything else the same 404."""
    one = get_object_or_404(documents.disclosed().defer(None).defer("content"), pk=key)
    if one.imported:
        raise Http404
    return as_attachment(one, form)
