"""A process's name on the leases of its jobs, and whether the process behind a name still lives."""

import os
import socket
from uuid import uuid4

_ALIVE: set[str] = set()
"""The names that this process goes by."""


def new_holder() -> str:
    """A name that nobody else has: `host:process:random`."""
    holder = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex}"
    _ALIVE.add(holder)
    return holder


def retire(holder: str) -> None:
    """This name is not used any more."""
    _ALIVE.discard(holder)


def is_dead(holder: str) -> bool:
    """Whether that process is surely gone. One on another host may live: its leases will end."""
    host, _, rest = holder.partition(":")
    process = rest.partition(":")[0]
    if host != socket.gethostname() or not process.isdigit():
        return False
    if int(process) == os.getpid():
        # A container's first process has the same number every time.
        return holder not in _ALIVE
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
