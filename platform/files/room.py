"""Room on the temporary disk: where it has run out, that is told in a sentence instead of breaking down."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from files.refusals import DiskFull

FULL = {errno.ENOSPC, errno.EDQUOT}
#: The library behind workbooks has no error of the system, only this word.
IN_XML = "IO_ENOSPC"


@contextmanager
def needed() -> Iterator[None]:
    """Raise `DiskFull` where the disk, or one's share of it, is full; any other fault of a disk goes on as it is."""
    try:
        yield
    except Exception as fault:
        if getattr(fault, "errno", None) in FULL or IN_XML in str(fault):
            raise DiskFull from fault
        raise
