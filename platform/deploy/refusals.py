"""Why a start was refused, as one sentence for the person at the terminal."""


class StartRefusal(Exception):
    """Printed without a traceback; the process ends with 1."""
