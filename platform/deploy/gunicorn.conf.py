"""The web server, in the demonstration and in production: a few processes with threads, renewed now and then."""

import ipaddress
import os
import pwd
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

DEMO = os.environ.get("LIANXI_DEMO", "").lower() in {"true", "1", "yes", "on", "t", "y"}
HOST = os.environ.get("LIANXI_HOST", "127.0.0.1")
PORT = os.environ.get("LIANXI_PORT", "8000")

bind = f"[{HOST}]:{PORT}" if ":" in HOST else f"{HOST}:{PORT}"
workers = int(os.environ.get("LIANXI_WORKERS", "2"))
worker_class = "deploy.patient.PatientWorker"
threads = 12  # see kernel.bulkheads: what one government may take of them
# A thread that computes gives way to the others ten times as often as usual: an export does not make pages wait.
sys.setswitchinterval(0.0005)
preload_app = False  # a connection made before the fork would be shared by all
max_requests = 2000
max_requests_jitter = 400
timeout = 60
graceful_timeout = 5
keepalive = 5
umask = 0o077  # uploaded documents are nobody else's
loglevel = "warning"
control_socket_disable = True  # one fixed path per account: two servers would meet there
if Path("/dev/shm").is_dir():  # noqa: S108 — memory for heartbeats, so that a slow disk kills no worker
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def on_starting(server: Any) -> None:
    """Begin on a clean floor; show the demonstration, whose passwords are printed, to nobody but this machine."""
    if Path("/proc").is_dir():
        _clear_after_the_dead()
    for address in server.cfg.address if DEMO else []:
        if not _is_loopback(address):
            sys.exit(f"LIANXI_DEMO=true serves this machine only: {address} is no loopback address.")


def post_fork(server: Any, worker: Any) -> None:
    """Temporary files of one process lie in one folder, which goes with the process, however that ends."""
    tempfile.tempdir = str(_room(os.getppid(), os.getpid()))
    Path(tempfile.tempdir).mkdir(mode=0o700)


def child_exit(server: Any, worker: Any) -> None:
    """Delete what a process left, a killed one too."""
    shutil.rmtree(_room(os.getpid(), worker.pid), ignore_errors=True)


def _room(server: int, process: int | str) -> Path:
    return Path(tempfile.gettempdir()) / f"lianxi-web-{server}-{process}"


def _clear_after_the_dead() -> None:
    """Where a whole server was killed, nobody deleted the folders of its processes."""
    for left in Path(tempfile.gettempdir()).glob("lianxi-web-*-*"):
        if left.owner() == pwd.getpwuid(os.geteuid()).pw_name and not Path(f"/proc/{left.name.split('-')[2]}").exists():
            shutil.rmtree(left, ignore_errors=True)


def pre_request(worker: Any, request: Any) -> None:
    """Behind nginx every request comes from this machine: the audit chain wants the address nginx saw.

    Believed from a loopback neighbour only, and only outside the demonstration; nginx overwrites the header.
    """
    seen = [value for name, value in request.headers if name == "X-FORWARDED-FOR"]
    if DEMO or len(seen) != 1 or not _is_loopback(request.peer_addr):
        return
    try:
        client = str(ipaddress.ip_address(seen[0].strip()))
    except ValueError:
        return
    request.proxy_protocol_info = {
        "proxy_protocol": "TCP4",
        "client_addr": client,
        "client_port": 0,
        "proxy_addr": HOST,
        "proxy_port": PORT,
    }


def _is_loopback(address: Any) -> bool:
    """A Unix socket, `localhost`, or a number of this machine's own."""
    if isinstance(address, str):
        return True
    try:
        return address[0] == "localhost" or ipaddress.ip_address(address[0].strip("[]")).is_loopback
    except ValueError:
        return False
