"""What every address of the interface has in common."""

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.authentication import InitialPassword
from api.openapi import Schema
from kernel.refusals import UnknownObject


class View(APIView):
    """One address. Nobody on the way stores an answer; a first password opens nothing but its own change."""

    metadata_class = None
    #: Whether somebody who still has the first password may come here.
    open_to_initial_password: ClassVar[bool] = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check who asks."""
        super().initial(request, *args, **kwargs)
        if getattr(request.user, "password_is_initial", False) and not self.open_to_initial_password:
            raise InitialPassword

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Forbid storing."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer

    def describe(self, method: str) -> Schema | None:
        """Return the operation for the OpenAPI document; None leaves it out."""
        return None


class Nowhere(View):
    """Every other address under the interface: for whoever is signed in, the answer of an unknown object."""

    schema = None

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Answer that there is nothing."""
        raise UnknownObject

    post = put = patch = delete = get
