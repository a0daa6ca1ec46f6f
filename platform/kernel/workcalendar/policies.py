"""Row-level security of working days: all read them, and a government writes that has none above it."""

from kernel.database.policies import SCOPE, Policies

#: Public, where the owner works, or a place in the tree without a separator: nothing lies above it.
_AT_THE_TOP = f"({SCOPE} IS NULL OR strpos({SCOPE}, '.') = 0)"
_WRITTEN_AT_THE_TOP = {
    "reads_all": "FOR SELECT USING (true)",
    "adds_at_the_top": f"FOR INSERT WITH CHECK {_AT_THE_TOP}",
    "changes_at_the_top": f"FOR UPDATE USING {_AT_THE_TOP} WITH CHECK {_AT_THE_TOP}",
    "removes_at_the_top": f"FOR DELETE USING {_AT_THE_TOP}",
}
POLICIES: Policies = {
    "workcalendar_arrangedday": _WRITTEN_AT_THE_TOP,
    "workcalendar_calendaroverride": _WRITTEN_AT_THE_TOP,
}
