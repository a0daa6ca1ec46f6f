"""The OpenAPI document and its page; only where the setting says so, never in production."""

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request


class SchemaPage(SpectacularAPIView):
    """`GET /schema`."""

    schema = None
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    urlconf = "config.urls"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Forbid storing, like everywhere here."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer


class DocsPage(SpectacularSwaggerSplitView):
    """`GET /docs`: the page and its script are two answers, so that the content security policy stays as it is."""

    schema = None
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    url_name = "api:schema"
    template_name = "api/docs.html"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Forbid storing, like everywhere here."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer
