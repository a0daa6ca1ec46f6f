"""Names of schemas: the one place that decides what may be one, and how a government's code and its schema answer.

A government is known by the code it was founded with: rows, paths and letters bear the code, schema and role bear
the letter and the code. Both stay for ever, whatever code the government bears later.
"""

import re

PUBLIC = "public"
#: The migrated, empty schema from which governments are made. It has no role, no host and no row in the tree.
TEMPLATE = "gtemplate"
#: What parts the schema of a government from its code.
LETTER = "g"
#: A government's schema: codes begin with a digit, so that none can be called like the template.
GOVERNMENT_SCHEMA = rf"{LETTER}[0-9][0-9a-z_]{{0,39}}"
#: Where the code begins in the name of a schema, as SQL counts.
CODE_BEGINS = len(LETTER) + 1

_ANY = re.compile(rf"{PUBLIC}|{TEMPLATE}|{GOVERNMENT_SCHEMA}")
_GOVERNMENT = re.compile(GOVERNMENT_SCHEMA)


class NotASchemaName(ValueError):
    """A text that must never reach SQL as a schema or role."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name!r} is not the name of a schema of Lianxi.")


def checked(name: str) -> str:
    """The name itself, refused unless it is public, the template or a government's schema."""
    if not _ANY.fullmatch(name):
        raise NotASchemaName(name)
    return name


def schema_of(code: str) -> str:
    """Return the schema of the government that was founded with the code."""
    return f"{LETTER}{code}"


def code_of(schema: str) -> str:
    """Return the code with which the government that lives in the schema was founded."""
    return schema.removeprefix(LETTER)


def schema_of_in_sql(code: str) -> str:
    """Return the SQL for `schema_of` an expression."""
    return f"'{LETTER}' || {code}"


def code_of_in_sql(schema: str) -> str:
    """Return the SQL for `code_of` an expression."""
    return f"substr({schema}, {CODE_BEGINS})"


def is_government_schema(name: str) -> bool:
    """Whether a government lives in the schema; such a schema has a role of the same name."""
    return _GOVERNMENT.fullmatch(name) is not None
