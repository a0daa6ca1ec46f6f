"""Django registration of this app; see the package docstring of its models for what it holds."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

from kernel.hashes import knows_sm3


class DocumentsConfig(AppConfig):
    """Registered under a short, stable label."""

    name = "apps.documents"
    label = "documents"

    def ready(self) -> None:
        """Refuse to start where no document could be issued."""
        if not knows_sm3():
            raise ImproperlyConfigured("This machine's OpenSSL was built without SM3: use Debian's own Python.")
