"""Papers that are drawn from the record when somebody asks for them: what there is, and each as DOCX or PDF."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import override
from django.views.decorators.http import require_safe

from apps.documents import rendering
from apps.documents.downloads import to_be_saved
from apps.documents.pages.documents import MEDIA
from apps.documents.refusals import CannotBePrinted
from apps.organizations.door.access import person_of
from kinds.drafts import Draft
from kinds.kind import Kind
from kinds.registry import NoSuchKind, kind_at, page_of
from web.finding import found_or_404
from web.shapes import Shown

RENDERERS = {"docx": rendering.render_docx, "pdf": rendering.render_pdf}


def shown_drafts(kind: Kind, instance: object) -> list[Shown]:
    """Return the papers that the object is far enough for, with the addresses of both files."""
    base = page_of(kind).address(instance)
    return [
        {
            "label": one.label,
            "files": [{"label": form.upper(), "url": f"{base}/drafts/{one.name}/{form}"} for form in RENDERERS],
        }
        for one in kind.drafts
        if one.ready(instance)
    ]


@require_safe
def download(request: HttpRequest, slug: str, key: uuid.UUID, name: str, form: str) -> HttpResponse:
    """One paper as a file; official words are Chinese whatever the page speaks."""
    kind, draft = _named(slug, name)
    if form not in RENDERERS:
        raise Http404
    user = person_of(request)
    instance = found_or_404(kind, user, key)
    if not draft.ready(instance):
        raise Http404
    try:
        with override("zh-hans"):
            document = draft.compose(instance, user)
            content = RENDERERS[form](document)
    except (rendering.MissingGlyph, rendering.UnprintableCharacter) as missing:
        messages.error(request, str(CannotBePrinted(missing).sentence))
        return HttpResponseRedirect(page_of(kind).of(instance))
    return to_be_saved(content, media=MEDIA[form], name=f"{document.title}.{form}")


def _named(slug: str, name: str) -> tuple[Kind, Draft]:
    try:
        kind = kind_at(slug)
    except NoSuchKind:
        raise Http404 from None
    for one in kind.drafts:
        if one.name == name:
            return kind, one
    raise Http404
