"""The same request sent twice is carried out once: `Idempotency-Key`, per person, for a day.

The row of the key is inserted first, in the transaction that also carries out the act. Whoever comes second waits at
the unique constraint until the first has committed, and then finds its answer. Only what was done is kept; a refusal
changed nothing, so the key is free again and the request may be repeated once its reason is gone.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from api.models import KeyedAnswer
from api.views import caller_of, sent
from apps.organizations.models import User
from kernel.canonical import Plain
from kernel.refusals import Malformed, Refusal, UnknownObject

KEPT_FOR = timedelta(hours=24)
LONGEST_KEY = 200


class KeyReused(Refusal):
    """The key was sent before with another request (422)."""

    status = 422
    sentence = _("这个 Idempotency-Key 已用于另一个请求。")


def once(
    request: Request, do: Callable[[], Response], *, readable: Callable[[Plain], bool], told: object = None
) -> Response:
    """Carry out `do`, or return the answer it gave when this request was sent before with the same key.

    A kept answer is given only while its object may still be read: `readable` is asked with it each time, and an
    answer that is out of sight is that of an unknown object. `told` is what the request says, as plain data, where
    that is not the JSON object that was sent.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return do()
    if not 0 < len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise Malformed(_("Idempotency-Key 须为 1 至 200 个可见的 ASCII 字符。"))
    answer, kept = _keyed(caller_of(request), key, _digest(request, sent(request) if told is None else told), do)
    if isinstance(answer, Refusal):
        raise answer
    if kept and answer.data and not readable(answer.data):
        raise UnknownObject
    return answer


@transaction.atomic
def _keyed(user: User, key: str, digest: str, do: Callable[[], Response]) -> tuple[Response | Refusal, bool]:
    """Return the answer and whether it was kept from before.

    A refusal is returned instead of raised: what was recorded about it must be committed.
    """
    row = _hold(user, key, digest)
    if row.request_digest != digest:
        return KeyReused(), False
    if row.status is not None:
        return Response(json.loads(row.answer), status=row.status), True
    try:
        response = do()
    except Refusal as refusal:
        row.delete()
        return refusal, False
    row.status, row.answer = response.status_code, json.dumps(response.data, cls=JSONEncoder, ensure_ascii=False)
    row.save(update_fields=["status", "answer"])
    return response, False


def _hold(user: User, key: str, digest: str) -> KeyedAnswer:
    """Insert the key's row or wait for whoever holds it; it is ours until the transaction ends."""
    forget_expired(user)
    row = None
    while row is None:  # the holder may have given the key up between the two statements
        fresh = KeyedAnswer(user=user, key=key, request_digest=digest, created_at=timezone.now())
        KeyedAnswer.objects.bulk_create([fresh], ignore_conflicts=True)
        row = KeyedAnswer.objects.select_for_update().filter(user=user, key=key).first()
    return row


def forget_expired(user: User | None = None) -> int:
    """Delete answers older than a day, of one person or of everybody; return how many."""
    rows = KeyedAnswer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    return (rows if user is None else rows.filter(user=user)).delete()[0]


def _digest(request: Request, told: object) -> str:
    whole = [request.method, request.path, request.headers.get("If-Match", ""), told]
    return hashlib.sha256(
        json.dumps(whole, sort_keys=True, ensure_ascii=False).encode("utf-8", "surrogatepass")
    ).hexdigest()
