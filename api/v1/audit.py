"""The audit chain for the audit officer: entries, the verification, exports. Lists go on from an entry (`before`)."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from api import openapi, presenting
from api.errors import unknown_parameter
from api.openapi import FLAG, MOMENT, NUMBER, TEXT, Schema
from api.resources import resource_at
from api.v1.objects import ListView
from api.views import View, caller_of
from apps.auditing import selectors, services, words
from apps.auditing.export import MEDIA
from apps.auditing.filters import NAMES, wanted
from apps.auditing.tasks import verify_now
from apps.documents.downloads import to_be_saved
from kernel import clock
from kernel.canonical import Plain
from kernel.jobs.states import is_pending
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Need
from kernel.refusals import Malformed, WrongRole

MOST = 200
PLACES = (
    Need("before", _("早于这一序号"), "number", required=False),
    Need("after", _("晚于这一序号"), "number", required=False),
    Need("page_size", _("每页条数"), "number", required=False),
)
VERIFICATION = openapi.record(
    entries=NUMBER, digest=TEXT, pending=FLAG,
    last={**openapi.record(at=MOMENT, by=TEXT, entries=NUMBER, digest=TEXT, holds=FLAG, faults=openapi.many(TEXT)),
          "nullable": True},
)  # fmt: skip

ENTRIES = resource_at("audit-entries")


def _require_officer(request: Request) -> None:
    """Only the audit officer reads; what sets something off asks the service, which writes a refusal down."""
    if not selectors.reads(caller_of(request)):
        raise WrongRole


class Entries(ListView):
    """`GET /audit-entries?before=&after=&page_size=` with filters: newest first, at any depth as fast as at the top."""

    def initial(self, request: Request, *args: object, **kwargs: Any) -> None:
        """Refuse everybody else before anything is read of what was asked."""
        super().initial(request, *args, **kwargs)
        _require_officer(request)

    def get(self, request: Request) -> Response:
        """Return some entries; `next` leads to older ones, `previous` to newer ones."""
        typed = request.query_params.dict()
        place = clean(PLACES, {name: typed.pop(name) for name in [one.name for one in PLACES] if name in typed})
        _require_known(typed)
        size = 50 if place["page_size"] is None else place["page_size"]
        if not 1 <= size <= MOST:
            raise Malformed(fields={"page_size": _("请填写正整数。")})
        found = selectors.visible_to(caller_of(request)).filter(wanted(typed))
        part = selectors.stretch(found, before=place["before"], after=place["after"], size=size)
        here = request.build_absolute_uri()
        return Response(
            {
                "count": found.count() if typed else selectors.head().sequence,
                "next": _further(here, "before", part.older),
                "previous": _further(here, "after", part.newer),
                "results": presenting.listed(self.resource, part.entries, caller_of(request)),
            }
        )

    def describe(self, method: str) -> Schema | None:
        """Describe the list."""
        number = {**NUMBER, "minimum": 1}
        places = [openapi.in_query(one.name, number, one.label) for one in PLACES]
        return openapi.operation(
            "auditentry_list",
            self.resource.label,
            tag=self.resource.path,
            answers={200: openapi.page_of(openapi.ref(self.resource.component))},
            problems=(400, 403),
            parameters=[*[openapi.of_filter(one) for one in self.resource.filters], *places],
        )


def _require_known(typed: dict[str, str]) -> None:
    for name in typed:
        if name not in NAMES:
            raise unknown_parameter(name)


def _further(here: str, name: str, place: int | None) -> str | None:
    if place is None:
        return None
    return str(replace_query_param(remove_query_param(remove_query_param(here, "before"), "after"), name, place))


class LastVerification(View):
    """`GET /audit-verification`: what the last one found; `POST`: verify now, or have the worker do it (202)."""

    def get(self, request: Request) -> Response:
        """Return how far the chain goes and what the last verification found."""
        _require_officer(request)
        return Response(_verification())

    def post(self, request: Request) -> Response:
        """Verify."""
        made = services.ask_to_verify(by=caller_of(request), at=clock.now())
        return Response(_verification(), status=status.HTTP_202_ACCEPTED if made is None else status.HTTP_200_OK)

    def describe(self, method: str) -> Schema:
        """Describe both."""
        if method == "GET":
            return openapi.operation(
                "audit_verification_read", _("记录链核对结果"), tag=ENTRIES.path, answers={200: VERIFICATION},
                problems=(403,),
            )  # fmt: skip
        return openapi.operation(
            "audit_verification_start", _("立即核对记录链"), tag=ENTRIES.path,
            answers={200: VERIFICATION, 202: VERIFICATION}, problems=(403, 409),
        )  # fmt: skip


def _verification() -> Plain:
    head, last = selectors.head(), selectors.last_verification()
    said = None if last is None else {
        "at": last.entry.recorded_at, "by": last.entry.actor_name, "entries": last.entries, "digest": last.head,
        "holds": last.holds, "faults": words.found_by(last),
    }  # fmt: skip
    return {"entries": head.sequence, "digest": head.digest, "pending": is_pending(verify_now.name), "last": said}


class EntriesFile(View):
    """`GET /audit-entries/export/<form>` with the filters of the list."""

    form = ""
    #: A HEAD would leave an entry about a file that nobody was sent.
    http_method_names = ["get"]

    def get(self, request: Request) -> HttpResponse:
        """Return the file; that it was taken along is an entry itself."""
        typed = request.query_params.dict()
        _require_known(typed)
        file = services.export(form=self.form, filters=typed, by=caller_of(request), at=clock.now())
        return to_be_saved(file.content, media=file.media, name=file.name)

    def describe(self, method: str) -> Schema:
        """Describe the download."""
        return openapi.operation(
            f"auditentry_export_{self.form}",
            _("审计记录"),
            tag=ENTRIES.path,
            answers={200: {"type": "string", "format": "binary"}},
            problems=(400, 403, 409),
            parameters=[openapi.of_filter(one) for one in ENTRIES.filters],
            media=MEDIA[self.form].partition(";")[0],
        )
