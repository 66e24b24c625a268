"""Reading a file in a process of its own, so that no file can hang, crash or fill this one.

What it starts (LibreOffice, tesseract) belongs to its process group and ends with it: after the
time limit, and when the person at the keyboard gives up.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict
from pathlib import Path
from threading import Event, Timer
from typing import IO, Any, cast

from corpus.errors import ReadError
from corpus.formats.detect import OFFICE, Format
from corpus.formats.page_progress import tell_pages
from corpus.formats.raw import (
    LimitExceeded,
    Limits,
    MissingTool,
    RawText,
    UnsupportedFormat,
    damaged,
)

_ERRORS = {kind.__name__: kind for kind in (LimitExceeded, MissingTool, UnsupportedFormat)}
_PACKAGES = str(Path(__file__).resolve().parents[2])


def read_isolated(form: Format, path: Path, name: str, limits: Limits) -> RawText:
    """The text of the file at ``path``, read by ``corpus.formats.worker``. Raises ReadError."""
    # Two LibreOffices at once would be half a gigabyte each; the wait is not the file's time.
    with _alone() if form in OFFICE else nullcontext():
        return _read_isolated(form, path, name, limits)


def _read_isolated(form: Format, path: Path, name: str, limits: Limits) -> RawText:
    request = {"form": form.value, "path": str(path), "name": name, "limits": asdict(limits)}
    with tempfile.TemporaryFile(dir=path.parent) as said:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "corpus.formats.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            cwd=path.parent,
            env={**os.environ, "PYTHONPATH": _PACKAGES, "TMPDIR": str(path.parent)},
            start_new_session=True,
        )
        late = Event()

        def give_up() -> None:
            late.set()
            _kill(process)

        watchdog = Timer(limits.seconds, give_up)
        watchdog.daemon = True  # Ctrl-C at any moment must not wait for it
        try:
            watchdog.start()
            reply = _reply(process, json.dumps(request))
        finally:
            watchdog.cancel()
            _end(process)
        if late.is_set():
            raise LimitExceeded(
                f"Đọc tệp “{name}” quá {limits.seconds:g} giây.",
                english=f"Reading {name!r} took more than {limits.seconds:g} s.",
                hint="Hãy tách tệp thành nhiều phần hoặc tăng giới hạn thời gian.",
            )
        if reply is None or process.returncode:
            said.seek(0)
            raise _crashed(name, process.returncode, said.read().decode("utf-8", errors="replace"))
    return _read(reply)


def _reply(process: subprocess.Popen[bytes], request: str) -> dict[str, Any] | None:
    """What the worker answers in the end, its pages told of meanwhile; None when it ends without
    an answer."""
    asked, answered = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    with suppress(BrokenPipeError):
        asked.write(request.encode("ascii"))
        asked.close()
    reply = None
    for line in answered:
        with suppress(ValueError):  # of a worker that was ended in the middle of a line
            message = json.loads(line)
            if "page" in message:
                tell_pages(message["page"], message["of"])
            else:
                reply = message
    process.wait()
    return reply


@contextmanager
def _alone() -> Iterator[None]:
    """Holds the lock that keeps a user's LibreOffice conversions one at a time."""
    lock = Path(tempfile.gettempdir()) / f"trolyso-office-{os.getuid()}.lock"
    with lock.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and all it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and all it started, and let go of its pipes."""
    _kill(process)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()


def _crashed(name: str, status: int, said: str) -> ReadError:
    if "MemoryError" in said or "bad_alloc" in said or status == -signal.SIGKILL:
        return LimitExceeded(
            f"Đọc tệp “{name}” cần quá nhiều bộ nhớ.",
            english=f"Reading {name!r} needs more memory than the limit.",
            hint="Hãy tách tệp thành nhiều phần.",
        )
    last = said.strip().splitlines()[-1:] or [f"status {status}"]
    return damaged(name, "trình đọc dừng đột ngột", f"the reader ended: {last[0]}")


def _read(reply: dict[str, Any]) -> RawText:
    if (error := reply.get("error")) is not None:
        kind = _ERRORS.get(error["kind"], ReadError)
        raise kind(error["message"], english=error["english"], hint=error["hint"])
    read = reply["read"]
    return RawText(**{**read, "pages": tuple(read["pages"]), "remarks": tuple(read["remarks"])})
