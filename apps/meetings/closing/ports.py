"""What concluding a meeting asks of follow-up, which stands a layer above and registers the answer."""

import uuid
from typing import Any

from kernel.ports import Port

#: The items of one meeting as plain data: what both sides consent to when they conclude it.
follow_up_rows: Port[[uuid.UUID], list[dict[str, Any]]] = Port("meetings.closing.follow_up_rows")
