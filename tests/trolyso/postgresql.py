"""A real PostgreSQL for the tests, in a folder of its own, on a free port of loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.ports import free_port

_BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
MISSING = "" if _BINARIES else "needs the package postgresql"


@contextmanager
def running_postgresql() -> Iterator[str]:
    """The SQLAlchemy URL of an empty database; the server is gone on the way out."""
    folder = Path(tempfile.mkdtemp(prefix="trolyso-postgresql-"))
    # It refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(folder, user)
    port = free_port()
    data = str(folder / "data")

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [_BINARIES[-1] / program, *arguments],
            check=True, cwd=folder, user=user, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        run("initdb", "-D", data, "-U", "trolyso", "-A", "trust", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://trolyso@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
