"""What row policies of public tables ask about the tree; the tree itself is public and has no policies."""

from kernel.database.names import code_of_in_sql, schema_of_in_sql
from kernel.database.policies import FUNCTIONS as SETTINGS
from kernel.database.policies import PREFIX, SCOPE, PolicyFunction

_FORMER_PLACE = "public.governments_formerplace f JOIN public.governments_government g ON g.id = f.government_id"
_SCHEMA = schema_of_in_sql("$1")
_CHAIN, _FOUNDING_CODE = "string_to_array($1, '.')", code_of_in_sql("g.schema_name")

#: Whether the government at hand stood at a place once.
STOOD_AT = PolicyFunction(
    f"{PREFIX}stood_at",
    "text",
    "boolean",
    f"SELECT EXISTS (SELECT FROM {_FORMER_PLACE} WHERE g.schema_name = current_schema() AND f.path = $1)",  # noqa: S608 — constants
)
#: Whether the government at hand stands at a place, or stood there once.
STANDS_OR_STOOD_AT = PolicyFunction(
    f"{PREFIX}stands_or_stood_at",
    "text",
    "boolean",
    "SELECT EXISTS (SELECT FROM public.governments_government g"  # noqa: S608 — constants
    f" WHERE g.schema_name = current_schema() AND g.path = $1) OR public.{STOOD_AT.name}($1)",
)
#: Whether a government, by its founding code, stood below the government at hand after a day.
STOOD_BELOW = PolicyFunction(
    f"{PREFIX}stood_below",
    "text, date",
    "boolean",
    f"SELECT EXISTS (SELECT FROM {_FORMER_PLACE} WHERE g.schema_name = {_SCHEMA} AND f.valid_to > $2"  # noqa: S608 — constants
    f" AND f.path >= {SCOPE} || '.' AND f.path < {SCOPE} || '/')",
)
#: The founding code of the nearest government above a place that is not closed on a day; $2 is who stands there.
NEAREST_ABOVE = PolicyFunction(
    f"{PREFIX}nearest_above",
    "text, text, date",
    "text",
    f"SELECT {_FOUNDING_CODE} FROM public.governments_government g WHERE {_FOUNDING_CODE} = ANY ({_CHAIN})"  # noqa: S608 — constants
    f" AND {_FOUNDING_CODE} <> $2 AND (g.closed_on IS NULL OR g.closed_on > $3)"
    f" ORDER BY array_position({_CHAIN}, {_FOUNDING_CODE}) DESC LIMIT 1",
)
#: Where a government stands, by its founding code.
PLACE_OF = PolicyFunction(
    f"{PREFIX}place_of",
    "text",
    "text",
    f"SELECT g.path FROM public.governments_government g WHERE g.schema_name = {_SCHEMA}",  # noqa: S608 — constants
)

FUNCTIONS = (*SETTINGS, STOOD_AT, STANDS_OR_STOOD_AT, STOOD_BELOW, NEAREST_ABOVE, PLACE_OF)
