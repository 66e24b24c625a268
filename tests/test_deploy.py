"""The unit files are ones that systemd takes, and nginx and Caddy serve by the examples."""

from __future__ import annotations

import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from answer.access import Scope
from api.guard.policy import Policy
from api.services import Services
from tests.api.api_testing import ScriptedAssistant, running
from tests.ports import free_port
from trolyso.store import open_store, sqlite_url

DEPLOY = Path(__file__).parents[1] / "deploy"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs the package systemd")
@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_a_unit(unit: Path) -> None:
    verified = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.parametrize("proxy", ["nginx", "caddy"])
def test_behind_a_proxy_with_tls_a_key_opens_the_door(proxy: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url(tmp_path / "t.db"))
    _, secret = store.keys.create("cổng tỉnh", [Scope.ASK])
    services, policy = Services(keys=store.keys), Policy(anonymous=False)
    with (
        running(ScriptedAssistant, services, policy) as client,
        _behind(proxy, tmp_path, str(client.base_url)) as outside,
    ):
        assert outside.get("/v1/documents").status_code == 401
        key = {"authorization": f"Bearer {secret}"}
        body = {"question": "Sở Nội vụ?", "stream": True}
        answer = outside.post("/v1/ask", json=body, headers=key)
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.text.startswith("event: status\n")
        assert "max-age" in answer.headers["strict-transport-security"]
        signed_in = outside.post("/key", data={"key": secret})
        assert "Secure" in signed_in.headers["set-cookie"]
    store.close()


@pytest.mark.parametrize("proxy", ["nginx", "caddy"])
def test_behind_a_proxy_an_address_has_a_rate_of_its_own_whatever_it_says_of_itself(
    proxy: str, tmp_path: Path
) -> None:
    with (
        running(ScriptedAssistant, policy=Policy(per_minute=2)) as client,
        _behind(proxy, tmp_path, str(client.base_url)) as one,
        httpx.Client(
            base_url=one.base_url,
            transport=httpx.HTTPTransport(verify=_trusted(tmp_path), local_address="127.0.0.2"),
        ) as other,
    ):
        said = [{"x-forwarded-for": f"10.0.0.{last}"} for last in range(3)]
        codes = [one.get("/v1/models", headers=headers).status_code for headers in said]
        assert codes == [200, 200, 429]
        assert other.get("/v1/models", headers=said[0]).status_code == 200


@pytest.mark.parametrize("proxy", ["nginx", "caddy"])
def test_a_proxy_passes_on_what_a_stream_has_told_so_far(proxy: str, tmp_path: Path) -> None:
    """The upstream sends an event and waits until the client has it before it sends the next."""
    seen = threading.Event()

    class Upstream(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            self.wfile.write(b"event: status\n\n")
            self.wfile.flush()
            self.wfile.write(b"event: answer\n\n" if seen.wait(20) else b"event: late\n\n")

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Upstream) as upstream:
        threading.Thread(target=upstream.serve_forever).start()
        address = f"http://127.0.0.1:{upstream.server_port}"
        with (
            _behind(proxy, tmp_path, address) as outside,
            outside.stream("GET", "/v1/ask", timeout=30) as response,
        ):
            pieces = response.iter_text()
            assert next(pieces) == "event: status\n\n"
            seen.set()
            assert "".join(pieces) == "event: answer\n\n"
        upstream.shutdown()


@contextmanager
def _behind(proxy: str, folder: Path, upstream: str) -> Iterator[httpx.Client]:
    """A client of what the proxy's example lets through to ``upstream``, with a certificate of the
    test's own."""
    for package in (proxy, "openssl"):
        if shutil.which(package) is None:
            pytest.skip(f"needs the package {package}")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")),
        ],
        check=True,
        capture_output=True,
    )
    port = free_port()
    command = _COMMANDS[proxy](folder, port, upstream.rstrip("/"))
    process = subprocess.Popen(
        command, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(folder)}
    )
    try:
        for _ in range(400):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        with httpx.Client(
            base_url=f"https://127.0.0.1:{port}", verify=_trusted(folder), timeout=20
        ) as client:
            yield client
    finally:
        process.terminate()
        process.wait(20)


def _nginx(folder: Path, port: int, upstream: str) -> list[str]:
    site = _example(
        "nginx.conf",
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("/etc/letsencrypt/live/vanban.example.vn", str(folder)),
        ("http://127.0.0.1:8000", upstream),
    )
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{site}\n}}\n",
        "utf-8",
    )
    return ["nginx", "-c", str(configuration)]


def _caddy(folder: Path, port: int, upstream: str) -> list[str]:
    site = _example(
        "Caddyfile",
        ("\n{\n", "\n{\n\tadmin off\n\tauto_https disable_redirects\n"),
        (
            "\nvanban.example.vn {",
            f"\nhttps://127.0.0.1:{port} {{\n\ttls {folder}/fullchain.pem {folder}/privkey.pem",
        ),
        ("127.0.0.1:8000", upstream.removeprefix("http://")),
    )
    (folder / "Caddyfile").write_text(site, "utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


_COMMANDS: Mapping[str, Callable[[Path, int, str], list[str]]] = {
    "nginx": _nginx,
    "caddy": _caddy,
}


def _example(name: str, *changes: tuple[str, str]) -> str:
    """An example's text with what is the test's own in place of what is the example's."""
    text = (DEPLOY / name).read_text("utf-8")
    for example, here in changes:
        assert example in text
        text = text.replace(example, here)
    return text


def _trusted(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "fullchain.pem"))
