"""Who sees how the own government stands: whoever works for a side's office or leads it, and who looks on for a level.

Units and officers of the system do not (R12.3).
"""

from apps.organizations.models import User
from vocabulary.roles import READING_BETWEEN_LEVELS


def may_see_scores(user: User) -> bool:
    """Return whether a person may read the running score."""
    return bool(user.role_names & READING_BETWEEN_LEVELS)
