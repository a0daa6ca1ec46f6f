"""Row-level security of what passes between governments.

A copy is read by the government that filed it, by the one it was filed to, and up the chain of parents; its receipt is
written by the nearest government above the writer that is not closed on that day, and read along the same chain. A
letter and its answers are read by both ends and nobody else. A letter is written only at home and only to a government
whose place lies below; a referral of the general office also goes to the government directly above. The receiver finds
a letter where it stands or stood once, so that no letter is slipped to a government beside by a false place.

Rows are taken away by nobody who works in a government (no grant says so); the policies for it let the owner put a
government's rows back from a backup.
"""

from kernel.database.policies import CODE, HERE, OWN, SCOPE, Policies
from tenants.governments.policies import NEAREST_ABOVE, PLACE_OF, STANDS_OR_STOOD_AT


def _below(path: str) -> str:
    return f"{path} >= {SCOPE} || '.' AND {path} < {SCOPE} || '/'"


def _day(moment: str) -> str:
    return f"({moment} AT TIME ZONE 'Asia/Shanghai')::date"


_TO_BELOW = f"to_path > {SCOPE} || '.' AND to_path < {SCOPE} || '/' AND split_part(to_path, '.', -1) = to_government"
_TO_NEAREST_ABOVE = (
    f"kind = 'referral' AND side = 'gov'"
    f" AND to_government = public.{NEAREST_ABOVE.name}(path, government, {_day('sent_at')})"
    f" AND to_path = public.{PLACE_OF.name}(to_government)"
)
_RECEIVES = f"{CODE} = public.{NEAREST_ABOVE.name}(copy_path, copy_government, {_day('received_at')})"
_PUTS_BACK = f"FOR DELETE USING ({OWN})"

POLICIES: Policies = {
    "correspondence_filedcopy": {
        "reads_from_below": f"FOR SELECT USING ({_below('path')})",
        "reads_received": f"FOR SELECT USING ({SCOPE} IS NOT NULL AND filed_to = {CODE})",
        "reads_own": f"FOR SELECT USING ({OWN})",
        "files_own": (
            f"FOR INSERT WITH CHECK ({HERE} AND (filed_to = '' OR filed_to = ANY (string_to_array(path, '.'))))"
        ),
        "puts_own_back": _PUTS_BACK,
    },
    "correspondence_filingreceipt": {
        "reads_of_below": f"FOR SELECT USING ({_below('copy_path')})",
        "reads_of_own": f"FOR SELECT USING ({SCOPE} IS NOT NULL AND copy_government = {CODE})",
        "reads_own": f"FOR SELECT USING ({OWN})",
        "receives": f"FOR INSERT WITH CHECK ({HERE} AND {_RECEIVES})",
        "puts_own_back": _PUTS_BACK,
    },
    "correspondence_dispatch": {
        "reads_own": f"FOR SELECT USING ({OWN})",
        "reads_received": (
            f"FOR SELECT USING ({SCOPE} IS NOT NULL AND to_government = {CODE}"
            f" AND public.{STANDS_OR_STOOD_AT.name}(to_path))"
        ),
        "sends_below": f"FOR INSERT WITH CHECK ({HERE} AND {_TO_BELOW})",
        "refers_upward": f"FOR INSERT WITH CHECK ({HERE} AND {_TO_NEAREST_ABOVE})",
        "puts_own_back": _PUTS_BACK,
    },
    "correspondence_answer": {
        "reads_own": f"FOR SELECT USING ({OWN})",
        "reads_of_other_end": f"FOR SELECT USING ({SCOPE} IS NOT NULL AND {CODE} IN (dispatch_from, dispatch_to))",
        "answers_own": f"FOR INSERT WITH CHECK ({HERE})",
        "puts_own_back": _PUTS_BACK,
    },
}
