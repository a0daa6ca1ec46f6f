"""Django registration of minutes."""

from django.apps import AppConfig


class MinutesConfig(AppConfig):
    """Minutes of joint meetings."""

    name = "apps.minutes"
    label = "minutes"
