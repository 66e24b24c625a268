"""The web door: by which rules the settings let people in, and the server that serves them."""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from api.guard.policy import Policy
from corpus.errors import SettingsError
from corpus.extras import how_to_add
from trolyso.serving import LiveAssistant
from trolyso.settings import RATE_ELSEWHERE, Settings
from trolyso.systemd import ALIVE, READY, tell
from trolyso.wiring import Say

if TYPE_CHECKING:
    from trolyso.store import Store

_MEGABYTE = 1024 * 1024


def serve_http(
    settings: Settings, live: LiveAssistant, store: Store, *, host: str, port: int, say: Say
) -> None:
    """Serves web page and API until told to stop. Listens at once and opens ``live`` in a thread
    beside. ``say`` is told the address. Raises SettingsError when people would be let in whom
    nobody meant to, and what opening raised: a server that will never be ready shall not look as if
    it might."""
    # Imported here: what only asks for the policy need not wait for FastAPI.
    from api.app import create_app
    from api.server import serve
    from api.services import Services
    from trolyso.administration import Desk

    policy = policy_of(settings, host, keyed=any(not k.revoked_at for k in store.keys.all()))
    if settings.log_requests:
        _log_requests()
    desk = Desk(settings, store.jobs)
    app = create_app(
        live.current,
        version=version("trolyso"),
        public_url=settings.public_url,
        services=Services(store.answers, store.feedback, store.keys, desk),
        policy=policy,
        report=settings.eval_report,
    )

    stop_tracing = _trace(app, settings.traces_endpoint)

    def on_listening(url: str, stop: Callable[[], None]) -> None:
        say(f"Trợ lý số: {url}  (đang nạp; nhấn Ctrl+C để dừng)")
        live.open_beside(stop)

    try:
        serve(
            app,
            host,
            port,
            trusted=settings.trusted_proxies,
            on_listening=on_listening,
            on_alive=partial(tell, READY, ALIVE),
        )
    finally:
        live.close()
        desk.close()
        store.close()
        stop_tracing()
        if live.error is not None:
            raise live.error


def policy_of(settings: Settings, host: str, *, keyed: bool) -> Policy:
    """The policy for a server that listens on ``host``. Raises SettingsError where it listens
    beyond this machine without a key and without having been told that this is meant."""
    local = is_loopback(host)
    anonymous = local if settings.allow_anonymous is None else settings.allow_anonymous
    if not anonymous and not keyed:
        where = f"{host} là địa chỉ ngoài máy này" if not local else "cần khoá (ALLOW_ANONYMOUS=0)"
        raise SettingsError(
            f"Chưa có khoá API nào, mà {where}.",
            english=f"There is no API key, and {host} wants one.",
            hint="Tạo khoá: trolyso keys create TÊN; hoặc cho hỏi không cần khoá: "
            "TROLYSO_ALLOW_ANONYMOUS=1.",
        )
    rate = settings.rate_limit
    if rate is None:
        rate = 0 if local else RATE_ELSEWHERE
    return Policy(
        anonymous=anonymous,
        per_minute=rate or None,
        queue=settings.queue,
        seconds=settings.request_seconds,
        origins=tuple(settings.cors_origins),
        max_upload=settings.ingest_max_megabytes * _MEGABYTE,
        log_questions=settings.log_questions,
    )


def is_loopback(host: str) -> bool:
    """True when only this machine reaches the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _trace(app: Any, endpoint: str | None) -> Callable[[], None]:
    """Sends traces where the settings want them; gives what sends the last of them. Raises
    SettingsError where the packages for it are not installed."""
    if endpoint is None:
        return lambda: None
    try:
        # Imported here: they come with an extra that most do without.
        from api.watch.traces import otlp, trace
    except ImportError as error:
        raise SettingsError(
            f"TROLYSO_TRACES_ENDPOINT cần các gói của phần thêm otel ({error.name} chưa cài).",
            english=f"TROLYSO_TRACES_ENDPOINT needs the extra otel ({error.name} is missing).",
            hint=how_to_add("otel"),
        ) from error
    return trace(app, version("trolyso"), otlp(endpoint)).shutdown


def _log_requests() -> None:
    """Tells each request to standard error; the lines are JSON already."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("trolyso.requests")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
