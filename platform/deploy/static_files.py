"""Collect the static files, but only when something they are made of has changed."""

import hashlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: What libraries bring is fixed by the locks; what is ours is read.
LOCKS = ("package-lock.json", "requirements/runtime.txt", "platform/config/settings.py")

#: What the libraries ship and no page asks for; some of it refers to files that they do not ship.
UNUSED = [
    *("libs", "flags", "payments", "social", "types", "ext"),
    *("tabler-flags*", "tabler-payments*", "tabler-socials*", "tabler-marketing*", "tabler.css*", "tabler.js*"),
    *("*.rtl.*", "*.esm*", "*.d.ts", "htmx.amd.js", "htmx.cjs.js", "htmx.min.js.gz"),
]


def collect_if_changed() -> None:
    """Run `collectstatic` unless the collected files were made from exactly these sources."""
    from django.conf import settings
    from django.core.management import call_command

    target = Path(settings.STATIC_ROOT)
    digest = sources_digest()
    if is_fresh(target, digest):
        return
    sys.stdout.write("Collecting static files…\n")
    sys.stdout.flush()
    call_command("collectstatic", interactive=False, clear=True, ignore_patterns=UNUSED, verbosity=0)
    _note(target).write_text(digest)


def is_fresh(target: Path, digest: str) -> bool:
    """Whether the target was collected from sources of that digest, and to the end."""
    note = _note(target)
    return note.exists() and note.read_text() == digest and (target / "staticfiles.json").exists()


def sources_digest() -> str:
    """One number for everything the collected files are made of."""
    ours = [path for folder in (ROOT / "static", *ROOT.glob("*/*/static")) for path in folder.rglob("*")]
    digest = hashlib.sha256()
    for path in [ROOT / name for name in LOCKS] + sorted(ours):
        if path.is_file() and "node_modules" not in path.parts:
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _note(target: Path) -> Path:
    return target.with_name(f"{target.name}.digest")
