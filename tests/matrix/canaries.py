"""Words that must not be found where they do not belong, and a sweep that reads everything a person can reach."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from typing import Any

from django.core import mail
from django.core.cache import caches
from django.db import connection, models
from django.db.models.signals import pre_save
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from apps.documents.models import StoredFile
from apps.meetings.models import Meeting, Resolution
from apps.notifications.models import Message
from apps.organizations.models import Post, Unit, User
from apps.topics.models import Consultation, Topic
from apps.years.models import YearExplanation, YearPlan
from tests.matrix import addresses
from tests.matrix.addresses import API
from tests.matrix.calls import Answer, Door
from tests.matrix.people import Person

#: Where people write; everything else that is shown is made from these.
WRITTEN: dict[type[models.Model], tuple[str, ...]] = {
    Topic: ("title", "background", "research", "argumentation", "proposed_decision"),
    Meeting: ("request_text", "venue", "contact"),
    Resolution: ("text", "responsible_person"),
    Consultation: ("reply_text", "coordination"),
    StoredFile: ("name",),
    Message: ("text",),
    Unit: ("name", "short_name"),
    User: ("name", "title"),
    Post: ("title",),
    YearPlan: ("title", "clause_text"),
    YearExplanation: ("text",),
}
_LINK = re.compile(r'(?:href|src|hx-get|action)="(/[^"#]*)')
_KEY = re.compile(r'"id":\s*"([0-9a-f-]{36})"')
MOST = 600
#: Bytes below which what begins like a PDF is none, but stands for one in a test; it is read as it is.
SMALLEST = 100


@contextmanager
def written_into(schema: str, word: Any) -> Iterator[None]:
    """Whatever is saved meanwhile in that government carries `word(instance)`; what stands there gets it first."""

    def mark(sender: Any, instance: Any, **more: Any) -> None:
        if sender in WRITTEN and connection.schema_name == schema and (said := word(instance)):
            for name in WRITTEN[sender]:
                text = getattr(instance, name)
                if text and said not in text:
                    longest = sender._meta.get_field(name).max_length or 20_000
                    setattr(instance, name, f"{text[: longest - len(said)]}{said}")

    pre_save.connect(mark)
    try:
        for model in (Unit, User, Post):
            for one in model._default_manager.all():
                one.save()
        yield
    finally:
        pre_save.disconnect(mark)


class Sweep:
    """Everything one person can reach by addresses, links and ids, read to the last byte."""

    def __init__(self, word: str) -> None:
        self.word, self.door = word, Door()
        self.found: list[tuple[str, str]] = []
        self.read = 0

    def by(self, who: Person, foreign: list[tuple[str, Any]]) -> None:
        """Begin with every plain address and with foreign ids, and follow what the answers name."""
        queue = [address.text for address in addresses.of_governments() if not address.model]
        queue += [
            address.of(key)
            for model, key in foreign
            for address in addresses.of_governments()
            if address.model == model
        ]
        seen: set[str] = set()
        while queue and len(seen) < MOST:
            path = queue.pop(0)
            if path not in seen:
                seen.add(path)
                answer = self.door.ask(who, "GET", path)
                self._look(who, path, answer)
                queue += _named(path, answer)

    def _look(self, who: Person, path: str, answer: Answer) -> None:
        self.read += 1
        text = "\n".join([*(f"{name}: {value}" for name, value in answer.headers), readable(answer.body)])
        if self.word in text:
            self.found.append((f"{who.name} at {who.host}", path))


def _named(path: str, answer: Answer) -> list[str]:
    """Return the addresses that an answer leads to: links of pages, ids of lists."""
    if answer.status != 200:
        return []
    text = answer.body.decode(errors="replace")
    if not path.startswith(API):
        return [unescape(link) for link in _LINK.findall(text) if not link.startswith("/static/")]
    base = path.partition("?")[0]
    return [f"{base}/{key}" for key in _KEY.findall(text)] if base.count("/") == API.count("/") else []


def readable(body: bytes) -> str:
    """Return what a person would read: packed files unpacked, PDF as text, \\u escapes as letters."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            return "\n".join(package.read(name).decode(errors="replace") for name in package.namelist())
    if body.startswith(b"%PDF") and (printed := _printed(body)) is not None:
        return printed
    return body.decode(errors="replace")


@lru_cache(maxsize=64)
def _printed(body: bytes) -> str | None:
    """The text of a PDF, which many people are given alike; None for what only stands for one."""
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(body), strict=True).pages]
    except PyPdfError:
        assert len(body) < SMALLEST, "a document that cannot be read cannot be searched either"
        return None
    return re.sub(r"\s+", "", "".join(pages))


def held_here(word: str) -> list[str]:
    """Return the tables of the open schema, and the public ones it may read, in which a row holds the word.

    Audit, kept answers, messages and the arguments of jobs stand there too; nobody is asked which of them matter.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname IN (current_schema(), 'public')"
            " AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'SELECT') ORDER BY 1"
        )
        tables = [name for (name,) in cursor.fetchall()]
        assert len(tables) > 5
        public = [name for name in tables if name.startswith("public.")]
        return [*_holding(cursor, public, word), *_holding(cursor, sorted(set(tables) - set(public)), word)]


def _holding(cursor: Any, tables: list[str], word: str) -> list[str]:
    """Those of the tables, all of public or all of one government, in which a row holds the word."""
    if not tables:
        return []
    asked = " UNION ALL ".join(
        f"(SELECT '{name}' FROM {name} AS one WHERE one::text LIKE %s LIMIT 1)"  # noqa: S608 - names of tables
        for name in tables
    )
    cursor.execute(asked, [f"%{word}%"] * len(tables))
    return [name for (name,) in cursor.fetchall()]


def left_behind(word: str, logged: str) -> list[str]:
    """Return where a word stands outside the database: in lines of the log, in mails, in caches."""
    told = {
        "log": logged,
        "mail": "\n".join(f"{one.subject}\n{one.body}\n{one.recipients()}" for one in mail.outbox),
        "cache": "\n".join(repr(getattr(one, "_cache", "")) for one in caches.all(initialized_only=True)),
    }
    return [name for name, text in told.items() if word in text]
