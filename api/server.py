"""Runs the application with uvicorn."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from api.guard.patience import PatientProtocol
from corpus.errors import SettingsError, reason_of

_GRACE_SECONDS = 10
"""How long a stopping server lets requests in hand finish."""

_EVERY_SECOND = -sys.maxsize
"""After how long uvicorn, which looks every second, calls back again. It goes by the clock: any
other number would have it silent after that has been set back."""


def serve(
    app: FastAPI,
    host: str,
    port: int,
    *,
    trusted: str = "127.0.0.1",
    on_listening: Callable[[str, Callable[[], None]], None] | None = None,
    on_alive: Callable[[], None] | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM, then finish the requests in hand and return.

    ``on_listening`` is told the server's address once connections are accepted, and what stops it
    from any thread; port 0 takes a free one. ``on_alive`` is called every second as long as
    requests are taken and questions are not stuck. ``trusted`` are the addresses of proxies whose
    word on the client is taken. Prints nothing: a page's address may hold a question. Raises
    SettingsError when the address cannot be listened on.
    """
    with listen(host, port) as listener:
        server = make_server(app, trusted, on_alive)
        if on_listening is not None:
            on_listening(_url(host, listener.getsockname()[1]), lambda: _stop(server))
        server.run(sockets=[listener])


def make_server(
    app: FastAPI, trusted: str = "127.0.0.1", on_alive: Callable[[], None] | None = None
) -> uvicorn.Server:
    """The server, still to be run on a listening socket."""

    async def look() -> None:
        if on_alive is not None and not app.state.context.computing.is_stuck():
            on_alive()

    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        access_log=False,
        log_config=None,
        server_header=False,
        ws="none",
        proxy_headers=True,
        forwarded_allow_ips=trusted,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_notify=_EVERY_SECOND,
        callback_notify=look,
    )
    return uvicorn.Server(config)


def _stop(server: uvicorn.Server) -> None:
    server.should_exit = True


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Bound here and not by uvicorn, which would log and exit on failure.
    Raises SettingsError."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"Cổng {port} trên {host} đang có chương trình khác dùng.",
                english=f"Port {port} on {host} is in use.",
                hint="Dừng chương trình đó hoặc chọn cổng khác bằng --port.",
            ) from error
        raise SettingsError(
            f"Không mở được {host}:{port} ({reason_of(error)}).",
            english=f"Cannot listen on {host}:{port} ({error.strerror}).",
            hint="Kiểm tra --host và --port; cổng dưới 1024 cần quyền quản trị.",
        ) from error
    # Connections take this over. asyncio sets it on sockets of its own making alone, and without it
    # the body of an answer waits 40 ms for the client to acknowledge the head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
