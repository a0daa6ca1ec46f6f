"""A place between a program and PostgreSQL where the network can fail: late, cut, swallowed, gone."""

import contextlib
import random
import shutil
import socket
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from django.conf import settings

from tests.serving import runtime_database

PORT = 5432


class Between:
    """Listens on a socket of its own and passes on to the server what comes, as `how` says at that moment.

    Set at any time: `late` seconds before each piece, `silent` swallows everything and says nothing, `cut` is the
    share of pieces at which the connection is torn; `gone` lets nobody in and tears what is open.
    """

    def __init__(self, server: Path | None = None) -> None:
        database = settings.DATABASES["default"]
        self.server = server or Path(str(database["HOST"])) / f".s.PGSQL.{database['PORT']}"
        self.late, self.silent, self.cut = 0.0, False, 0.0
        self._open: list[socket.socket] = []
        self._chance = random.Random(27)  # noqa: S311 — the same faults each time

    def __enter__(self) -> Self:
        self.folder = Path(tempfile.mkdtemp(prefix="lx"))
        self.folder.chmod(0o755)
        self.back()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.gone()
        shutil.rmtree(self.folder)

    @property
    def address(self) -> str:
        """DATABASE_URL through this place."""
        return runtime_database(host=str(self.folder), port=PORT)

    @property
    def query(self) -> str:
        """Where it listens, as the query of an address."""
        return f"host={quote(str(self.folder))}&port={PORT}"

    def back(self) -> None:
        """Let everybody in."""
        path = self.folder / f".s.PGSQL.{PORT}"
        path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        path.chmod(0o777)
        self._listener.listen(64)
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def gone(self) -> None:
        """Tear every connection and let nobody in."""
        _end(self._listener)
        self.tear()

    def tear(self) -> None:
        """Tear every connection that is open now."""
        for one in self._open:
            _end(one)
        self._open.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self.server))
            except OSError:
                return
            self._open += [client, server]
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while piece := source.recv(65536):
                time.sleep(self.late)
                if self.silent:
                    continue
                if self._chance.random() < self.cut:
                    break
                sink.sendall(piece)
        except OSError:
            pass
        _end(source)
        _end(sink)


def _end(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
