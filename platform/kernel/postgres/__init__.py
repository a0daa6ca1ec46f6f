"""An embedded PostgreSQL for the demonstration, for tests and for developers: real server, no installation.

Standard library only, so that it runs before Django is configured. The binaries come from a Python wheel whose own
interface is never imported: as root that one opens parent directories and adds operating-system users. Production
uses a PostgreSQL of its own through DATABASE_URL and never comes here.
"""

from kernel.postgres.binaries import Binaries, find_binaries
from kernel.postgres.refusals import PostgresRefusal
from kernel.postgres.server import EmbeddedServer

__all__ = ["Binaries", "EmbeddedServer", "PostgresRefusal", "find_binaries"]
