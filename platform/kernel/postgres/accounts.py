"""As whom the server runs. PostgreSQL refuses root, so root lends it an unprivileged account that already exists."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kernel.postgres.refusals import PostgresRefusal


@dataclass(frozen=True)
class Account:
    """An operating-system account; `lent` when we are root and step down to it."""

    uid: int
    gid: int
    name: str
    lent: bool

    def run(self, command: list[str], *, home: Path, password: str = "", **options: Any) -> Any:
        """Run one program as this account, with nothing of our environment that PostgreSQL would read."""
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
        surroundings |= {"HOME": str(home), "LC_ALL": "C"} | ({"PGPASSWORD": password} if password else {})
        if self.lent:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.run(command, cwd=home, env=surroundings, text=True, **options)  # noqa: S603 — own commands

    def own(self, path: Path, *, mode: int) -> None:
        """Give a path of ours to the account; without root it is ours and the account's anyway."""
        path.chmod(mode)
        if self.lent:
            os.chown(path, self.uid, self.gid)

    def can_write_in(self, directory: Path) -> bool:
        """Whether the account reaches the directory through all its parents, none of which we would ever open."""
        if not self.lent:
            return os.access(directory, os.W_OK | os.X_OK)
        question = ["/bin/sh", "-c", 'cd -- "$1" 2>/dev/null && test -w .', "sh", str(directory)]
        return bool(self.run(question, home=Path("/")).returncode == 0)

    def can_run(self, program: str) -> bool:
        """Whether the program starts under this account; a readable file on a `noexec` mount would not."""
        try:
            return bool(self.run([program, "--version"], home=Path("/"), capture_output=True).returncode == 0)
        except OSError:
            return False


def account_for(home: Path) -> Account:
    """Ourselves, or as root the owner of the existing home, else `postgres`, else `nobody`. No account is created."""
    if os.geteuid() != 0:
        return _current(home)
    if home.exists() and home.stat().st_uid != 0:
        owner = home.stat()
        return Account(owner.st_uid, owner.st_gid, _name(owner.st_uid), lent=True)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, name, lent=True)
    raise PostgresRefusal("PostgreSQL does not run as root, and there is neither an account postgres nor nobody.")


def _current(home: Path) -> Account:
    uid = os.geteuid()
    if home.exists() and home.stat().st_uid != uid:
        owner = _name(home.stat().st_uid)
        raise PostgresRefusal(f"The database in {home} belongs to {owner}: start as the account that made it.")
    return Account(uid, os.getegid(), _name(uid), lent=False)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
