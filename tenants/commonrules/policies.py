"""Row-level security of common rules: a government writes its own, and reads those issued by itself or above it.

`starts_with` on paths with the separator at their end: 150000. begins 150000.150100., and 1500 begins neither.
"""

from kernel.database.policies import HERE, OWN, SCOPE, Policies

POLICIES: Policies = {
    "commonrules_commonrule": {
        "reads_from_above": f"FOR SELECT USING (starts_with({SCOPE} || '.', path || '.'))",
        "reads_own": f"FOR SELECT USING ({OWN})",
        "issues_own": f"FOR INSERT WITH CHECK ({HERE})",
        "repeals_own": f"FOR UPDATE USING ({OWN}) WITH CHECK ({OWN})",
    }
}
