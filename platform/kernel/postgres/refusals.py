"""Why the embedded server cannot run, said so that the reader knows what to do next."""


class PostgresRefusal(Exception):
    """A sentence for the person at the terminal; callers print it and exit, without a traceback."""
