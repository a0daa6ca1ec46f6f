"""Why a start was refused, as one sentence for the person at the terminal."""

import errno
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: Faults of a place that whoever chose the place can mend; others are faults of ours and keep their traceback.
OF_PLACES = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG,
}  # fmt: skip


class StartRefusal(Exception):
    """Printed without a traceback; the process ends with 1."""


@contextmanager
def places_in_a_sentence() -> Iterator[None]:
    """End the program with one sentence where a file or folder cannot be used as it is."""
    try:
        yield
    except OSError as fault:
        if fault.filename is None or fault.errno not in OF_PLACES:
            raise
        place, reason, account = os.fsdecode(fault.filename), os.strerror(fault.errno), getpass.getuser()
        sys.exit(f"{place} cannot be used by the account {account} ({reason}): open it, or name another place.")
