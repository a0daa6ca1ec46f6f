"""What every address of the interface has in common."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.authentication import InitialPassword, NoRoleYet, RightsRest
from api.openapi import Schema
from apps.organizations.models import User
from kernel.canonical import Plain
from kernel.refusals import Refusal, UnknownObject


class LengthRequired(Refusal):
    """A body in pieces says nowhere how long it is, and would be taken for an empty one (411)."""

    status = 411
    sentence = _("请求须带 Content-Length：不接受分块发送的内容。")


class View(APIView):
    """One address. Nobody on the way stores an answer; a first password opens nothing but its own change."""

    metadata_class = None
    http_method_names = ["get", "head", "post", "delete"]
    #: Whether somebody may come here who still has the first password, or to whom no role was given yet.
    open_to_initial_password: ClassVar[bool] = False

    def initial(self, request: Request, *args: object, **kwargs: Any) -> None:
        """Check who asks."""
        super().initial(request, *args, **kwargs)
        if "Transfer-Encoding" in request.headers and not request.headers.get("Content-Length"):
            raise LengthRequired
        if getattr(request.user, "password_is_initial", False) and not self.open_to_initial_password:
            raise InitialPassword
        if getattr(request.user, "is_without_rights", False) and not self.open_to_initial_password:
            raise RightsRest if getattr(request.user, "rests", False) else NoRoleYet

    def finalize_response(self, request: Request, response: Any, *args: object, **kwargs: Any) -> Any:
        """Forbid storing."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        if answer.status_code == status.HTTP_404_NOT_FOUND:
            del answer["Allow"]  # what is not there allows nothing
        return answer

    def describe(self, method: str) -> Schema | None:
        """Return the operation for the OpenAPI document; None leaves it out."""
        return None


def describing(view: APIView, method: str) -> Schema | None:
    """Return what a view says about itself."""
    assert isinstance(view, View)  # noqa: S101 - every view of the document is one of ours
    return view.describe(method)


def caller_of(request: Request) -> User:
    """Return who asks; every view but signing in has somebody."""
    assert isinstance(request.user, User)  # noqa: S101 - the permission class has refused everybody else
    return request.user


def sent(request: Request) -> Plain:
    """Return the object that was sent; the parser has refused everything else."""
    body: Plain = request.data  # type: ignore[assignment]
    return body


class Nowhere(View):
    """Every other address under the interface: for whoever is signed in, the answer of an unknown object."""

    schema = None

    def get(self, request: Request, *args: object, **kwargs: Any) -> Response:
        """Answer that there is nothing."""
        raise UnknownObject

    post = delete = get
