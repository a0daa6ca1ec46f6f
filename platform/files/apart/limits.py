"""What one child may use while it reads one file. No Django, no database."""

import os
import resource
import signal
from dataclasses import asdict, dataclass

#: A child opens a few modules and its file; it never needs more at once.
MOST_OPEN = 32


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds count twice: on the processor and on the clock. None lifts a limit, which only its test does."""

    seconds: int | None = 5
    memory: int | None = 512 * 2**20
    #: Bytes of what the child answers.
    answer: int = 64 * 2**20

    def as_plain(self) -> dict[str, int | None]:
        """Return the limits for the message to the child."""
        return asdict(self)

    def impose(self) -> None:
        """Put this process under the limits, for good; the kernel keeps them, whatever the process is busy with."""
        os.nice(5)  # the serving processes come first
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_OPEN, MOST_OPEN))
        if self.memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (self.memory, self.memory))
        if self.seconds is not None:
            resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds + 1))
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, self.seconds)


LIMITS = Limits()
