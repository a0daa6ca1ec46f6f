"""Files that people bring: uploaded first, then named by their id in the act that hangs them on something."""

import hashlib
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi, presenting
from api.idempotency import once
from api.openapi import Schema
from api.resources import resource_at
from api.v1.objects import ListView
from api.views import View, caller_of
from apps.documents.downloads import stored
from apps.documents.file_services import store_file
from kernel import clock
from kernel.refusals import MissingField

FIELD = "file"
STORED = resource_at("files")


class Files(ListView):
    """`/files`: what the person may read; `POST` one file as multipart/form-data, answered with its id and hash."""

    parser_classes = [MultiPartParser]

    def post(self, request: Request) -> Response:
        """Keep one file."""
        upload = request.FILES.get(FIELD)
        if upload is None or len(request.FILES.getlist(FIELD)) != 1 or len(request.FILES) != 1:
            raise MissingField(fields={FIELD: _("请在 file 一栏上传一个文件。")})
        readable = partial(self._is_readable, caller_of(request))
        told = [upload.name, _digest(upload)]
        return once(request, lambda: self._store(request, upload), readable=readable, told=told)

    def _store(self, request: Request, upload: "UploadedFile[Any]") -> Response:
        user, content = caller_of(request), upload.file
        assert content is not None  # noqa: S101 - Django has received it whole
        kept = store_file(name=upload.name or "", content=content, by=user, at=clock.now())
        return Response(presenting.detailed(STORED, kept, user), status=status.HTTP_201_CREATED)

    def describe(self, method: str) -> Schema | None:
        """Describe the list or the upload."""
        if method != "POST":
            return super().describe(method)
        body = {
            "type": "object",
            "required": [FIELD],
            "properties": {FIELD: {"type": "string", "format": "binary", "description": str(_("一个文件"))}},
        }
        return openapi.operation(
            "storedfile_store",
            _("上传文件"),
            tag=STORED.path,
            description=_("先上传，再在办理时以编号附上；未附在任何事项上的文件只有上传人可读。"),
            answers={201: openapi.detail_of(STORED)},
            problems=(400, 403, 413, 415, 422, 429, 507),
            body=body,
            sent_as="multipart/form-data",
            parameters=[openapi.KEYED],
        )


def _digest(upload: "UploadedFile[Any]") -> str:
    counted = hashlib.sha256()
    for piece in upload.chunks():
        counted.update(piece)
    return counted.hexdigest()


class Content(View):
    """`GET /files/<id>/content`: the bytes, to be saved and never shown as a part of this host."""

    def get(self, request: Request, id: str) -> FileResponse:
        """Return the bytes; ETag is their SHA-256."""
        return stored(STORED.find(caller_of(request), id))

    def describe(self, method: str) -> Schema:
        """Describe the download."""
        return openapi.operation(
            "storedfile_content",
            _("下载文件"),
            tag=STORED.path,
            answers={200: {"type": "string", "format": "binary"}},
            problems=(403, 404),
            parameters=[openapi.in_path("id")],
            media="application/octet-stream",
        )
