"""What log lines must not tell, and how often they tell the same."""

import logging
import re
import time
from typing import ClassVar

from kernel.database.outages import outage

FEED = re.compile(r"(/calendar/feed/)[^\s/?\"']+")


class MaskFeeds(logging.Filter):
    """Writes every line that names a calendar's private address without its token; nothing is left out."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the token in the line as it would be printed."""
        line = record.getMessage()
        masked = FEED.sub(r"\1***", line)
        if masked != line:
            record.msg, record.args = masked, ()
        return True


class Quiet(logging.Filter):
    """Refusals are everyday; an outage is one line a minute, however many requests meet it.

    A server that answers 401, 404 or 409 did what it should. While the database is away every request fails alike:
    the first line says what is missing and since when, and the tracebacks would only hide what else goes wrong.
    """

    EVERY = 60.0
    _told: ClassVar[dict[str, float]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave out what nobody need read, and shorten outages to a sentence."""
        status = getattr(record, "status_code", None)
        if record.name == "django.request" and isinstance(status, int) and status < 500:
            return False
        missing = outage(record.exc_info[1]) if record.exc_info else None
        if missing is None and status not in {503, 507}:
            return True
        return self._once_a_minute(record, type(missing).__name__ if missing else str(status))

    def _once_a_minute(self, record: logging.LogRecord, name: str) -> bool:
        now = time.monotonic()
        if now - self._told.get(name, -self.EVERY) < self.EVERY:
            return False
        self._told[name] = now
        reason = " ".join(str(record.exc_info[1]).split())[:300] if record.exc_info and record.exc_info[1] else ""
        record.msg = f"{record.getMessage()}: {name}{': ' + reason if reason else ''} (said once a minute)"
        record.args, record.exc_info, record.exc_text = (), None, None
        return True
