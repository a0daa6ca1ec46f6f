"""How dates, spans, hashes and states are put into words: one place, so that every page says it alike."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS_ABBR
from django.utils.translation import get_language, gettext, ngettext

from kernel.workcalendar.wording import mark, marked
from vocabulary import shares

register = template.Library()

#: What stands where nothing is known yet; an empty cell would read as a fault of the page.
NOTHING = "—"

CHINESE_WEEKDAYS = "一二三四五六日"

_STATES_BY_TONE: dict[str, str] = {
    "idle": "draft drafted invited planned unscheduled waiting undecided",
    "current": (
        "requested accepted collecting settled noticed in_session held following_up submitted aggregated consulting "
        "prepared open sent received answered drafting union_review gov_review approved assigned in_progress reported "
        "checked confirmed todo current uploaded sound"
    ),
    "done": (
        "closed issued published in_force decided tabled agreed agreed_in_principle noted replied agree no_comment "
        "coordinated consented checked_in granted done acknowledged imported"
    ),
    "back": (
        "returned remitted deferred on_leave substituted agree_with_comments disagree dissent_printed transferred "
        "absent reset"
    ),
    "ended": ("declined cancelled withdrawn rejected terminated not_agreed refused void repealed superseded skipped"),
    "late": "no_reply overdue late faulty",
}
#: A state's tone decides its colour and its shape; the word itself always comes from the state's own label.
TONES: dict[str, str] = {state: tone for tone, states in _STATES_BY_TONE.items() for state in states.split()}

SHAPES: dict[str, str] = {"idle": "○", "current": "◐", "done": "●", "back": "↩", "ended": "✕", "late": "▲"}


def _in_english() -> bool:
    return (get_language() or "zh-hans").startswith("en")


def _local(value: date | datetime) -> date | datetime:
    """A moment is stored in UTC but lived in the office's own time zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.simple_tag
def place_name(place: Any) -> str:
    """A government's name in the language of the page."""
    named_in_english = str(getattr(place, "name_en", "") or "")
    return named_in_english if named_in_english and _in_english() else str(getattr(place, "name", ""))


@register.filter
def chinese_date(value: Any) -> str:
    """2026年3月5日（星期四）: the weekday saves everybody a look at the calendar."""
    if not isinstance(value, date):
        return NOTHING
    day = _local(value)
    if _in_english():
        return marked(f"{day.day} {MONTHS[day.month]} {day.year} ({WEEKDAYS_ABBR[day.weekday()]})", value)
    return marked(f"{day.year}年{day.month}月{day.day}日（星期{CHINESE_WEEKDAYS[day.weekday()]}）", value)


@register.filter
def plain_date(value: Any) -> str:
    """2026年3月5日, where the weekday would only be noise: columns of past dates."""
    if not isinstance(value, date):
        return NOTHING
    day = _local(value)
    words = f"{day.day} {MONTHS[day.month]} {day.year}" if _in_english() else f"{day.year}年{day.month}月{day.day}日"
    return marked(words, value)


@register.filter
def year_and_month(value: Any) -> str:
    """2026年3月, over the days of a month."""
    if not isinstance(value, date):
        return NOTHING
    return f"{MONTHS[value.month]} {value.year}" if _in_english() else f"{value.year}年{value.month}月"


@register.filter
def weekday(value: Any) -> str:
    """周四, over a column of days."""
    if not isinstance(value, date):
        return NOTHING
    return str(WEEKDAYS_ABBR[value.weekday()]) if _in_english() else f"周{CHINESE_WEEKDAYS[value.weekday()]}"


@register.filter
def short_date(value: Any) -> str:
    """3月5日: only where the year stands close by."""
    if not isinstance(value, date):
        return NOTHING
    day = _local(value)
    words = f"{day.day} {str(MONTHS_3[day.month]).capitalize()}" if _in_english() else f"{day.month}月{day.day}日"
    return marked(words, value)


@register.filter
def if_provisional(value: Any) -> str:
    """（暂定）, where a day or a number of days rests on working days that are not published yet."""
    return mark(value)


@register.filter
def moment(value: Any) -> str:
    """2026年3月5日 14:05 in the office's time; a plain day stays a day."""
    if not isinstance(value, datetime):
        return plain_date(value)
    return f"{plain_date(value)} {_local(value):%H:%M}"


@register.filter
def days_left(days: Any) -> str:
    """Calendar days to a deadline: negative means overdue."""
    if not isinstance(days, int):
        return ""
    if days == 0:
        return gettext("今日到期")
    size = abs(days)
    if days > 0:
        return ngettext("余 %(days)s 天", "余 %(days)s 天", size) % {"days": size}
    return ngettext("逾期 %(days)s 天", "逾期 %(days)s 天", size) % {"days": size}


@register.filter
def working_days_left(days: Any) -> str:
    """Working days to a deadline: negative means overdue, counted in working days too."""
    if not isinstance(days, int):
        return ""
    if days == 0:
        return gettext("今日到期")
    size = abs(days)
    if days > 0:
        return marked(ngettext("余 %(days)s 个工作日", "余 %(days)s 个工作日", size) % {"days": size}, days)
    return marked(ngettext("逾期 %(days)s 个工作日", "逾期 %(days)s 个工作日", size) % {"days": size}, days)


@register.filter
def waited(days: Any) -> str:
    """How long something has been lying on a desk."""
    if not isinstance(days, int):
        return NOTHING
    return gettext("今天") if days <= 0 else ngettext("%(days)s 天", "%(days)s 天", days) % {"days": days}


@register.filter
def short_hash(value: Any) -> str:
    """9f3c…e1a7: enough to compare two prints by eye; the whole value stands in the title."""
    text = str(value or "")
    return f"{text[:4]}…{text[-4:]}" if len(text) > 12 else text or NOTHING


@register.filter
def tone(state: Any) -> str:
    """The colour class of a state; an unknown one is shown quietly rather than wrongly."""
    return TONES.get(str(state or ""), "idle")


@register.filter
def shape(state: Any) -> str:
    """The mark that says the same as the colour, for those who do not see it and for black-and-white prints."""
    return SHAPES[tone(state)]


@register.filter
def percent(numerator: Any, denominator: Any) -> str:
    """A share in whole percent, half up; nothing divided by nothing is not zero."""
    try:
        share = shares.percent(int(numerator), int(denominator))
    except (TypeError, ValueError):
        return NOTHING
    return NOTHING if share is None else f"{share}%"


@register.filter
def or_nothing(value: Any) -> Any:
    """A dash for what is not there; zero is there."""
    return NOTHING if value is None or value == "" else value
