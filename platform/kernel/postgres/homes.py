"""Where one embedded server keeps its files: where it was asked to, or where its account can reach them."""

import hashlib
import json
import os
import secrets
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from kernel.postgres.accounts import Account, account_for
from kernel.postgres.refusals import PostgresRefusal

#: Root's own place for data whose directory only root may enter, such as a checkout under /root.
MOVED_HOMES = Path("/var/lib/lianxi")
MOVED_NOTE = "MOVED_TO"
#: A socket's path is limited to 107 bytes, its name and lock included.
LONGEST_SOCKET_DIRECTORY = 85
ROLES = ("postgres", "lianxi_owner", "lianxi_app")


@dataclass(frozen=True)
class Home:
    """The directory of one server and the account that owns it."""

    path: Path
    account: Account

    @property
    def data(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.path / "data"

    @property
    def log(self) -> Path:
        """What the server says; the first place to look when it does not start."""
        return self.path / "server.log"

    @property
    def socket_directory(self) -> Path:
        """The home itself, or a short stand-in when the home's path is too long for a socket."""
        if len(os.fsencode(self.path)) <= LONGEST_SOCKET_DIRECTORY:
            return self.path
        return Path(tempfile.gettempdir()) / f"lianxi-{_digest(self.path)}"

    @property
    def major(self) -> int | None:
        """Which PostgreSQL made the data; None before there are any."""
        version = self.data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None

    def passwords(self) -> dict[str, str]:
        """The roles' passwords, made once and kept in a file that only its owner reads."""
        kept = self.path / "passwords.json"
        if not kept.exists():
            made = {role: secrets.token_urlsafe(24) for role in ROLES}
            unfinished = kept.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                json.dump(made, file)
            self.account.own(unfinished, mode=0o600)
            unfinished.rename(kept)
        passwords: dict[str, str] = json.loads(kept.read_text())
        return passwords

    def prepare_socket_directory(self) -> None:
        """Make the short stand-in; a directory of that name which is not ours is never used."""
        directory = self.socket_directory
        if directory == self.path:
            return
        directory.mkdir(mode=0o700, exist_ok=True)
        if directory.is_symlink() or directory.stat().st_uid not in (self.account.uid, os.geteuid()):
            raise PostgresRefusal(f"{directory} belongs to somebody else: set LIANXI_DATA to a shorter path.")
        self.account.own(directory, mode=0o700)


def settle(wanted: Path) -> Home:
    """The home to use for the wanted path, made if need be; said on stderr when it is another."""
    wanted = wanted.resolve()
    account = account_for(wanted)
    if (wanted / MOVED_NOTE).exists():
        moved = Path((wanted / MOVED_NOTE).read_text().strip())
        return _say_moved(_made(moved, account_for(moved)), wanted)
    home = _made(wanted, account)
    if account.can_write_in(wanted):
        return home
    if not account.lent or home.major:
        raise PostgresRefusal(f"The account {account.name} cannot reach the database in {wanted}.")
    os.chown(wanted, 0, 0)
    return _say_moved(_made(_new_moved_home(wanted), account), wanted)


def _new_moved_home(wanted: Path) -> Path:
    """A name of its own each time, so that a new checkout at an old place does not find an old database."""
    MOVED_HOMES.mkdir(parents=True, exist_ok=True)
    MOVED_HOMES.chmod(0o755)
    return MOVED_HOMES / f"{_digest(wanted)}-{secrets.token_hex(4)}"


def _made(path: Path, account: Account) -> Home:
    try:
        path.mkdir(parents=True, exist_ok=True)
        account.own(path, mode=0o700)
    except OSError as cannot:
        raise PostgresRefusal(
            f"{path} cannot be made: {cannot.strerror}. Set LIANXI_DATA to a place of yours."
        ) from cannot
    return Home(path, account)


def _say_moved(home: Home, wanted: Path) -> Home:
    (wanted / MOVED_NOTE).write_text(f"{home.path}\n")
    sys.stderr.write(f"{home.account.name} may not enter {wanted}: PostgreSQL keeps its data in {home.path}.\n")
    return home


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
