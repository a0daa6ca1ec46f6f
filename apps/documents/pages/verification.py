"""Is this sheet, or this file, what the government issued? Anybody may ask; nothing that is withheld is told.

A file is hashed while it is read and not kept. Each address may ask so often in a minute: codes might be tried.
"""

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.documents import proof, selectors
from apps.documents.models import IssuedDocument
from apps.documents.proof import Answer, Verdict
from apps.organizations.accounts.models import User
from vocabulary.disclosure import Disclosure
from web.shapes import Shown

#: Questions of one network address, in a minute; an office shares one.
MOST_A_MINUTE = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask by the code of a sheet, by a file, or by both."""
    code = (request.POST.get("code") or request.GET.get("code") or "").strip()[:60]
    file = request.FILES.get("file")
    if not code and file is None:
        return render(request, "documents/verify.html", {"code": ""})
    if _asks_too_often(request):
        return render(request, "documents/verify.html", {"code": code, "too_often": True}, status=429)
    answer = proof.ask(code=code, content=file.chunks() if isinstance(file, UploadedFile) else None)
    return render(request, "documents/verify.html", {"code": code, "answer": _told(answer, request)})


def _told(answer: Answer, request: HttpRequest) -> Shown:
    sentences = {
        Verdict.UNCHANGED: _("该文件由本机关印发，内容未经改动。"),
        Verdict.ISSUED: _("本机关印发过这一核验码的文件。请核对下列内容与纸面一致；要核对全文，请同时上传文件。"),
        Verdict.CHANGED: _("本机关印发过这一核验码的文件，但上传的文件与印发时不一致。"),
        Verdict.UNKNOWN: _("本机关没有印发过这样的文件，或者文件已被改动。请核对纸面页脚的核验码。"),
    }
    one = answer.document
    return {
        "verdict": answer.verdict.value,
        "holds": answer.verdict in (Verdict.UNCHANGED, Verdict.ISSUED),
        "sentence": sentences[answer.verdict],
        "document": None if one is None else _shown(one, request),
    }


def _shown(one: IssuedDocument, request: HttpRequest) -> Shown:
    """What stands in any register of outgoing mail; the title only where everybody, or this person, may read it."""
    return {
        "issuer": one.issuer,
        "number": one.number,
        "kind_label": one.get_kind_display(),
        "issued_on": one.issued_on,
        "title": one.title if _may_read(one, request) else "",
        "corrected": IssuedDocument.objects.filter(corrects=one).exists(),
    }


def _may_read(one: IssuedDocument, request: HttpRequest) -> bool:
    if one.disclosure == Disclosure.PUBLIC:
        return True
    person = request.user
    return isinstance(person, User) and selectors.visible_to(person).filter(pk=one.pk).exists()


def _asks_too_often(request: HttpRequest) -> bool:
    key = f"verify:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=60)
    return int(cache.incr(key)) > MOST_A_MINUTE
