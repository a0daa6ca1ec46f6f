"""What log lines must not tell: whoever has the private address of a calendar reads that calendar."""

import logging
import re

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
