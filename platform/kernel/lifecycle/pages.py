"""A lifecycle as a page to read: its states, a diagram and the whole table, all from the table itself."""

from collections import defaultdict

from django.utils.translation import override

from kernel.lifecycle.table import Action, Lifecycle, Need

MADE = "Made by `python manage.py generate_docs` from the table in code; edit that, not this page."
HEAD = ("action", "from", "to", "by", "needs", "guards", "consent", "article")
KINDS = {"longtext": "text", "refs": "several", "ref": "one of"}


def index(lifecycles: dict[str, Lifecycle]) -> str:
    """Return the page that leads to the others."""
    with override(None):
        rows = [
            [f"[{name}]({name}.md)", str(one.label), f"`{one.model}`", str(len(one.states)), str(len(one.actions))]
            for name, one in sorted(lifecycles.items())
        ]
        return "\n".join(
            ["# Lifecycles", "", MADE, "", *_table(("lifecycle", "name", "model", "states", "rows"), rows), ""]
        )


def page(lifecycle: Lifecycle) -> str:
    """Return the page of one lifecycle."""
    with override(None):
        return "\n".join(
            [
                f"# {lifecycle.label} ({lifecycle.name})",
                "",
                MADE,
                "",
                "```mermaid",
                *_diagram(lifecycle),
                "```",
                "",
                *_table(HEAD, [_cells(row) for row in lifecycle.actions]),
                "",
            ]
        )


def _diagram(lifecycle: Lifecycle) -> list[str]:
    """A state nobody leaves by an act is an end; rows between the same two states share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in lifecycle.actions:
        for source in _in_order(lifecycle, row.source) or ["[*]"]:
            arrows[source, str(row.target or source)].append(row.name)
    left = {source for source, target in arrows if source != target}
    return [
        "stateDiagram-v2",
        *[f"    {state.value}: {state.label} {state.value}" for state in lifecycle.states],
        *[f"    {source} --> {target}: {', '.join(names)}" for (source, target), names in arrows.items()],
        *[f"    {state.value} --> [*]" for state in lifecycle.states if state.value not in left],
    ]


def _in_order(lifecycle: Lifecycle, states: frozenset[str]) -> list[str]:
    return [state.value for state in lifecycle.states if state.value in states]


def _cells(row: Action) -> list[str]:
    return [
        f"**{row.name}** {row.label}",
        ", ".join(sorted(row.source)) or "–",
        f"{row.target or '(stays)'}{', or where the rule leads' if row.target_by_rule else ''}",
        _by(row),
        "; ".join(_need(need) for need in row.needs) or "–",
        ", ".join(_conditions(row)) or "–",
        _consent(row),
        f"{row.article} {row.rule}".strip(),
    ]


def _by(row: Action) -> str:
    names = ", ".join(role.name for role in row.by)
    if others := [role.name for role in row.possible if role not in row.by]:
        names += f", or whom the rule names ({', '.join(others)})"
    if row.carried_out_by:
        return f"{names}; carried out by {row.carried_out_by}"
    return f"{names}; only as a part of another act" if row.internal else names


def _need(need: Need) -> str:
    kind = KINDS.get(need.kind, need.kind)
    inner = f" ({', '.join(_need(field) for field in need.fields)})" if need.fields else ""
    return f"`{need.name}` {need.label}: {kind}{'' if need.required else ', optional'}{inner}"


def _conditions(row: Action) -> list[str]:
    apart = [f"not_who_did_{name}" for name in row.another.than] if row.another else []
    named = [predicate.name for predicate in (row.whose, row.when) if predicate]
    return [*named, *apart, *(_name(guard) for guard in row.guards)]


def _name(guard: object) -> str:
    return guard.rpartition(".")[2] if isinstance(guard, str) else str(getattr(guard, "__name__", guard))


def _consent(row: Action) -> str:
    if row.consent is None:
        return "–"
    sides = f"both sides ({', '.join(row.consent.sides)})"
    return f"{sides}, {row.consent.proposer} proposes" if row.consent.proposer else sides


def _table(head: tuple[str, ...], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in [list(head), ["---"] * len(head), *rows]]
