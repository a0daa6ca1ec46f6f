"""How a document leaves the interface: to be saved, never shown by the browser as a part of this host."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def to_be_saved(content: bytes, *, media: str, name: str, sha256: str = "") -> HttpResponse:
    """Return the bytes under a name; where their SHA-256 is kept, it is the ETag."""
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox"
    if sha256:
        answer["ETag"] = f'"{sha256}"'
    return answer
