"""What systemd would hear: on a socket as it gives one to a service."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from threading import Thread

import pytest

from trolyso.systemd import ALIVE, READY, tell

_PATIENCE = 90.0


@contextmanager
def _listening(address: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(address.replace("@", "\0", 1))
        listener.settimeout(_PATIENCE)
        yield listener


def test_systemd_is_told_on_a_socket_that_is_a_file_and_on_one_that_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with tempfile.TemporaryDirectory() as short:  # a socket's name has a hundred letters at most
        for address in (f"{short}/notify", f"@{short}/notify"):
            monkeypatch.setenv("NOTIFY_SOCKET", address)
            with _listening(address) as listener:
                tell(READY, ALIVE)
                assert listener.recv(100) == b"READY=1\nWATCHDOG=1"


@pytest.mark.parametrize("address", ["", "@nobody/listens", "/nowhere/notify"])
def test_where_nobody_listens_nothing_happens(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    tell(ALIVE)
    monkeypatch.delenv("NOTIFY_SOCKET")
    tell(ALIVE)


def test_where_somebody_listens_and_does_not_read_nobody_waits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = f"@trolyso-test-{os.getpid()}"
    monkeypatch.setenv("NOTIFY_SOCKET", address)

    def tell_often() -> None:
        for _ in range(5_000):
            tell(ALIVE)

    with _listening(address) as listener:
        telling = Thread(target=tell_often, daemon=True)
        telling.start()
        telling.join(_PATIENCE)
        assert not telling.is_alive()
        assert listener.recv(100) == b"WATCHDOG=1"


@pytest.mark.usefixtures("at_home")
def test_a_server_is_ready_and_alive_until_it_hangs_and_then_says_where(tmp_path: Path) -> None:
    address = f"@trolyso-test-{os.getpid()}"
    with _listening(address) as listener, (tmp_path / "log").open("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "trolyso", "serve", "--port", "0"],
            stderr=log,
            env={**os.environ, "NOTIFY_SOCKET": address, "PYTHONFAULTHANDLER": "1"},
        )
        try:
            for _ in range(3):
                assert listener.recv(100) == b"READY=1\nWATCHDOG=1"
            process.send_signal(signal.SIGSTOP)
            while select([listener], [], [], 3)[0]:  # what it had said before
                assert listener.recv(100) == b"READY=1\nWATCHDOG=1"
            process.send_signal(signal.SIGABRT)  # as systemd does
            process.send_signal(signal.SIGCONT)
            assert process.wait(_PATIENCE) == -signal.SIGABRT
        finally:
            process.kill()
            process.wait()
        log.seek(0)
        assert "Fatal Python error: Aborted" in log.read()
