"""The bridge to drf-spectacular: each view describes itself, named schemas are added at the end."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from api import openapi
from api.authentication import KEYWORD
from api.views import describing
from kernel.canonical import Plain

SECURITY = {
    "token": {"type": "apiKey", "in": "header", "name": "Authorization", "description": f"{KEYWORD} <token>"},
}


class ViewSchema(AutoSchema):
    """Takes the operation from the view, which has it from the tables; nothing is guessed from code."""

    def get_operation(self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any) -> Plain | None:
        """Return what the view says about itself."""
        return describing(self.view, method)


def add_components(result: Plain, **kwargs: Any) -> Plain:
    """Add the named schemas and how to sign in."""
    from api.resources import resources

    named = {
        "schemas": openapi.components(resources()),
        "responses": openapi.refusals(),
        "securitySchemes": SECURITY,
    }
    return {**result, "components": named}
