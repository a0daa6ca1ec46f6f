"""How a stored file leaves the house: to be saved, never shown by the browser as a part of this host."""

from django.http import FileResponse

from apps.documents.models import StoredFile
from apps.documents.selectors import content_of
from apps.documents.uploads.kinds import KINDS


def as_attachment(file: StoredFile) -> FileResponse:
    """Return the bytes as they were uploaded; raises `HashDiffers` when they no longer are."""
    answer = FileResponse(
        content_of(file), as_attachment=True, filename=file.name, content_type=KINDS[file.ending].media
    )
    answer["Content-Length"] = str(file.size)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox"
    answer["ETag"] = f'"{file.sha256}"'
    return answer
