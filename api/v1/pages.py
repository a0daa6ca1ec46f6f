"""The OpenAPI document and its page; only where the setting says so, never in production."""

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework import status
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request


class _LikeEverywhere:
    """What these pages of a library have in common with the other addresses."""

    def finalize_response(self, request: Request, response: Any, *args: object, **kwargs: Any) -> Any:
        """Forbid storing; a refusal is a problem in JSON here too, not a document in YAML."""
        if response.status_code >= status.HTTP_400_BAD_REQUEST:
            request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
        answer = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[misc]
        answer["Cache-Control"] = "no-store"
        return answer


class SchemaPage(_LikeEverywhere, SpectacularAPIView):
    """`GET /schema`."""

    schema = None
    authentication_classes: list[type[BaseAuthentication]] = []
    permission_classes = [AllowAny]
    urlconf = "config.urls"


class DocsPage(_LikeEverywhere, SpectacularSwaggerSplitView):
    """`GET /docs`: the page and its script are two answers, so that the content security policy stays as it is."""

    schema = None
    authentication_classes: list[type[BaseAuthentication]] = []
    permission_classes = [AllowAny]
    url_name = "api:schema"
    template_name = "api/docs.html"
