"""Collect the static files, but only when something they are made of has changed: `python -m deploy.static_files`."""

import os
import sys
from pathlib import Path

from deploy.freshness import ROOT, digest_of
from deploy.refusals import places_in_a_sentence

#: What libraries bring is fixed by the locks; what is ours is read.
FIXED = ("package-lock.json", "requirements/runtime.txt", "platform/config/settings.py")

#: What the libraries ship and no page asks for; some of it refers to files that they do not ship.
UNUSED = [
    *("libs", "flags", "payments", "social", "types", "ext"),
    *("tabler-flags*", "tabler-payments*", "tabler-socials*", "tabler-marketing*", "tabler.css*", "tabler.js*"),
    *("*.rtl.*", "*.esm*", "*.d.ts", "htmx.amd.js", "htmx.cjs.js", "htmx.min.js.gz", "redoc", "rest_framework"),
]


def main() -> None:
    """For operators: once after each release, before the web server starts."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    collect_if_changed()


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
    folders = (ROOT / "static", *ROOT.glob("apps/*/static"), *ROOT.glob("tenants/*/static"))
    ours = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return digest_of([*(ROOT / name for name in FIXED), *ours])


def _note(target: Path) -> Path:
    return target.with_name(f"{target.name}.digest")


if __name__ == "__main__":
    with places_in_a_sentence():
        main()
