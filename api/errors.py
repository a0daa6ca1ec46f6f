"""Every refusal as application/problem+json (RFC 9457), with the rule and article it comes from.

What is foreign, invisible, unknown or cannot be a key at all gets one and the same answer: nobody learns from it
whether something exists. Errors nobody foresaw are not answered here: they are logged with their traceback and show
as 500.
"""

import re
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from kernel.canonical import Plain
from kernel.database.outages import outage
from kernel.refusals import Malformed, Refusal, Sentence, UnknownObject
from web.errors import Forbidden

CONTENT_TYPE = "application/problem+json"
TITLES: dict[int, Sentence] = {
    400: _("填写有误"),
    401: _("尚未登录"),
    403: _("无权办理"),
    404: _("没有找到"),
    405: _("不支持这种请求"),
    409: _("现在不能办理"),
    411: _("缺少内容长度"),
    412: _("已被他人修改"),
    413: _("内容过大"),
    415: _("内容格式不支持"),
    422: _("请求标识重复使用"),
    429: _("请求过多"),
    500: _("系统出了问题"),
    503: _("暂时不能办理"),
    507: _("空间已满"),
}
#: What the framework refuses by itself, in our words and under a name of its own.
FRAMEWORK: dict[type[Exception], tuple[str, Sentence]] = {
    exceptions.ParseError: ("Malformed", _("请求内容不是有效的 JSON。")),
    exceptions.NotAuthenticated: ("NotSignedIn", _("请先登录：在 Authorization 中带上令牌。")),
    exceptions.AuthenticationFailed: ("TokenRefused", _("令牌无效或已过期，请重新登录。")),
    exceptions.MethodNotAllowed: ("MethodNotAllowed", _("这个地址不支持这种请求方法。")),
    exceptions.UnsupportedMediaType: ("UnsupportedMediaType", _("请求内容必须是 application/json。")),
}


class TooLarge(Refusal):
    """More bytes than any form of this system could hold (413)."""

    status = 413
    sentence = _("内容过大。")


def problem_response(error: Exception, context: Mapping[str, object]) -> Response | None:
    """Answer a refusal; None for what nobody foresaw."""
    if isinstance(error, Http404 | exceptions.NotFound):
        error = UnknownObject()
    if isinstance(error, RequestDataTooBig):
        error = TooLarge()
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        error = Forbidden()
    if (missing := outage(error)) is not None:
        error = missing
    if isinstance(error, Refusal):
        return _of_refusal(error)
    if isinstance(error, exceptions.APIException):
        return _of_framework(error)
    return None


def _of_refusal(refusal: Refusal) -> Response:
    return Response(_told(refusal), status=refusal.status, content_type=CONTENT_TYPE, headers=dict(_headers(refusal)))


def problem(refusal: Refusal) -> HttpResponse:
    """Answer a refusal where no view of the interface was reached."""
    written = JSONRenderer().render(_told(refusal))
    return HttpResponse(
        written, status=refusal.status, content_type=CONTENT_TYPE,
        headers={**dict(_headers(refusal)), "Cache-Control": "no-store"},
    )  # fmt: skip


def _told(refusal: Refusal) -> Plain:
    return body(
        refusal.name,
        refusal.status,
        refusal.sentence,
        rule=refusal.rule,
        article=refusal.article,
        fields=refusal.fields,
    )


def _headers(refusal: Refusal) -> Iterator[tuple[str, str]]:
    if refusal.status == status.HTTP_401_UNAUTHORIZED:
        yield "WWW-Authenticate", "Token"
    if refusal.retry_after is not None:
        yield "Retry-After", str(refusal.retry_after)
    elif refusal.status == status.HTTP_429_TOO_MANY_REQUESTS:
        yield "Retry-After", str(int(settings.AXES_COOLOFF_TIME.total_seconds()))


def _of_framework(error: exceptions.APIException) -> Response:
    name, sentence = FRAMEWORK.get(type(error), (type(error).__name__, _("这个请求不能办理。")))
    answer = Response(body(name, error.status_code, sentence), status=error.status_code, content_type=CONTENT_TYPE)
    if getattr(error, "auth_header", None):
        answer["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    return answer


def body(
    name: str,
    status: int,
    sentence: Sentence,
    *,
    rule: str = "",
    article: Sentence = "",
    fields: Mapping[str, Sentence] | None = None,
) -> Plain:
    """Return the members of a problem; `type` names the refusal for machines, `detail` says it to people."""
    return {
        "type": f"urn:lianxi:problem:{_kebab(name)}",
        "title": TITLES.get(status, _("不能办理")),
        "status": status,
        "detail": sentence,
        "rule": rule,
        "article": article,
        "fields": dict(fields or {}),
    }


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def unknown_parameter(name: str) -> Malformed:
    """Return the refusal of a query parameter that does not exist: a misspelt filter must not look like no filter."""
    return Malformed(fields={name: _("没有这个参数。")})
