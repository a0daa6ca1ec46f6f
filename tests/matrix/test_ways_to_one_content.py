"""Every way to one content gives it to the same people: list, object, page, document, file, search, export, calendar.

A content is read exactly by those who read its subject. Each way is asked by everybody of one government, and the
sets are compared with each other and not with a table: a way that was opened too far differs from the rest.
"""

import io
import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import openpyxl
import pytest
from django.apps import apps
from django.db import connection

from api.resources import resources
from apps.documents import selectors as documents
from apps.documents.models import Attachment, IssuedDocument
from apps.followups.letters import services as letters
from apps.followups.models import AgreedItem, SupportingPart
from apps.organizations.models import User
from apps.organizations.standing.reading import MARK
from kernel import clock
from kinds.registry import kinds
from tests.cast import a_story, an_office
from tests.house.reading import ROOT
from tests.matrix.calls import Door
from tests.matrix.people import Credentials, Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_quickly"), pytest.mark.rule("A2")]
HERE = "150121"
READ, HIDDEN = {200}, {403, 404}
#: Kinds whose list shows less than an object's own address, on purpose: who is named in a handover is shown by name.
LISTED_LESS = {"users"}


class Ways:
    """One person's ways to everything."""

    def __init__(self, door: Door, person: Person) -> None:
        self.door, self.person = door, person

    def status(self, path: str) -> int:
        return self.door.ask(self.person, "GET", path).status

    def told(self, path: str) -> Any:
        answer = self.door.ask(self.person, "GET", path)
        return json.loads(answer.body) if answer.status in READ else {"results": [], "next": None}

    def listed(self, path: str) -> set[str]:
        """The keys of every page of a list of the interface."""
        found: set[str] = set()
        address = f"/api/v1/{path}?page_size=200"
        while address:
            page = self.told(address)
            found |= {str(row["id"]) for row in page["results"]}
            following = urlsplit(page.get("next") or "")
            address = f"{following.path}?{following.query}" if following.path else ""
        return found

    def opened(self, keys: Iterable[str], path: str) -> set[str]:
        """Those of the keys whose address is answered; every other is refused as one that is not there."""
        answers = {key: self.status(path.replace("<id>", key)) for key in keys}
        assert set(answers.values()) <= READ | HIDDEN | {302}, answers
        return {key for key, status in answers.items() if status not in HIDDEN}


def keys_of(model: str) -> list[str]:
    """A few objects of each state, so that every sort is asked for and the test stays short."""
    rows = apps.get_model(model).objects.all().order_by("pk")
    seen: dict[Any, list[str]] = {}
    for row in rows:
        sort = tuple(getattr(row, name, None) for name in ("state", "side", "origin", "lead_unit_id"))
        seen.setdefault(sort, []).append(str(row.pk))
    return [keys[-1] for keys in seen.values()]


def disagreements(ways: Ways) -> Iterator[str]:
    """Every way on which the person gets more or less than on another one to the same."""
    lists = {one.path: ways.listed(one.path) for one in resources()}
    for one in resources():
        if one.path in LISTED_LESS or "." not in one.model or one.model.startswith("correspondence."):
            continue
        keys = keys_of(one.model)
        by_list = lists[one.path] & set(keys)
        yield from _differ(f"/api/v1/{one.path}/<id>", by_list, ways.opened(keys, f"/api/v1/{one.path}/<id>"))
        for draft in one.kind.drafts:
            address = f"/{one.kind.page.slug}/<id>/drafts/{draft.name}/docx"
            yield from (f"{address} {key}" for key in ways.opened(keys, address) - by_list)
    yield from _of_documents(ways, lists)
    yield from _of_files(ways, lists)
    yield from _of_lists_made_of_others(ways, lists)


def _of_documents(ways: Ways, lists: dict[str, set[str]]) -> Iterator[str]:
    """A document is read by whoever reads what it is about: by list, object, page, both files and search."""
    subjects = set().union(*(lists[one.path] for one in resources() if one.kind.issues))
    rows = {str(pk): str(subject) for pk, subject in IssuedDocument.objects.values_list("pk", "subject_id")}
    wanted = {pk for pk, subject in rows.items() if subject in subjects}
    yield from _differ("documents by list", wanted, lists["documents"])
    for path in ("/documents/<id>", "/documents/<id>/pdf", "/documents/<id>/docx", "/api/v1/documents/<id>"):
        yield from _differ(path, wanted, ways.opened(rows, path))
    found = ways.door.ask(ways.person, "GET", "/documents?q=%E5%8F%B7").body.decode()
    yield from _differ("search", wanted, {pk for pk in rows if f"/documents/{pk}" in found})
    yield from (
        f"filing {row['id']}" for row in ways.told("/api/v1/filings")["results"] if row["document"] not in wanted
    )


def _of_files(ways: Ways, lists: dict[str, set[str]]) -> Iterator[str]:
    """A file is read by whoever reads what it hangs on."""
    readable = set().union(*(lists[one.path] for one in resources() if one.kind.holds_files))
    for row in Attachment.objects.filter(detached_at=None).select_related("file"):
        may = str(row.subject_id) in readable
        if may and ways.status(f"/files/{row.file_id}") not in READ:
            yield f"file {row.file_id} is hidden"
        if not may and row.file.uploaded_by.name != ways.person.name and ways.status(f"/files/{row.file_id}") in READ:
            others = Attachment.objects.filter(file=row.file, detached_at=None).values_list("subject_id", flat=True)
            if not {str(key) for key in others} & readable:
                yield f"file {row.file_id} is open"


