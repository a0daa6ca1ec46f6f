"""What a backup says about itself: which versions made it, what each file and each table must be.

The manifest is written last and sealed with a digest of its own, so that a damaged or unfinished backup is recognised
before anything is touched.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kernel.canonical import Plain
from kernel.database.names import PUBLIC, TEMPLATE, NotASchemaName, checked
from tenants.backups.fingerprints import Fingerprints
from tenants.backups.refusals import BackupRefusal

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class Part:
    """One schema: the version it is on, its files with their SHA-256, what its tables and its shared rows held."""

    version: str
    files: dict[str, str]
    tables: Fingerprints
    shared: Fingerprints


@dataclass(frozen=True)
class Manifest:
    """The whole backup. `parts` by schema; public and the template stand in it when everything was taken."""

    release: str
    taken_at: str
    postgresql: str
    content_types: str
    parts: dict[str, Part]

    @property
    def is_whole(self) -> bool:
        """Whether all of it can be put into an empty database."""
        return {PUBLIC, TEMPLATE} <= self.parts.keys()

    @property
    def governments(self) -> list[str]:
        """The schemas of governments, in the order of the tree."""
        return [schema for schema in self.parts if schema not in (PUBLIC, TEMPLATE)]

    def write(self, folder: Path) -> Path:
        """Write it down with its seal."""
        content = {"format": FORMAT, "product": "Lianxi", **asdict(self)}
        file = folder / NAME
        file.write_text(json.dumps(content | {"seal": _seal(content)}, ensure_ascii=False, indent=1) + "\n")
        return file


def read(folder: Path) -> Manifest:
    """The manifest of a finished, undamaged backup."""
    try:
        content = json.loads((folder / NAME).read_text())
        seal = content.pop("seal")
    except FileNotFoundError:
        raise BackupRefusal(f"{folder} holds no finished backup: there is no {NAME} in it.") from None
    except (ValueError, KeyError, AttributeError):
        raise BackupRefusal(f"{folder / NAME} is damaged: it cannot be read.") from None
    if seal != _seal(content):
        raise BackupRefusal(f"{folder / NAME} is damaged or was changed: its seal does not fit.")
    if content.pop("format") != FORMAT or content.pop("product") != "Lianxi":
        raise BackupRefusal(f"{folder / NAME} was written by another program or release: restore with that one.")
    parts = {_named(schema): Part(**part) for schema, part in content.pop("parts").items()}
    return Manifest(**content, parts=parts)


def damaged(folder: Path, parts: dict[str, Part]) -> Iterator[str]:
    """Yield the files of these parts that are missing or not what was written."""
    for part in parts.values():
        for name, digest in part.files.items():
            file = folder / name
            if not file.is_file() or digest_of(file) != digest:
                yield name


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _named(schema: str) -> str:
    try:
        return checked(schema)
    except NotASchemaName as fault:
        raise BackupRefusal(str(fault)) from None


def _seal(content: Plain) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
