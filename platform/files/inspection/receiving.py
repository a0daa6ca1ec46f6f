"""How an upload is received: no more of a file is written to a temporary disk than one file may have, or there is room.

The rest is read and forgotten, so that a sentence can be answered: a form is parsed before anybody can refuse a file.
"""

from contextlib import suppress
from typing import IO, Any, NoReturn

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from files import room
from files.refusals import DiskFull


class CutAtLargestFile(FileUploadHandler):
    """Passes a file on until it is too large."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Return the bytes for the next handler, or None once more than the largest file has come."""
        return None if start > settings.LARGEST_FILE else raw_data

    def file_complete(self, file_size: int) -> Any:
        """Leave the making of the file to the handlers behind."""
        return None


class NotReceived(UploadedFile):  # type: ignore[type-arg]
    """A file for which there was no room: whoever asks for its bytes is refused."""

    @property
    def file(self) -> NoReturn:
        """Raise the refusal."""
        raise DiskFull

    @file.setter
    def file(self, value: IO[bytes] | None) -> None:
        """There is none to be set."""

    @property
    def closed(self) -> bool:
        """There is nothing open."""
        return True

    def chunks(self, chunk_size: int | None = None) -> NoReturn:
        """Raise the refusal."""
        raise DiskFull

    def close(self) -> None:
        """There is nothing to be closed."""


class OnDisk(TemporaryFileUploadHandler):
    """Writes a file to the temporary disk as long as there is room."""

    _full = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        self._full = False
        try:
            with room.needed():
                super().new_file(*args, **kwargs)
        except DiskFull:
            self._full = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Write the bytes, or forget them once there was no room."""
        if not self._full:
            try:
                with room.needed():
                    return super().receive_data_chunk(raw_data, start)
            except DiskFull:
                self._give_up()
        return None

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """Return the file, or one that says why it is not there."""
        if not self._full:
            try:
                with room.needed():
                    return super().file_complete(file_size)
            except DiskFull:
                self._give_up()
        return NotReceived(None, self.file_name, self.content_type, file_size, self.charset)

    def _give_up(self) -> None:
        """Give back what the part of the file takes."""
        self._full = True
        with suppress(OSError):
            self.file.close()
