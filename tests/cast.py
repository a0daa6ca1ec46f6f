"""The people of the tests: the demonstration's office in one government, and a meeting walked along the real road.

The tests take the demonstration's content from here; only the tests of the demonstration itself import it.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from demonstration.accounts import DEMO_PASSWORD as DEMO_PASSWORD
from demonstration.offices import set_up_demo_office
from kernel import clock
from roads.office import Office
from roads.story import Story
from tenants.governments.models import Government
from tests.memory import RememberedStory, remembered

#: A Friday that is worked; the stories of the tests are told around it.
MEETING_ON = date(2026, 6, 12)


@dataclass
class _Password:
    """The one password, hashed once per session: argon2 is slow on purpose."""

    hashed: str = ""

    def hash(self) -> str:
        """Return the hash."""
        self.hashed = self.hashed or make_password(DEMO_PASSWORD)
        return self.hashed


PASSWORD = _Password()


def an_office(code: str = "150121", *, has_children: bool = False) -> Office:
    """Open both sides' office in the government whose schema is open."""
    government, password = Government.objects.get(code=code), PASSWORD.hash()

    def set_up() -> Office:
        return set_up_demo_office(government, has_children=has_children, password_hash=password)

    office: Office = remembered(("office", code, has_children, clock.today()), set_up)
    return office


def a_story(office: Office, *, meeting_on: date = MEETING_ON, topics: int = 3) -> Story:
    """Return a meeting's story with a union, a government and a joint topic first, not yet begun."""
    suitable = office.texts.topics
    firsts = [next(t for t in suitable if t.origin == origin and t.resolutions) for origin in ("union", "gov", "joint")]
    others = [topic for topic in suitable if topic not in firsts]
    return RememberedStory(office, meeting_on, [*firsts, *others][:topics])
