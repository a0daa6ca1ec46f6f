"""The building blocks of the pages, each a small template in templates/components/.

A block takes plain values, dicts or objects alike, so that a view hands over what its selector answered. What a block
needs to be told is written at the top of its template.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext

from apps.desk.templatetags.display import SHAPES, TONES
from apps.workrules.naming import side_label
from kernel.schema import current_schema

register = template.Library()

SIDES = ("gov", "union", "both")
LIGHTS: dict[str, str] = {"green": "●", "yellow": "◐", "red": "▲"}
STEP_SHAPES: dict[str, str] = {"done": "●", "current": "◐", "todo": "○", "skipped": "✕"}


def value_of(thing: Any, name: str, default: Any = None) -> Any:
    """Read a name from a dict or an object; `None` counts as not given."""
    found = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
    return default if found is None else found


@register.inclusion_tag("components/status.html")
def status(state: str, label: str = "") -> dict[str, Any]:
    """A state as word, shape and tone."""
    tone = TONES.get(str(state or ""), "idle")
    return {"label": label or state, "tone": tone, "shape": SHAPES[tone]}


@register.inclusion_tag("components/side.html")
def side(side: str, label: str = "") -> dict[str, Any]:
    """Whose: government, union, both, or nobody's."""
    return {"side": side if side in SIDES else "none", "label": label or side_words(str(side))}


@register.filter
def side_words(side: str) -> str:
    """Whose, in the words of this government's rule: 政府方面, or 兵团行政 where it says so."""
    if side in {"gov", "union"} and current_schema() is not None:
        return side_label(side)
    words = {"gov": gettext("政府方面"), "union": gettext("工会方面"), "both": gettext("双方共同")}
    return words.get(side, gettext("不属双方"))


@register.inclusion_tag("components/light.html")
def light(colour: str, words: str = "") -> dict[str, Any]:
    """A deadline's light; without words of its own it says what the colour means."""
    meaning = {"green": gettext("正常"), "yellow": gettext("临近到期"), "red": gettext("已逾期")}
    known = str(colour or "")
    return {
        "colour": known if known in LIGHTS else "none",
        "shape": LIGHTS.get(known, "○"),
        "words": words or meaning.get(known, ""),
    }


@register.inclusion_tag("components/fraction.html")
def fraction(numerator: Any, denominator: Any, label: str = "", tone: str = "ok") -> dict[str, Any]:
    """Numerator over denominator, never a bare rate: who reads it must see how many it speaks of."""
    below = int(denominator or 0)
    return {"numerator": int(numerator or 0), "denominator": below, "scale": below or 1, "label": label, "tone": tone}


@register.inclusion_tag("components/person.html")
def person(name: Any, at: Any = None, post: str = "") -> dict[str, Any]:
    """Who did it and when."""
    return {"name": name, "at": at, "post": post}


@register.inclusion_tag("components/empty.html")
def empty(title: str, next: str = "", url: str = "", label: str = "") -> dict[str, Any]:
    """Nothing here yet, and what comes next."""
    return {"title": title, "next": next, "url": url, "label": label}


@register.inclusion_tag("components/problem.html")
def problem(problem: Any) -> dict[str, Any]:
    """A refusal, in the sentence of the rule that refused."""
    return {"problem": problem}


@register.inclusion_tag("components/action_bar.html", takes_context=True)
def action_bar(
    context: dict[str, Any], actions: Iterable[Any] | None, url: str = "", quiet: bool = False
) -> dict[str, Any]:
    """The acts open to this user: the first is the primary button, unless nobody waits for it or the bar is `quiet`."""
    buttons = [_button(action, url) for action in actions or ()]
    for number, button in enumerate(buttons):
        button["primary"] = number == 0 and button["primary"] and not quiet
    return {"buttons": buttons, "quiet": quiet, "csrf_token": context.get("csrf_token")}


def _button(action: Any, url: str) -> dict[str, Any]:
    name = value_of(action, "name", "")
    return {
        "primary": value_of(action, "primary", True),
        "at_once": value_of(action, "at_once", False),
        "version": value_of(action, "version", ""),
        "url": value_of(action, "url") or f"{url.rstrip('/')}/do/{name}",
        "label": value_of(action, "label", name),
        "article": value_of(action, "article", ""),
    }


@register.inclusion_tag("components/stepper.html")
def stepper(steps: Iterable[Any] | None, title: str = "") -> dict[str, Any]:
    """The two lanes of a meeting. Steps of one `column` stand side by side; without it they follow each other."""
    placed: list[dict[str, Any]] = []
    column = 0
    for step in steps or ():
        column = int(value_of(step, "column", column + 1))
        state = value_of(step, "status", "todo")
        placed.append({"step": step, "column": column, "status": state, "shape": STEP_SHAPES.get(state, "○")})
    return {"steps": placed, "columns": max((one["column"] for one in placed), default=0), "title": title}


@register.inclusion_tag("components/consents.html")
def consents(pair: Any) -> dict[str, Any]:
    """Two sides, one text hash: who has consented to exactly this text."""
    return {"pair": pair, "cards": [("gov", value_of(pair, "gov")), ("union", value_of(pair, "union"))]}


