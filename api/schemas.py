"""The OpenAPI schemas of fields: the description of exactly what `kinds.fields.present` answers."""

from collections.abc import Iterable

from kernel.canonical import Plain
from kinds.fields import Field

BASICS: dict[str, Plain] = {
    "text": {"type": "string"},
    "number": {"type": "integer"},
    "yes_no": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "key": {"type": "string", "format": "uuid"},
    "data": {"type": "object"},
    "ref": {"$ref": "#/components/schemas/Ref"},
}


def schema_of(fields: Iterable[Field]) -> Plain:
    """Return the OpenAPI schema of what `present` gives for these fields."""
    properties: Plain = {}
    for field in fields:
        properties[field.name] = _described(field)
        if field.kind == "choice":
            properties[f"{field.name}_label"] = {"type": "string"}
    return {"type": "object", "required": list(properties), "properties": properties}


def _described(field: Field) -> Plain:
    schema = _shape(field)
    if field.nullable:
        schema = {"allOf": [schema], "nullable": True} if "$ref" in schema else {**schema, "nullable": True}
    if field.label:
        schema = {"allOf": [schema]} if "$ref" in schema else schema
        schema = {**schema, "description": str(field.label)}
    return schema


def _shape(field: Field) -> Plain:
    if field.kind == "choice":
        values: list[object] = [value for value, _label in field.choices]
        return {"type": "string", "enum": [*values, None] if field.nullable else values}
    if field.kind == "refs":
        return {"type": "array", "items": BASICS["ref"]}
    if field.kind == "rows":
        return {"type": "array", "items": schema_of(field.fields)}
    if field.kind == "object":
        return schema_of(field.fields)
    return BASICS[field.kind]
