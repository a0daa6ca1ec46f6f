"""What an operator does with `manage.py` stands in the audit chain of the government on top, whoever wrote the command.

A command is recorded unless it is named here as one that neither changes nor gives out anything. It is written down
before it begins, so that one which is killed is known too, and when it has ended. Where there is no government yet,
or no database that answers, there is no chain to write in, and the command itself says what lacks.
"""

import getpass
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

#: Commands that leave no entry, with the reason.
UNRECORDED = {
    "": "names the commands",
    "help": "names the commands",
    "version": "says the version of the framework",
    "check": "looks at the settings",
    "compilemessages": "writes the project's own files",
    "makemessages": "writes the project's own files",
    "makemigrations": "writes the project's own files",
    "generate_docs": "writes the project's own files",
    "spectacular": "writes the project's own files",
    "collectstatic": "writes files that everybody is shown",
    "findstatic": "names files that everybody is shown",
    "diffsettings": "shows settings, of which the database holds none",
    "governments": "shows the tree, which the portal shows to everybody",
    "migrations_state": "says which schemas are behind",
    "jobs": "says how the nightly jobs stand",
    "worker": "a service; each of its jobs leaves what it does",
    "seed_demo": "fills a demonstration, whose people are made up",
}
#: Options whose values are no business of the record.
SECRET = ("password", "secret", "token", "key")


@contextmanager
def recorded(words: Sequence[str]) -> Iterator[None]:
    """Write the command of these words down: before it begins, and how it ended."""
    command = words[1] if len(words) > 1 else ""
    if command.startswith("-") or command in UNRECORDED or {"-h", "--help"} & set(words):
        yield
        return
    _note(words, "begun")
    try:
        yield
    except BaseException as end:
        _note(words, "failed" if _failed(end) else "ended")
        raise
    _note(words, "ended")


def _failed(end: BaseException) -> bool:
    return not (isinstance(end, SystemExit) and end.code in (None, 0))


def masked(arguments: Sequence[str]) -> list[str]:
    """Return the arguments without the values of secret options."""
    shown, hide = list[str](), False
    for word in arguments:
        name, equals, _ = word.partition("=")
        secret = word.startswith("--") and any(part in name for part in SECRET)
        shown.append("***" if hide else f"{name}=***" if secret and equals else word[:200])
        hide = secret and not equals
    return shown


def _note(words: Sequence[str], stage: str) -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, connections

    try:
        django.setup()
        _append({
            "command": words[1], "arguments": masked(words[2:]), "stage": stage,
            "account": getpass.getuser(), "machine": socket.gethostname(),
        })  # fmt: skip
    except (DatabaseError, ImproperlyConfigured):
        return  # the command itself says what lacks
    finally:
        connections.close_all()


def _append(changes: dict[str, Any]) -> None:
    from kernel import clock
    from kernel.audit import services as audit
    from kernel.schema import inside
    from tenants.governments.models import Government

    top = Government.objects.standing().on_top()
    if top is None:
        return
    with inside(top):
        now = clock.recorded_now()
        audit.append(
            what="operator.command", at=now, recorded_at=now, by=None, object_kind="operator", changes=changes,
        )  # fmt: skip
