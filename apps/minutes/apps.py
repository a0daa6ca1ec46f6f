"""Django registration of minutes."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """Minutes of joint meetings."""

    name = "apps.minutes"
    label = "minutes"

    def ready(self) -> None:
        """Make the verbs known to their tables."""
        from apps.minutes import services  # noqa: F401
        from apps.minutes.publicity import services as publicity  # noqa: F401
