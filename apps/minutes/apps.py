"""Django registration of minutes."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """Minutes of joint meetings."""

    name = "apps.minutes"
    label = "minutes"

    def ready(self) -> None:
        """Say which approved texts were changed, where that is asked."""
        from apps.documents.ports import texts_changed
        from apps.minutes import approved_texts

        texts_changed.register(approved_texts.changed)
