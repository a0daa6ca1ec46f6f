"""Lists, objects and actions of every resource. An address exists because a row of a table does."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from api import actions, openapi, presenting
from api.idempotency import once
from api.openapi import Schema
from api.pagination import Pages
from api.resources import Resource
from api.views import View, caller_of, sent
from apps.organizations.models import User
from kernel.canonical import Plain
from kernel.lifecycle.models import Lifecycled


class ResourceView(View):
    """A view bound to one resource."""

    resource: ClassVar[Resource]

    def answer(self, request: Request, key: object, *, code: int = status.HTTP_200_OK) -> Response:
        """Return the object as it stands now, in full."""
        return self._shown(request, self.resource.find(caller_of(request), str(key)), code)

    def acted(self, request: Request, key: object, *, code: int = status.HTTP_200_OK) -> Response:
        """Return the object after an act; where the act took it out of sight, say only that it was done (204)."""
        instance = self.resource.objects(caller_of(request)).filter(pk=key).first()
        if instance is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return self._shown(request, instance, code)

    def once(self, request: Request, act: Callable[[list[Model]], Response]) -> Response:
        """Carry out an act once; what it tells only once is added to the answer after the answer was kept."""
        done: list[Model] = []
        answer = once(request, lambda: act(done), readable=partial(self._is_readable, caller_of(request)))
        for one in done:
            told = {name: value for name in self.resource.offered.told_once if (value := getattr(one, name, ""))}
            if told:
                answer.data |= told
        return answer

    def _is_readable(self, reader: User, told: Plain) -> bool:
        return self.resource.objects(reader).filter(pk=told.get("id")).exists()

    def _shown(self, request: Request, instance: Model, code: int) -> Response:
        return Response(presenting.detailed(self.resource, instance, caller_of(request)), status=code)

    def finalize_response(self, request: Request, response: Any, *args: object, **kwargs: Any) -> Any:
        """Name the version of the object that is answered, to be sent back as If-Match."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        data = getattr(answer, "data", None)
        if answer.status_code < status.HTTP_300_MULTIPLE_CHOICES and isinstance(data, dict) and "version" in data:
            answer["ETag"] = f'"{data["version"]}"'
        return answer


class ListView(ResourceView):
    """`/<things>`: what the person may read, in pages; where the table has a creating row, a new one."""

    def get(self, request: Request) -> Response:
        """Return one page."""
        pages = Pages()
        rows = pages.paginate_queryset(self.resource.filtered(caller_of(request), request.query_params), request, self)
        return Response(pages.around(presenting.listed(self.resource, rows, caller_of(request))))

    def describe(self, method: str) -> Schema | None:
        """Describe the list."""
        resource = self.resource
        filters = [openapi.of_filter(one) for one in resource.filters]
        return openapi.operation(
            f"{resource.name}_list",
            resource.label,
            tag=resource.path,
            answers={200: openapi.page_of(openapi.ref(resource.component))},
            problems=(400, 403, 404),
            parameters=[*filters, *openapi.PAGE],
        )


class CreatingListView(ListView):
    """A list whose objects people bring into being themselves."""

    def post(self, request: Request) -> Response:
        """Carry out the creating action."""
        return self.once(request, lambda done: self._create(request, done))

    def _create(self, request: Request, done: list[Model]) -> Response:
        version = actions.version_asked(request.headers.get("If-Match"))
        done.append(actions.create(self.resource, sent(request), by=caller_of(request), version=version))
        return self.acted(request, done[0].pk, code=status.HTTP_201_CREATED)

    def describe(self, method: str) -> Schema | None:
        """Describe the list or the creating action."""
        if method != "POST":
            return super().describe(method)
        row = self.resource.creating
        assert row  # noqa: S101 - this class serves resources that have one
        return openapi.operation(
            f"{self.resource.name}_{row.name}",
            row.label,
            tag=self.resource.path,
            description=f"{row.article}（{row.rule}）",
            answers={201: openapi.detail_of(self.resource)},
            problems=(400, 403, 409, 422),
            body=openapi.body_of(row.needs),
            parameters=[openapi.KEYED],
        )


class DetailView(ResourceView):
    """`/<things>/<id>`."""

    def get(self, request: Request, id: str) -> Response:
        """Return the object in full."""
        return self.answer(request, id)

    def describe(self, method: str) -> Schema | None:
        """Describe the object."""
        return openapi.operation(
            f"{self.resource.name}_read",
            self.resource.label,
            tag=self.resource.path,
            answers={200: openapi.detail_of(self.resource)},
            problems=(403, 404),
            parameters=[openapi.in_path("id")],
        )


class ActionView(ResourceView):
    """`POST /<things>/<id>/<action>`: the verb that the pages call too."""

    action: ClassVar[str]

    def post(self, request: Request, id: str) -> Response:
        """Carry the action out and return the object as it stands afterwards."""
        return self.once(request, lambda done: self._take(request, self.resource.find(caller_of(request), id), done))

    def _take(self, request: Request, instance: Lifecycled, done: list[Model]) -> Response:
        version, by = actions.version_asked(request.headers.get("If-Match")), caller_of(request)
        done.append(actions.take(self.resource, self.action, instance, sent(request), by=by, version=version))
        return self.acted(request, instance.pk)

    def describe(self, method: str) -> Schema | None:
        """Describe the action by its rows."""
        lifecycle = self.resource.lifecycle
        assert lifecycle  # noqa: S101 - an action comes from a lifecycle
        rows = [row for row in lifecycle.named(self.action) if not row.internal]
        two_sided = _("双方一致方可生效。") if any(row.consent for row in rows) else ""
        return openapi.operation(
            f"{self.resource.name}_{self.action}",
            rows[0].label,
            tag=self.resource.path,
            description=f"{rows[0].article}（{rows[0].rule}）{two_sided}",
            answers={200: openapi.detail_of(self.resource)},
            problems=(400, 403, 404, 409, 412, 422),
            body=openapi.body_of_rows(rows),
            parameters=[openapi.in_path("id"), openapi.VERSIONED, openapi.KEYED],
        )
