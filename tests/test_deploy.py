"""The unit files are ones that systemd takes, and nginx serves by the example."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from answer.access import Scope
from api.guard.policy import Policy
from api.services import Services
from tests.api.api_testing import ScriptedAssistant, running
from trolyso.store import open_store, sqlite_url

DEPLOY = Path(__file__).parents[1] / "deploy"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs the package systemd")
@pytest.mark.parametrize("unit", sorted(DEPLOY.glob("*.service")), ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_a_unit(unit: Path) -> None:
    verified = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("nginx") is None, reason="needs the package nginx")
@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the package openssl")
def test_behind_nginx_with_tls_a_key_opens_the_door_and_the_clients_address_is_known(
    tmp_path: Path,
) -> None:
    store = open_store(sqlite_url(tmp_path / "t.db"))
    _, secret = store.keys.create("cổng tỉnh", [Scope.ASK])
    policy = Policy(anonymous=False, per_minute=2)
    with running(ScriptedAssistant, Services(keys=store.keys), policy) as client:
        port = _free_port()
        with _nginx(tmp_path, port, str(client.base_url)):
            address = f"https://127.0.0.1:{port}"
            trusted = ssl.create_default_context(cafile=str(tmp_path / "fullchain.pem"))
            with httpx.Client(base_url=address, verify=trusted) as outside:
                assert outside.get("/v1/documents").status_code == 401
                key = {"authorization": f"Bearer {secret}"}
                answer = outside.post("/v1/ask", json={"question": "Sở Nội vụ?"}, headers=key)
                assert answer.status_code == 200
                assert "max-age" in answer.headers["strict-transport-security"]
                signed_in = outside.post("/key", data={"key": secret})
                assert "Secure" in signed_in.headers["set-cookie"]
    store.close()


@contextmanager
def _nginx(folder: Path, port: int, upstream: str) -> Iterator[None]:
    """nginx over the example's configuration, with a certificate of the test's own."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")),
        ],
        check=True,
        capture_output=True,
    )
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    for example, here in (
        ("listen 80;", f"listen 127.0.0.1:{_free_port()};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("/etc/letsencrypt/live/vanban.example.vn", str(folder)),
        ("http://127.0.0.1:8000", upstream),
    ):
        assert example in site
        site = site.replace(example, here)
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\ndaemon off;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{site}\n}}\n",
        "utf-8",
    )
    process = subprocess.Popen(["nginx", "-c", str(configuration)])
    try:
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
