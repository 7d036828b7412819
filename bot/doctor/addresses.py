"""Whether the addresses that the bot is to listen at can be had."""

import errno
import socket
from collections.abc import Iterator

from bot.config import PREFIX, Settings
from bot.doctor.finding import Finding


def examine_addresses(settings: Settings) -> Iterator[Finding]:
    """One finding for each that is set; `serve` needs one for its webhook."""
    addresses = {"HEALTH_LISTEN": settings.health_listen}
    if settings.webhook_url is not None:
        addresses["LISTEN"] = settings.listen
    for name, address in addresses.items():
        if address is None:
            continue
        subject = f"{PREFIX}{name} {address}"
        family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
        try:
            socket.create_server(address, family=family).close()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                yield Finding(subject, "is taken, as it is while the bot runs")
            else:
                remedy = "Name an address of this machine, and a port that its user may open."
                yield Finding(subject, f"can not be had ({error.strerror})", remedy)
        else:
            yield Finding(subject, "is free")
