"""The working days of one year, with the forms that load an arrangement and correct a day."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from apps.organizations.door.access import person_of
from apps.organizations.models import User
from apps.workingdays import services
from apps.workingdays.selectors import named_days
from kernel import clock
from kernel.refusals import Malformed, MissingField, Refusal
from kernel.workcalendar.arrangements import COLUMNS, MOST_BYTES, day_from
from kernel.workcalendar.selectors import schedule
from web.shapes import Shown

FIRST_YEAR, LAST_YEAR = 2001, 2099
LABELS = {"day": gettext_lazy("日期"), "is_workday": gettext_lazy("是否工作日"), "reason": gettext_lazy("依据")}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """One year; a post loads or checks a file, corrects a day or takes a correction back."""
    user = person_of(request)
    if not services.keeps_working_days(user):
        raise Http404
    if request.method != "POST":
        return _show(request)
    try:
        return _posted(request, user)
    except Refusal as refusal:
        return _show(request, status=refusal.status, problem=_problem(refusal), typed=request.POST)


def _posted(request: HttpRequest, user: User) -> HttpResponse:
    match request.POST.get("do"):
        case "check":
            return _show(request, checked=services.check_working_days(_content(request)))
        case "load":
            loaded = services.load_working_days(content=_content(request), by=user, at=clock.now())
            count = len(loaded.changed)
            words = ngettext("放假安排已载入，%(n)s 天与原来不同。", "放假安排已载入，%(n)s 天与原来不同。", count)
            return _done(request, words % {"n": count}, loaded.years[-1])
        case "correct":
            return _corrected(request, user)
        case "withdraw":
            day = _day(request)
            services.withdraw_correction(day=day, by=user, at=clock.now())
            return _done(request, _("更正已撤销。"), day.year)
    raise Malformed


def _corrected(request: HttpRequest, user: User) -> HttpResponse:
    day, worked = _day(request), request.POST.get("is_workday")
    if worked not in {"yes", "no"}:
        raise MissingField.beside("is_workday")
    reason = request.POST.get("reason", "")
    if len(reason) > 200:
        raise Malformed(fields={"reason": _("依据不超过 200 字。")})
    services.correct_day(day=day, is_workday=worked == "yes", reason=reason, by=user, at=clock.now())
    return _done(request, _("该日已更正。"), day.year)


def _content(request: HttpRequest) -> bytes:
    upload = request.FILES.get("table")
    if upload is None:
        raise MissingField(_("请选择一个文件。"))
    return upload.read(MOST_BYTES + 1)


def _day(request: HttpRequest) -> date:
    day = day_from(request.POST.get("day", ""))
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Malformed(fields={"day": _("日期有误，应写作 2027-02-06。")})
    return day


def _done(request: HttpRequest, words: str, year: int) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(f"/working-days?year={year}")


def _problem(refusal: Refusal) -> Shown:
    fields = [{"name": name, "label": LABELS.get(name, name), "message": str(m)} for name, m in refusal.fields.items()]
    return {
        "detail": refusal.sentence, "article": refusal.article, "rule": refusal.rule, "about": refusal.about,
        "fields": fields,
    }  # fmt: skip


def _show(request: HttpRequest, *, status: int = 200, **context: object) -> HttpResponse:
    year = _year(request)
    shown = {
        "year": year,
        "before": max(year - 1, FIRST_YEAR),
        "after": min(year + 1, LAST_YEAR),
        "is_published": schedule().is_published(year),
        "rows": named_days(year),
        "columns": ",".join(COLUMNS),
    }
    return render(request, "workingdays/year.html", shown | context, status=status)


def _year(request: HttpRequest) -> int:
    """Return the year that is asked for, this year where none or nonsense is."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else clock.today().year
