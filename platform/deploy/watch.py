"""What a running demonstration looks after: its database comes back when it was killed, and its worker too."""

import subprocess
import sys
import time
from collections.abc import Callable

from deploy.refusals import StartRefusal
from kernel.postgres import EmbeddedServer

#: A process that ends again within so many seconds has a reason that starting does not mend.
TOO_SOON = 20.0


class Watch:
    """Looks every second; a database of somebody else's is theirs to look after."""

    def __init__(self, postgres: EmbeddedServer | None, start_worker: Callable[[], subprocess.Popen[bytes]]) -> None:
        self.postgres = postgres
        self.start_worker = start_worker
        self.worker: subprocess.Popen[bytes] | None = None
        self.postgres_started = self.worker_started = float("-inf")

    def look(self) -> None:
        """Start again what has ended; say so, or refuse to go on where it keeps ending."""
        if self.postgres is not None and not self.postgres.lives():
            self._start_postgres(self.postgres)
        if self.worker is None or (self.worker.poll() is not None and not self._soon(self.worker_started)):
            self.worker, self.worker_started = self.start_worker(), time.monotonic()

    def _start_postgres(self, server: EmbeddedServer) -> None:
        if self._soon(self.postgres_started):
            raise StartRefusal(f"PostgreSQL keeps ending: the reason stands in {server.home.log}.")
        sys.stdout.write("PostgreSQL had ended; it is started again.\n")
        sys.stdout.flush()
        server.start()
        self.postgres_started = time.monotonic()

    def _soon(self, started: float) -> bool:
        return time.monotonic() - started < TOO_SOON
