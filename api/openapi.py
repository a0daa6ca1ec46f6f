"""The OpenAPI document, written from the same tables and field lists that answer the requests."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from api import errors
from api.resources import Resource
from api.schemas import BASICS, schema_of
from kernel.lifecycle.table import Action, Need
from kinds.filters import Filter

Schema = dict[str, Any]
KINDS = {"text": "text", "longtext": "text", "date": "date", "moment": "moment", "number": "number", "yes_no": "yes_no"}
TEXT, NUMBER, MOMENT, FLAG = BASICS["text"], BASICS["number"], BASICS["moment"], BASICS["yes_no"]


def ref(name: str) -> Schema:
    """Return a reference to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def record(**properties: Schema) -> Schema:
    """Return the schema of an object with these members, all present."""
    return {"type": "object", "required": list(properties), "properties": properties}


def page_of(items: Schema) -> Schema:
    """Return the schema of one page of a list."""
    link = {"type": "string", "format": "uri", "nullable": True}
    return record(count=NUMBER, next=link, previous=link, results=many(items))


# --- requests: from what an action needs ----------------------------------------------------------------------------


def body_of(needs: Sequence[Need]) -> Schema:
    """Return the schema of what is sent with an action; unknown members are refused."""
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": {n.name: _need(n) for n in needs}}
    required = [need.name for need in needs if need.required]
    return {**schema, "required": required} if required else schema


def body_of_rows(rows: Sequence[Action]) -> Schema:
    """Return the schema of an action's body; where rows of one name differ by state, what each may need.

    Of a two-sided action nothing is required: whoever confirms takes over what the other side proposed.
    """
    needs = {need.name: need for row in rows for need in row.needs}
    schema = body_of(list(needs.values()))
    required = [name for name in needs if all(not row.consent and _asks(row, name) for row in rows)]
    schema.pop("required", None)
    return {**schema, "required": required} if required else schema


def _asks(row: Action, name: str) -> bool:
    return any(need.name == name and need.required for need in row.needs)


def _need(need: Need) -> Schema:
    schema: Schema = {**_need_shape(need), "description": _described(need)}
    return schema if need.required else {**schema, "nullable": True}


def _described(need: Need) -> str:
    """Return the label, the help, and which values or objects are admissible."""
    described = str(need.label) + (f"。{need.help}" if need.help else "")
    if need.admissible is None or not need.admissible.words:
        return described
    among = _("限于：%(among)s。") % {"among": need.admissible.words}
    return f"{described.removesuffix('。')}。{among}"


def _need_shape(need: Need) -> Schema:
    if need.kind == "choice":
        assert need.choices is not None  # noqa: S101 - a choice need without choices is a fault of the table
        return {"type": "string", "enum": [*need.choices.values] if need.required else [*need.choices.values, None]}
    if need.kind in {"ref", "file"}:
        return dict(BASICS["key"])
    if need.kind in {"refs", "files"}:
        return many(BASICS["key"])
    if need.kind == "rows":
        return many(body_of(need.fields))
    return dict(BASICS[KINDS[need.kind]])


# --- answers ------------------------------------------------------------------------------------------------------


def components(resources: Iterable[Resource]) -> dict[str, Schema]:
    """Return all named schemas."""
    found = _shared()
    for resource in resources:
        members = schema_of(resource.fields)
        head: dict[str, Schema] = {"id": BASICS["key"]}
        tail: dict[str, Schema] = {}
        if resource.lifecycle is not None:
            states = [str(value) for value in resource.lifecycle.states.values]
            head |= {
                "state": {"type": "string", "enum": states}, "state_label": TEXT, "state_since": MOMENT,
                "version": NUMBER,
            }  # fmt: skip
            tail["actions"], tail["awaited"] = many(ref("Action")), many(ref("Awaited"))
        found[resource.component] = record(**head, **members["properties"], **tail)
        details = schema_of(resource.details)["properties"]
        if resource.lifecycle is not None:
            details = {"consents": many(ref("Standing")), **details}
        if details:
            found[f"{resource.component}Detail"] = {"allOf": [ref(resource.component), record(**details)]}
    return found


