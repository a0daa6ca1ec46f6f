"""Tables of libraries that no government is given: every table costs each of them files, catalog rows and memory."""

from typing import Any

#: Models whose migrations are passed over, and why nothing ever reads or writes them here.
LEFT_OUT = {
    "axes.accesslog": "signing in and out are entries of the audit chain (AXES_DISABLE_ACCESS_LOG)",
    "axes.accessfailurelog": "so are failures; written only under AXES_ENABLE_ACCESS_FAILURE_LOG",
    "guardian.userobjectpermission": "permissions on objects are granted to the groups of units, never to a person",
    "guardian.groupobjectpermission": "each kind of object has a table of grants of its own, with a key to the object",
}


class LeftOut:
    """Django's own way to say that a model has no table; its state stays what the library's migrations make it."""

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        """See Django's database routers."""
        return False if f"{app_label}.{model_name}" in LEFT_OUT else None
