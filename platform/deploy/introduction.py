"""Who may sign in where: printed by the demonstration, whose accounts are no secret."""

from collections.abc import Iterator

from demonstration.accounts import DEMO_PASSWORD

GOVERNMENTS = {"150000": "自治区", "150100": "市", "150121": "县", "150102": "区"}


def introduction(port: int) -> Iterator[str]:
    """The lines to print before the demonstration is ready."""
    yield ""
    yield f"  portal of all governments   http://localhost:{port}"
    for code, kind in GOVERNMENTS.items():
        yield f"  {code} {kind}   http://{code}.localhost:{port}"
    yield "  accounts   union_clerk union_leader union_unit gov_clerk gov_leader gov_unit viewer"
    yield "             system_officer security_officer audit_officer, where there are children assessor reviewer"
    yield f"  password   {DEMO_PASSWORD}   (the same for all)"
    yield "  commands   .venv/bin/python manage.py …   (in another terminal, while this runs)"
    yield ""
