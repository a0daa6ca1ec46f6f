"""Names of schemas: the one place that decides what may be one."""

import re

PUBLIC = "public"
#: The migrated, empty schema from which governments are made. It has no role, no host and no row in the tree.
TEMPLATE = "gtemplate"
#: A government's schema: codes begin with a digit, so that none can be called like the template.
GOVERNMENT_SCHEMA = r"g[0-9][0-9a-z_]{0,39}"

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


def is_government_schema(name: str) -> bool:
    """Whether a government lives in the schema; such a schema has a role of the same name."""
    return _GOVERNMENT.fullmatch(name) is not None