@register.inclusion_tag("components/tabs.html")
def tabs(tabs: Iterable[Any], label: str = "") -> dict[str, Any]:
    """Links, not scripts: each tab has an address of its own."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("components/facts.html")
def facts(rows: Iterable[Any]) -> dict[str, Any]:
    """Terms and their values."""
    return {"rows": rows}


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Iterable[Any] | None) -> dict[str, Any]:
    """The record: what was done, by whom, under which article, newest first."""
    return {"entries": entries}


@register.inclusion_tag("components/diff.html")
def diff(lines: Iterable[Any] | None) -> dict[str, Any]:
    """What changed, line by line, in signs as well as colours."""
    signs = {"added": "+", "removed": "−"}
    rows = [(value_of(one, "kind", "same"), value_of(one, "text", "")) for one in lines or ()]
    return {"rows": [{"kind": kind, "sign": signs.get(kind, ""), "text": text} for kind, text in rows]}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Pages of a list; the filters chosen stay chosen."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    if query is not None:
        query.pop("page", None)
    kept = query.urlencode() if query else ""
    return {"page": page, "prefix": f"?{kept}&page=" if kept else "?page="}


@register.inclusion_tag("components/filters.html", takes_context=True)
def filters(context: dict[str, Any], fields: Iterable[Any], target: str = "") -> dict[str, Any]:
    """A filter form; with a `target` id only that part of the page is fetched anew."""
    request = context.get("request")
    path = request.path if request is not None else ""
    return {"fields": [shown_field(one) for one in fields or ()], "target": target, "path": path}


@register.inclusion_tag("components/action_form.html", takes_context=True)
def action_form(context: dict[str, Any], form: Any) -> dict[str, Any]:
    """A plain form made from field descriptions, in parts where it is long; what was typed is put back as it was."""
    given = value_of(form, "groups") or [{"label": "", "fields": value_of(form, "fields", ())}]
    groups = [{**one, "fields": [shown_field(field) for field in one["fields"]]} for one in given]
    return {"form": form, "groups": groups, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/field.html")
def field(field: Any) -> dict[str, Any]:
    """One field, for pages that lay their form out by hand."""
    return {"field": shown_field(field)}


def shown_field(spec: Any, *, prefix: str = "") -> dict[str, Any]:
    """Everything the field's template needs, worked out once: ids, descriptions, choices with their marks, rows."""
    name = prefix + value_of(spec, "name", "")
    kind = value_of(spec, "kind", "text")
    value = value_of(spec, "value", "")
    shown = {
        "name": name,
        "id": f"field-{name}",
        "kind": kind,
        "label": value_of(spec, "label", name),
        "groups": value_of(spec, "groups", ()),
        "count": value_of(spec, "count", 0),
        "required": bool(value_of(spec, "required", False)),
        "help": value_of(spec, "help", ""),
        "error": value_of(spec, "error", ""),
        "article": value_of(spec, "article", ""),
        "minimum": value_of(spec, "minimum"),
        "maximum": value_of(spec, "maximum"),
        "value": _as_input(kind, value),
    }
    if kind in {"choice", "ref", "refs", "files"}:
        shown["choices"] = _choices(value_of(spec, "choices", ()), value)
    if kind == "files":
        shown |= {part: value_of(spec, part, "") for part in ("multiple", "accepted")}
    if kind == "yes_no":
        shown["choices"] = _choices([("yes", gettext("是")), ("no", gettext("否"))], _yes_or_no(value))
    if kind == "rows":
        shown |= _rows(spec, name, value)
        shown["placeholder"] = _placeholder(name)
    described = [f"{shown['id']}-{part}" for part in ("help", "error") if shown[part]]
    shown["described_by"] = " ".join(described)
    return shown


def _as_input(kind: str, value: Any) -> Any:
    """Browsers want ISO in date inputs, and moments in local time without seconds."""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return local.strftime("%Y-%m-%d" if kind == "date" else "%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def _yes_or_no(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _choices(choices: Iterable[Any], value: Any) -> list[dict[str, Any]]:
    """Choices as (value, label) pairs or as things with those names; marked by what the browser would send."""
    chosen = {str(one) for one in value} if isinstance(value, list | tuple | set | frozenset) else {str(value)}
    pairs = [
        one
        if isinstance(one, list | tuple)
        else (value_of(one, "value"), value_of(one, "label"), value_of(one, "note", ""))
        for one in choices
    ]
    return [
        {"value": pair[0], "label": pair[1], "note": pair[2] if len(pair) > 2 else "", "chosen": str(pair[0]) in chosen}
        for pair in pairs
    ]


def _rows(spec: Any, name: str, value: Any) -> dict[str, Any]:
    """Rows are posted as `name-0-part`, their number as `name-count`; a blank row stands ready where one is needed."""
    parts = list(value_of(spec, "fields", ()))
    errors = list(value_of(spec, "errors", ()))
    filled = list(value) if isinstance(value, list | tuple) else []
    rows = filled or ([{}] if value_of(spec, "required", True) else [])
    return {
        "rows": [
            {
                "index": index,
                "fields": _row(parts, f"{name}-{index}-", row, errors[index] if index < len(errors) else {}),
            }
            for index, row in enumerate(rows)
        ],
        "count": len(rows),
        "blank": _row(parts, f"{name}-{_placeholder(name)}-", {}, {}),
        "add_label": value_of(spec, "add_label", gettext("增加：%(what)s") % {"what": value_of(spec, "label", name)}),
    }


def _placeholder(name: str) -> str:
    """What stands for the number of a row yet to come; rows within rows have a placeholder of their own."""
    return "__index__" if "-" not in name else "__inner__"


def _row(parts: list[Any], prefix: str, row: Any, errors: Any) -> list[dict[str, Any]]:
    return [
        shown_field(
            _filled(part, value_of(row, value_of(part, "name"), ""), value_of(errors, value_of(part, "name"), "")),
            prefix=prefix,
        )
        for part in parts
    ]


def _filled(part: Any, value: Any, error: str) -> dict[str, Any]:
    names = ("name", "kind", "label", "required", "help", "choices", "minimum", "maximum", "fields", "add_label")
    return {name: value_of(part, name) for name in names} | {"value": value, "error": error}
