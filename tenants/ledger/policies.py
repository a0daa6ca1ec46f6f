"""Row-level security of the ledger: a government sees its own facts and those below it, and writes its own.

A second guard below the services. It binds the owner role as well (FORCE), and without a scope nothing is visible. A
fact stands under the place its government had in the fact's year, so its own former places may be written too.
"""

from kernel.database.policies import OWN, SCOPE, Policies
from tenants.governments.policies import STOOD_AT, STOOD_BELOW

_BELOW = f"path >= {SCOPE} AND path < {SCOPE} || '/'"
_HERE_THEN = f"{OWN} AND (path = {SCOPE} OR public.{STOOD_AT.name}(path))"
_OF_FACTS = {
    "sees_below": f"FOR SELECT USING ({_BELOW})",
    "sees_own": f"FOR SELECT USING ({OWN})",
    "states_own": f"FOR INSERT WITH CHECK ({_HERE_THEN})",
    "restates_own": f"FOR UPDATE USING ({OWN}) WITH CHECK ({_HERE_THEN})",
    "withdraws_own": f"FOR DELETE USING ({OWN})",
}
#: A work rule counts in every year: those see it too who stood above the government while it was in force.
_OF_WORK_RULES = {"saw_below": f"FOR SELECT USING (public.{STOOD_BELOW.name}(government, in_force_from))"}

POLICIES: Policies = {
    "ledger_workrule": _OF_FACTS | _OF_WORK_RULES,
    "ledger_meeting": _OF_FACTS,
    "ledger_agreeditem": _OF_FACTS,
    "ledger_duereport": _OF_FACTS,
    "ledger_yearplan": _OF_FACTS,
    "ledger_yearexplanation": _OF_FACTS,
}
