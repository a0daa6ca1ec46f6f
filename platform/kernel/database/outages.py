"""What the database or the disk could not do just now, as refusals that say when to try again.

Nobody is at fault who reads these, and what was typed is still to be sent. Everything the server may answer of this
kind is sorted by its class of SQLSTATE, not by the few codes that were met.
"""

import errno
from collections.abc import Iterator
from typing import ClassVar

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

from kernel.database.servers import Unreachable
from kernel.refusals import Refusal


class Outage(Refusal):
    """Something that everybody needs is missing for the moment (503)."""

    status = 503
    #: Seconds after which trying again is sensible.
    retry_after: ClassVar[int] = 5
    sentence = _("系统暂时不能办理，请稍后再试。")


class OthersAreAtIt(Outage):
    """Somebody else holds for long what this needs (503)."""

    retry_after = 3
    sentence = _("别人正在办理同一事项，等候时间已到，这次办理未成功，数据没有改动。请稍后再试。")


class TookTooLong(Outage):
    """One question to the database took longer than a request may (503)."""

    retry_after = 10
    sentence = _("办理用时过长，已经中止，数据没有改动。请缩小范围或者稍后再试。")


class DatabaseAway(Outage):
    """The database cannot be reached, or was lost on the way (503)."""

    sentence = _("系统暂时连不上数据库。请稍后再试；重新办理之前，请先看一看刚才的事项是否已经办成。")


class TooManyAtOnce(Outage):
    """This government has as many requests under way as it may (503)."""

    retry_after = 2
    sentence = _("本级同时办理的事项过多，请稍候再试。")


class DiskFull(Outage):
    """There is no room to write (507)."""

    status = 507
    retry_after = 60
    sentence = _("服务器存储空间已满，这次办理未成功，数据没有改动。请联系系统管理员。")


#: By SQLSTATE, the whole code or its class.
_CODES: dict[str, type[Outage]] = {
    "55P03": OthersAreAtIt, "40P01": OthersAreAtIt, "40001": OthersAreAtIt, "57014": TookTooLong, "53100": DiskFull,
    "08": DatabaseAway, "25P03": DatabaseAway, "53": DatabaseAway, "57P": DatabaseAway, "58": DatabaseAway,
}  # fmt: skip
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def outage(error: BaseException | None) -> Outage | None:
    """Return what is missing for the moment; None where something else is wrong."""
    for one in _chain(error):
        if isinstance(one, Outage):
            return one
        if isinstance(one, Refusal):
            return None  # said already, in words of its own
        if isinstance(one, Unreachable):
            return DatabaseAway()
        if isinstance(one, OSError) and one.errno in _NO_ROOM:
            return DiskFull()
        if found := _of_code(getattr(one, "sqlstate", None)):
            return found()
    # Lost connections, refused ones and silence have no code: the server did not say it.
    lost = any(isinstance(one, OperationalError | InterfaceError) for one in _chain(error))
    coded = any(getattr(one, "sqlstate", None) for one in _chain(error))
    return DatabaseAway() if lost and not coded else None


def _of_code(code: str | None) -> type[Outage] | None:
    return next((_CODES[code[:length]] for length in (5, 3, 2) if code and code[:length] in _CODES), None)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Walk from what was raised to what it was raised from; no further than the error that was being handled."""
    while error is not None:
        yield error
        error = error.__cause__
