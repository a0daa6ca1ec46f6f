"""A region, a city and a banner with people in both offices, opened once for a module; each test is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from apps.levels.supervision import arrived_services as arrived
from apps.levels.supervision import sent_services as sent
from apps.levels.supervision.models import ArrivedLetter, SentLetter
from apps.organizations.models import Unit
from apps.topics.models import Topic
from kernel import clock
from kernel.schema import inside
from tenants.correspondence.models import Dispatch
from tenants.governments.models import Government
from tests.cast import an_office
from tests.lifecycles.moments import side_road

REGION, CITY, BANNER, SIBLING, BESIDE = "150000", "150100", "150121", "150102", "150200"
WHY = "基金实行市级统筹"


class Levels:
    """Letters between a city and its banner."""

    def __init__(self) -> None:
        self.offices: dict[str, Any] = {}
        for code in (REGION, CITY, BANNER):
            with self.at(code):
                self.offices[code] = an_office(code, has_children=code != BANNER)

    @contextmanager
    def at(self, code: str) -> Iterator[None]:
        """Work in that government."""
        with inside(Government.objects.get(code=code)):
            yield

    def who(self, code: str, name: str) -> dict[str, Any]:
        """Somebody of that government, now."""
        return {"by": self.offices[code].people[name], "at": clock.now()}

    def draft(self, *, name: str = "gov_clerk", home: str = CITY, **values: Any) -> SentLetter:
        """A letter drafted in the city, usually a referral to the banner."""
        usual = {
            "kind": "referral", "government": BANNER, "title": "新就业形态劳动者工伤保障试点", "due_on": self.due,
            "text": "请组织快递、外卖行业开展职业伤害保障试点。", "item": None,
        }  # fmt: skip
        with self.at(home):
            return sent.draft_letter(**(usual | values), **self.who(home, name))

    def send(self, *, name: str = "gov_clerk", **values: Any) -> SentLetter:
        """The same, sent."""
        letter = self.draft(name=name, **values)
        home = values.get("home", CITY)
        with self.at(home):
            return sent.send_letter(sent_letter_id=letter.pk, **self.who(home, name))

    def ask_above(self, **values: Any) -> SentLetter:
        """The banner asks the city for what it cannot settle itself."""
        return self.send(**({"home": BANNER, "government": CITY, "reason": WHY} | values))

    def receive(self, letter: SentLetter, *, name: str = "gov_clerk", at: str = BANNER) -> ArrivedLetter:
        """The banner, or who is named, signs for it."""
        with self.at(at):
            dispatch = Dispatch.objects.get(pk=letter.dispatch_id)
            return arrived.receive_arrived(dispatch=dispatch, **self.who(at, name))

    def topic(self, state: str = "transferred", *, serial: int = 90) -> Topic:
        """A topic of the banner as its screening left it."""
        with self.at(BANNER):
            return Topic.objects.create(
                year=clock.today().year, serial=serial, title="工伤医疗费用异地结算", origin="gov", category="other",
                category_reason="涉及统筹层级", proposer=Unit.objects.filter(side="gov").first(), state=state,
                state_since=clock.now(), background="只在本级的材料",
            )  # fmt: skip

    @property
    def due(self) -> date:
        """A month from now."""
        return clock.today() + timedelta(days=30)


@contextmanager
def opened() -> Iterator[Levels]:
    """Everything is undone in the end."""
    with side_road():
        yield Levels()
