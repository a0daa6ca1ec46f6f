"""A worker of the web server whose threads meet whole requests only: slow and silent clients wait in its poller."""

# ruff: noqa: ANN401 — gunicorn has no types
import selectors
import socket
import struct
import time
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

#: Seconds in which the head of a request must have come, and in which one more piece of a body must come or go.
HEAD, PIECE = 10.0, 10
LARGEST_HEAD = 64 * 1024
END = b"\r\n\r\n"


class PatientWorker(ThreadWorker):
    """gunicorn's threads, which it gives to a connection before anything has been said on it.

    Here a connection is given a thread once the head of its request is complete. nginx, where it stands before, does
    the same and more: it collects bodies as well.
    """

    def accept(self, listener: Any) -> None:
        """Take a new connection into the poller instead of onto a thread."""
        try:
            sock, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            sock.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", PIECE, 0))
        conn = TConn(self.cfg, sock, address, listener.getsockname())
        self.nr_conns += 1
        self._await_head(conn)

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """A kept connection begins another request: its head is awaited as the first one's was."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await_head(conn)

    def on_pending_socket_readable(self, conn: Any, client: Any) -> None:
        """Collect what has come; with the whole head, or far too much of one, a thread takes over."""
        try:
            piece = client.recv(LARGEST_HEAD)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        conn.head += piece
        if piece and END not in conn.head and len(conn.head) < LARGEST_HEAD:
            return
        self.poller.unregister(client)
        self.pending_conns.remove(conn)
        if not piece:
            self.nr_conns -= 1
            conn.close()
            return
        conn.data_ready = True
        self.enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """Serve one request, whose head lies ready."""
        try:
            conn.init()
        except OSError:
            return False
        conn.parser.unreader.unread(conn.head)
        conn.head = b""
        return super().handle(conn)

    def _await_head(self, conn: Any) -> None:
        conn.head = b""
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + HEAD
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_pending_socket_readable, conn))