def _of_lists_made_of_others(ways: Ways, lists: dict[str, set[str]]) -> Iterator[str]:
    """Export, calendar and desk name nothing that the person does not read."""
    everything = set().union(*lists.values())
    answer = ways.door.ask(ways.person, "GET", "/followups/export/xlsx")
    if answer.status in READ:
        cells = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(answer.body)).active for cell in row]
        items = {str(pk): number for pk, number in AgreedItem.objects.values_list("pk", "number")}
        shown = {pk for pk, number in items.items() if any(cell.startswith(f"{number}　") for cell in cells)}
        yield from _differ("export", lists["agreed-items"] & set(items), shown)
    for path in ("calendar", "desk"):
        told = ways.told(f"/api/v1/{path}")
        named = {key for key in _named(told) if _exists(key)}
        yield from (f"{path} names {key}" for key in named - everything)


def _named(told: Any) -> Iterator[str]:
    """Every key of an object in an answer."""
    if isinstance(told, dict):
        if isinstance(told.get("id"), str):
            yield told["id"]
        for value in told.values():
            yield from _named(value)
    elif isinstance(told, list):
        for value in told:
            yield from _named(value)


def _exists(key: str) -> bool:
    """Whether the key is that of an object of one of the kinds with a list, and not of a step or a message."""
    return any(apps.get_model(one.model).objects.filter(pk=key).exists() for one in resources() if one.kind.lifecycle)


def _differ(way: str, wanted: set[str], found: set[str]) -> Iterator[str]:
    yield from (f"{way}: {key} is open" for key in sorted(found - wanted))
    yield from (f"{way}: {key} is hidden" for key in sorted(wanted - found))


@pytest.fixture
def everybody(inside: Any) -> Iterator[tuple[Any, list[Person], dict[str, User]]]:
    """A meeting whose items are followed up, with letters to several units, and everybody who may ask."""
    with inside(HERE):
        here, office = connection.tenant, an_office()
        story = a_story(office).walk("in_progress")
        for item in AgreedItem.objects.order_by("number")[:4]:
            with story.on(item.due_on + timedelta(days=1)):
                letters.issue_letter(agreed_item_id=item.pk, kind="chase_up", **story.someone("gov_clerk"))
        part = SupportingPart.objects.exclude(item__lead_unit=None).order_by("pk").first()
        if part is not None:
            with story.on(part.due_on + timedelta(days=40)):
                letters.issue_part_letter(supporting_part_id=part.pk, kind="chase_up", **story.someone("gov_clerk"))
        users = _one_of_each_sort(office.people)
        keys = Credentials()
        keys.of_everybody(users.values(), here)
        yield here, keys.people(users, here), users


def _one_of_each_sort(people: dict[str, User]) -> dict[str, User]:
    """One person of each set of roles, and for liaison officers of each unit that leads or supports something."""
    concerned = set(AgreedItem.objects.values_list("lead_unit", flat=True)[:2])
    found: dict[Any, tuple[str, User]] = {}
    for name, user in people.items():
        units = frozenset(user.memberships.current().values_list("unit", flat=True)) & concerned
        found.setdefault((frozenset(user.role_names), units), (name, user))
    return dict(found.values())


def test_every_way_to_one_content_gives_it_to_the_same_people(everybody: Any) -> None:
    _here, persons, _users = everybody
    assert len(persons) > 10
    assert IssuedDocument.objects.count() > 6
    found = {person.name: list(disagreements(Ways(Door(), person))) for person in persons}
    assert {name: told for name, told in found.items() if told} == {}


def test_a_way_that_was_opened_too_far_is_found(everybody: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _here, persons, _users = everybody
    read = {person: len(Ways(Door(), person).listed("documents")) for person in persons}
    most = max(read.values())
    narrow = next(person for person, count in read.items() if 0 < count < most)
    monkeypatch.setattr(documents, "visible_to", lambda user: IssuedDocument.objects.defer("docx", "pdf", "content"))
    assert any("/documents/<id>/pdf" in told for told in disagreements(Ways(Door(), narrow)))


@pytest.mark.parametrize("ended", ["no role", "last post handed over", "rights rest"])
def test_whoever_holds_no_right_reads_nothing_of_any_kind(everybody: Any, ended: str) -> None:
    here, _persons, users = everybody
    user = users["gov_leader"]
    if ended == "no role":
        User.objects.filter(pk=user.pk).update(roles=[])
    elif ended == "last post handed over":
        User.objects.filter(pk=user.pk).update(leads_until=clock.today() - timedelta(days=1))
    else:
        User.objects.filter(pk=user.pk).update(state="reset")
    user = User.objects.get(pk=user.pk)
    assert {kind.name: kind.visible_to(user).count() for kind in kinds() if kind.visible_to(user).exists()} == {}
    keys = Credentials()
    ways = Ways(Door(), keys.person("ended", user, here))
    assert {ways.status(f"/api/v1/{one.path}") for one in resources()} <= HIDDEN | {401}
    assert ways.status("/documents") == 302


def test_every_selector_of_what_somebody_may_read_asks_for_rights_first() -> None:
    """A selector without the declaration would leave to itself what no role reads."""
    assert [kind.name for kind in kinds() if not hasattr(kind.visible_to, MARK)] == []
    bare = [
        f"{path.relative_to(ROOT)}: {line}"
        for path in (ROOT / "apps").rglob("*.py")
        for before, line in _defined(path.read_text().splitlines())
        if before != "@by_right"
    ]
    assert bare == []


def _defined(lines: list[str]) -> Iterator[tuple[str, str]]:
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith("def ") and "visible_to(" in line.split(")")[0]:
            yield before, line
