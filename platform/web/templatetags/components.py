"""The building blocks of the pages, each a small template in templates/components/.

A block takes plain values, dicts or objects alike, so that a view hands over what its selector answered. What a block
needs to be told is written at the top of its template.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext

from vocabulary.roles import BOTH_SIDES, Side
from web.shown_fields import shown_field, value_of
from web.sides import side_words
from web.templatetags.display import SHAPES, TONES

register = template.Library()

SIDES = (*BOTH_SIDES, "both")
LIGHTS: dict[str, str] = {"green": "●", "yellow": "◐", "red": "▲"}
STEP_SHAPES: dict[str, str] = {"done": "●", "current": "◐", "todo": "○", "skipped": "✕"}


@register.inclusion_tag("components/status.html")
def status(state: str, label: str = "") -> dict[str, Any]:
    """A state as word, shape and tone."""
    tone = TONES.get(str(state or ""), "idle")
    return {"label": label or state, "tone": tone, "shape": SHAPES[tone]}


@register.inclusion_tag("components/side.html")
def side(side: str, label: str = "") -> dict[str, Any]:
    """Whose: government, union, both, or nobody's."""
    return {"side": side if side in SIDES else "none", "label": label or side_words(str(side))}


register.filter("side_words", side_words)


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
    buttons = [_button(action, url) for action in actions or () if not value_of(action, "missing")]
    for number, button in enumerate(buttons):
        button["primary"] = number == 0 and button["primary"] and not quiet
    buttons = [*({**_button(action, url), "closed": True} for action in _closed(actions) if not quiet), *buttons]
    return {"buttons": buttons, "quiet": quiet, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/missing.html")
def missing(actions: Iterable[Any] | None) -> dict[str, Any]:
    """What the awaited acts still lack, one by one; and, folded away, the other acts that cannot be taken now."""
    blocked = [action for action in actions or () if value_of(action, "missing")]
    return {"awaited": _closed(blocked), "others": [one for one in blocked if not value_of(one, "primary", True)]}


def _closed(actions: Iterable[Any] | None) -> list[Any]:
    """The awaited acts that lack something."""
    return [one for one in actions or () if value_of(one, "missing") and value_of(one, "primary", True)]


def _button(action: Any, url: str) -> dict[str, Any]:
    name = value_of(action, "name", "")
    return {
        "name": name,
        "primary": value_of(action, "primary", True),
        "at_once": value_of(action, "at_once", False),
        "version": value_of(action, "version", ""),
        "url": value_of(action, "url") or f"{url.rstrip('/')}/do/{name}",
        "label": value_of(action, "label", name),
        "article": value_of(action, "article", ""),
    }


@register.inclusion_tag("components/stepper.html")
def stepper(steps: Iterable[Any] | None, title: str = "") -> dict[str, Any]:
    """The two lanes of a meeting; a phone shows where it stands, and all steps when asked.

    Steps of one `column` stand side by side; without it they follow each other.
    """
    placed: list[dict[str, Any]] = []
    column = 0
    for step in steps or ():
        column = int(value_of(step, "column", column + 1))
        state = value_of(step, "status", "todo")
        placed.append({"step": step, "column": column, "status": state, "shape": STEP_SHAPES.get(state, "○")})
    standing = [one for one in placed if one["status"] == "current"] or [o for o in placed if o["status"] == "done"][
        -1:
    ]
    for one in standing:
        one["now"] = True
    return {"steps": placed, "columns": max((one["column"] for one in placed), default=0), "title": title}


@register.inclusion_tag("components/consents.html")
def consents(pair: Any) -> dict[str, Any]:
    """Two sides, one text hash: who has consented to exactly this text."""
    return {"pair": pair, "cards": [(Side.GOV, value_of(pair, Side.GOV)), (Side.UNION, value_of(pair, Side.UNION))]}


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
