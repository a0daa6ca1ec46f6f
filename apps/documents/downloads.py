"""How a file leaves the house, by a page or by the interface: to be saved, never shown as a part of this host."""

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from apps.documents.models import StoredFile
from apps.documents.selectors import content_of
from files.inspection.kinds import KINDS


def to_be_saved(content: bytes, *, media: str, name: str, sha256: str = "") -> HttpResponse:
    """Return the bytes under a name; where their SHA-256 is kept, it is the ETag."""
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    _seal(answer, sha256)
    return answer


def stored(file: StoredFile) -> FileResponse:
    """Return the bytes as they were uploaded; raises `HashDiffers` when they no longer are."""
    media = KINDS[file.ending].media
    answer = FileResponse(content_of(file), as_attachment=True, filename=file.name, content_type=media)
    answer["Content-Length"] = str(file.size)
    _seal(answer, file.sha256)
    return answer


def _seal(answer: HttpResponseBase, sha256: str) -> None:
    """Nothing in the file may run here, whatever a browser takes it for."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox"
    if sha256:
        answer["ETag"] = f'"{sha256}"'
