"""What the process tells systemd, where that has started it and wants to be told (sd_notify(3)): a
datagram to the socket it names. No process says it for another: each has a unit of its own."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

READY, ALIVE = "READY=1", "WATCHDOG=1"


def tell(*states: str) -> None:
    """Tells systemd something; nothing where nobody listens. That it cannot be told is no reason to
    stop: it does what it does with who is silent."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):  # a name of Linux that is no file
        address = "\0" + address[1:]
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notifying, suppress(OSError):
        notifying.setblocking(False)
        notifying.sendto("\n".join(states).encode("utf-8"), address)
