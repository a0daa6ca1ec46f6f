"""Django registration; the only table of this app keeps the answers to keyed requests."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registered inside each government."""

    name = "api"
    label = "api"

    def ready(self) -> None:
        """Answer for what goes wrong below the interface's addresses and reaches none of its views."""
        from api.errors import problem
        from web import errors

        errors.problem.register(problem)
