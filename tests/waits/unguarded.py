"""The web server without bulkheads and time limits: what every control of this folder runs, and must see fail."""

from django.conf import settings

from config.wsgi import application
from kernel.bulkheads import EXPORTS, REQUESTS
from kernel.database import limits

__all__ = ["application"]

limits.bind(limits.Limits(lock=None, statement=None, idle=None, silence=None, look=None))
REQUESTS.stands = EXPORTS.stands = False
# A thread without a connection of its own would make one, and give up after this limit.
settings.DATABASES["default"]["OPTIONS"]["connect_timeout"] = 0
