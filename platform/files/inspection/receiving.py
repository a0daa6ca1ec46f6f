"""How an upload is received: no more of a file is written to a temporary disk than one file may have."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class CutAtLargestFile(FileUploadHandler):
    """Passes a file on until it is too large; the rest is read and forgotten, so that a sentence can be answered."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Return the bytes for the next handler, or None once more than the largest file has come."""
        return None if start > settings.LARGEST_FILE else raw_data

    def file_complete(self, file_size: int) -> Any:
        """Leave the making of the file to the handlers behind."""
        return None
