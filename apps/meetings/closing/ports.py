"""What concluding a meeting asks of follow-up, which stands a layer above and registers the answer."""

import uuid

from kernel.canonical import Plain
from kernel.ports import Port

#: The items of one meeting as plain data: what both sides consent to when they conclude it.
follow_up_rows: Port[[uuid.UUID], list[Plain]] = Port("meetings.closing.follow_up_rows")
