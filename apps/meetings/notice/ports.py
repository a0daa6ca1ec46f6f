"""What a notice asks of follow-up, which stands a layer above and registers the answer."""

from apps.meetings.models import Meeting
from kernel.canonical import Plain
from kernel.ports import Port

#: The rows of the report on earlier meetings' items, as they stand when the notice is issued (R8.3).
prior_report_rows: Port[[Meeting], list[Plain]] = Port("meetings.notice.prior_report_rows")
