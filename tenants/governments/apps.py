"""Django registration of the tree of governments."""

from django.apps import AppConfig


class GovernmentsConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "tenants.governments"
    label = "governments"

    def ready(self) -> None:
        from tenants.governments import checks

        assert checks  # noqa: S101 — importing registers them
