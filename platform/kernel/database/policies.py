"""Row policies of public tables, and the functions that they ask.

A sharded cluster takes no policy with a subquery in it. Whatever a policy asks of a setting or of another table is
therefore a STABLE function of SQL in the public schema. Its name begins with `policy_`, by which
`kernel.database.grants` lets the runtime role and every government call it; it runs with the rights of its caller.

A migration of the app that owns the table applies both (`create_functions`, `secure_rows`), one statement each, and so
does a later migration that changes one of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.migrations import RunSQL

from kernel.database.names import code_of_in_sql

#: What the name of every function begins with that a policy asks.
PREFIX = "policy_"


@dataclass(frozen=True)
class PolicyFunction:
    """A question that a policy asks. `arguments` are types alone: a name would be taken for a column's."""

    name: str
    arguments: str
    returns: str
    body: str

    @property
    def sql(self) -> str:
        """The statement that creates the function or replaces it."""
        return (
            f"CREATE OR REPLACE FUNCTION public.{self.name}({self.arguments}) RETURNS {self.returns}"
            f" LANGUAGE sql STABLE PARALLEL SAFE AS $policy$ {self.body} $policy$"
        )


#: The place in the tree of the government at hand; NULL in public, so that nothing is visible there.
SCOPE = f"public.{PREFIX}scope()"
#: The code the government at hand was founded with: it bears the schema that the connection entered, also after a move.
CODE = f"public.{PREFIX}code()"

FUNCTIONS = (
    PolicyFunction(f"{PREFIX}scope", "", "text", "SELECT nullif(current_setting('app.scope', true), '')"),
    PolicyFunction(f"{PREFIX}code", "", "text", f"SELECT {code_of_in_sql('current_schema()')}"),
)

#: A row that the government at hand wrote, wherever it stood then.
OWN = f"{SCOPE} IS NOT NULL AND government = {CODE}"
#: A row that the government at hand writes from where it stands now.
HERE = f"{OWN} AND path = {SCOPE}"

#: Per table, per name of a policy: what follows `CREATE POLICY … ON …`.
Policies = Mapping[str, Mapping[str, str]]


def create_functions(functions: Iterable[PolicyFunction]) -> list[RunSQL]:
    """Return the operations of a migration that create the functions or replace them."""
    return [RunSQL([one.sql], [f"DROP FUNCTION IF EXISTS public.{one.name}({one.arguments})"]) for one in functions]


def secure_rows(policies: Policies, *, owner_too: bool = True) -> list[RunSQL]:
    """Return the operations of a migration that switch row security on and state its policies.

    `owner_too`: False for what all governments share and the owner writes down whole, as a backup does.
    """
    return [RunSQL([statement], RunSQL.noop) for statement in _statements(policies, owner_too=owner_too)]


def _statements(policies: Policies, *, owner_too: bool) -> Iterable[str]:
    for table, named in policies.items():
        yield f"ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE public.{table} {'FORCE' if owner_too else 'NO FORCE'} ROW LEVEL SECURITY"
        for name, policy in named.items():
            yield f"DROP POLICY IF EXISTS {name} ON public.{table}"
            yield f"CREATE POLICY {name} ON public.{table} {policy}"
