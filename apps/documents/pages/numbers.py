"""The registers of an office: the word of each series, and the number that comes next."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.documents import number_services as services
from apps.documents.models import Series
from apps.documents.numbering import registers
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from kernel import clock
from kernel.refusals import Malformed, Refusal

HOME = "/numbers"
LARGEST = 99_999


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """The registers that the person keeps; a post sets a word or the next number."""
    user = person_of(request)
    found = registers(user, year=clock.today().year)
    if not found:
        raise Http404
    if request.method != "POST":
        return render(request, "documents/numbers.html", {"registers": found})
    try:
        return _posted(request, user)
    except Refusal as refusal:
        about = {"detail": refusal.sentence, "article": refusal.article, "rule": refusal.rule, "about": refusal.about}
        context = {"registers": found, "problem": about, "typed": request.POST}
        return render(request, "documents/numbers.html", context, status=refusal.status)


def _posted(request: HttpRequest, user: User) -> HttpResponse:
    kind, now = request.POST.get("series", ""), clock.now()
    if kind not in Series.values:
        raise Malformed
    match request.POST.get("do"):
        case "word":
            services.set_number_word(series=kind, word=request.POST.get("word", "")[:60], by=user, at=now)
            messages.success(request, _("机关代字已修改，此后印发的文件使用新的代字。"))
        case "start":
            following = request.POST.get("next", "").strip()
            if not following.isascii() or not following.isdigit() or not 0 < int(following[:9]) <= LARGEST:
                raise Malformed(_("下一个序号应为正整数。"))
            reason = request.POST.get("reason", "")[:200]
            services.start_numbers_at(series=kind, following=int(following), reason=reason, by=user, at=now)
            messages.success(request, _("已登记，下一份文件从这一序号起编。"))
        case _other:
            raise Malformed
    return HttpResponseRedirect(HOME)
