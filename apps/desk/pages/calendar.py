"""The calendar of one person: a month, its list, and the private address under which programs subscribe to it."""

import calendar
from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from apps.desk import feed
from apps.organizations.accounts.feed_services import end_feed, feed_of, open_feed
from apps.organizations.door.access import person_of
from apps.organizations.door.selectors import reader_of
from apps.organizations.models import User
from apps.waiting.calendar import occasions
from kernel import clock
from kernel.clock import day_of
from kernel.workcalendar.rules import is_workday
from kernel.workcalendar.selectors import schedule
from kinds.occasions import Occasion
from tenants.governments.selectors import government
from vocabulary.roles import Side
from web.shapes import Shown

#: Years a month may be looked at in.
FIRST_YEAR, LAST_YEAR = 1950, 2198


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """One month; a post opens, renews or ends the private address, which is shown this once."""
    user = person_of(request)
    if user.side == Side.NONE:
        raise Http404
    address = ""
    if request.method == "POST":
        if "end" in request.POST:
            end_feed(user=user)
            messages.success(request, _("订阅地址已停用。"))
            return HttpResponseRedirect("/calendar")
        token, _row = open_feed(user=user, at=timezone.now())
        spoken = "?language=en" if get_language() == "en" else ""
        address = request.build_absolute_uri(f"/calendar/feed/{token}{spoken}")
    return render(request, "calendar/month.html", _context(user, _month(request)) | {"address": address})


@require_safe
@never_cache
def subscription(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a private address; any other is answered like an address that there is not.

    It speaks the language in which the person was shown the address; what the reading program speaks is no matter.
    """
    user, at = reader_of(token, at=timezone.now()), clock.now()
    if user is None:
        raise Http404
    today = day_of(at)
    origin = request.build_absolute_uri("/").rstrip("/")
    with override("en" if request.GET.get("language") == "en" else "zh-hans"):
        found = occasions(user, today - timedelta(days=feed.BACK), today + timedelta(days=feed.AHEAD))
        name = _("%(place)s联席会议") % {"place": government().name}
        text = feed.calendar_of(found, name=name, origin=origin, at=at)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _month(request: HttpRequest) -> date:
    """The first day of the month that is asked for, of this month where none or nonsense is."""
    asked = parse_asked(request.GET.get("month", ""))
    return asked if asked and FIRST_YEAR <= asked.year <= LAST_YEAR else clock.today().replace(day=1)


def parse_asked(text: str) -> date | None:
    """Read 2026-12; None where it is no month."""
    try:
        return parse_date(f"{text}-01")
    except ValueError:
        return None


def _context(user: User, first: date) -> Shown:
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    found = occasions(user, weeks[0][0], weeks[-1][-1])
    by_day = {day: list(rows) for day, rows in groupby(found, key=lambda one: one.day)}
    today, worked = clock.today(), schedule()
    return {
        "month": first,
        "before": first - timedelta(days=1),
        "after": (first + timedelta(days=31)).replace(day=1),
        "is_this_month": (first.year, first.month) == (today.year, today.month),
        "is_published": worked.is_published(first.year),
        "weekdays": weeks[0],
        "weeks": [
            [
                {
                    "day": day,
                    "inside": day.month == first.month,
                    "today": day == today,
                    "free": not is_workday(day, worked),
                    "occasions": [_shown(one) for one in by_day.get(day, [])],
                }
                for day in week
            ]
            for week in weeks
        ],
        "rows": [_shown(one) | {"past": one.day < today} for one in found if one.day.month == first.month],
        "feed": feed_of(user),
    }


def _shown(one: Occasion) -> Shown:
    return {
        "day": one.day, "kind": one.kind.name, "kind_label": one.kind.label, "title": one.title, "url": one.url,
        "starts_at": one.starts_at,
    }  # fmt: skip