def detail_of(resource: Resource) -> Schema:
    """Return the schema of one object at its own address."""
    has_more = resource.details or resource.lifecycle is not None
    return ref(f"{resource.component}Detail" if has_more else resource.component)


def _shared() -> dict[str, Schema]:
    text_or_null, moment_or_null = {**TEXT, "nullable": True}, {**MOMENT, "nullable": True}
    side = record(side=TEXT, person=text_or_null, post=text_or_null, at=moment_or_null, sha256=text_or_null, valid=FLAG)
    return {
        "Ref": record(id=BASICS["key"], name=TEXT),
        "Need": record(
            name=TEXT, label=TEXT, kind=TEXT, required=FLAG, help=TEXT, to=TEXT, among=TEXT,
            choices=many(record(value=TEXT, label=TEXT)), fields=many(ref("Need")),
        ),
        "Action": record(name=TEXT, label=TEXT, article=TEXT, rule=TEXT, two_sided=FLAG, needs=many(ref("Need"))),
        "Awaited": record(action=TEXT, due_on={**BASICS["date"], "nullable": True}, provisional=FLAG),
        "Standing": record(action=TEXT, label=TEXT, sides=many(side)),
        "Problem": record(
            type={"type": "string", "format": "uri"}, title=TEXT, status=NUMBER, detail=TEXT, rule=TEXT, article=TEXT,
            fields={"type": "object", "additionalProperties": TEXT},
        ),
    }  # fmt: skip


def refusals() -> dict[str, Schema]:
    """Return the named answers of refusals, by status."""
    content = {errors.CONTENT_TYPE: {"schema": ref("Problem")}}
    return {str(code): {"description": str(title), "content": content} for code, title in errors.TITLES.items()}


# --- operations ---------------------------------------------------------------------------------------------------


def operation(
    name: str,
    summary: object,
    *,
    tag: str,
    answers: dict[int, Schema | None],
    problems: Sequence[int] = (),
    body: Schema | None = None,
    parameters: Sequence[Schema] = (),
    description: object = "",
    media: str = "application/json",
    sent_as: str = "application/json",
    signed_in: bool = True,
) -> Schema:
    """Return one operation of the document."""
    said: Schema = {"operationId": name, "summary": str(summary), "tags": [tag]}
    if description:
        said["description"] = str(description)
    if parameters:
        said["parameters"] = list(parameters)
    if body is not None:
        said["requestBody"] = {
            "content": {sent_as: {"schema": body}},
            "required": bool(body.get("required")),
        }
    said["security"] = [{"token": []}] if signed_in else []
    responses: Schema = {str(code): _answer(schema, media) for code, schema in answers.items()}
    for code in sorted({*problems, *([401] if signed_in else []), *_outages(body)}):
        responses[str(code)] = {"$ref": f"#/components/responses/{code}"}
    return {**said, "responses": responses}


def _outages(body: Schema | None) -> set[int]:
    """What every operation may answer: a fault, something missing for the moment, and no room for what was sent."""
    return {500, 503} if body is None else {411, 500, 503, 507}


def _answer(schema: Schema | None, media: str) -> Schema:
    return {"description": ""} if schema is None else {"description": "", "content": {media: {"schema": schema}}}


def in_path(name: str, schema: Schema | None = None) -> Schema:
    """Return a path parameter."""
    return {"in": "path", "name": name, "required": True, "schema": schema or BASICS["key"]}


def in_query(name: str, schema: Schema, description: object = "") -> Schema:
    """Return a query parameter."""
    said = {"in": "query", "name": name, "schema": schema}
    return {**said, "description": str(description)} if description else said


def of_filter(filter_: Filter) -> Schema:
    """Return a list's filter as a query parameter."""
    need = filter_.need
    return in_query(
        need.name, {**_need_shape(need), **({"enum": need.choices.values} if need.choices else {})}, need.label
    )


PAGE = [in_query("page", {**NUMBER, "minimum": 1}), in_query("page_size", {**NUMBER, "minimum": 1, "maximum": 200})]
KEYED = {"in": "header", "name": "Idempotency-Key", "schema": {"type": "string", "maxLength": 200}}
VERSIONED = {"in": "header", "name": "If-Match", "schema": TEXT, "description": '"3"'}
