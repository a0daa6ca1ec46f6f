"""What is read from a request: JSON of a bounded size, whatever the client says it would accept."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from api.errors import TooLarge
from kernel.canonical import Plain
from kernel.refusals import Malformed


class Json(JSONParser):
    """JSON objects only; too large, too deep or not an object is refused with a sentence."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Plain:
        """Return the object sent."""
        request = (parser_context or {})["request"]
        if int(request.META.get("CONTENT_LENGTH") or 0) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
            raise TooLarge
        try:
            found = super().parse(stream, media_type, parser_context)
            json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is text that nobody can write
        except (RecursionError, UnicodeEncodeError):
            raise ParseError from None
        if not isinstance(found, dict):
            raise Malformed(_("请求内容必须是一个 JSON 对象。"))
        return found


class OneLanguage(BaseContentNegotiation):
    """There is one form of answer, so the Accept header decides nothing."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Return the parser of the content type sent, or None (415)."""
        kind = (request.content_type or "").split(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == kind), None)

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the one renderer."""
        return renderers[0], renderers[0].media_type
