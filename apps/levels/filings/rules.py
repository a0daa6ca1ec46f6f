"""When a document is filed upward by the act of issue itself: what class and rule say, as arithmetic."""

#: Values of the parameter `report_up.to` that name a higher office; by assessment nothing is filed of itself.
TO_AN_OFFICE = frozenset({"higher_gov_office", "higher_union_office"})
MAY_LEAVE = frozenset({"public", "on_request"})
MINUTES = "纪要"


def filed_on_issue(report_up_to: str, report_up_content: str, disclosure: str, minutes_name: str = MINUTES) -> bool:
    """Return whether minutes are filed when they are issued (R9.8).

    The rule must name a higher office, its words on what is reported must name the minutes, as usual or as the rule
    calls them, or be left open, and the disclosure class must let them leave the house.
    """
    named = not report_up_content.strip() or any(word in report_up_content for word in (MINUTES, minutes_name))
    return report_up_to in TO_AN_OFFICE and named and disclosure in MAY_LEAVE
