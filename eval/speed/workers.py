"""Processes that are measured from outside: when they are ready, and what memory they take."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.errors import EvalError

READY = "ready"
"""The line by which a worker says that it could answer now; its result follows on the next."""

# "VmRSS:	  123456 kB" in /proc/PID/status, and the part of it that no file is behind.
_RESIDENT = re.compile(r"^VmRSS:\s+(\d+) kB$", re.M)
_OWN = re.compile(r"^RssAnon:\s+(\d+) kB$", re.M)


@dataclass(frozen=True, slots=True)
class Worked:
    """What a worker measured of itself, and how long after its start it was ready, in seconds."""

    ready: float
    result: Mapping[str, Any]


def work(module: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Worked:
    """Runs a worker module to its end. Raises EvalError when it fails."""
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-W", "ignore", "-m", module, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=dict(environment),
    ) as process:
        lines = iter(process.stdout or ())
        said = next(lines, "").strip()
        ready = time.perf_counter() - began
        rest = "".join(lines)
    if said != READY or process.returncode:
        raise EvalError(
            f"{module} dừng với mã {process.returncode}; đọc được {said!r}.",
            english=f"{module} failed with code {process.returncode}.",
            hint="Lỗi của nó ở ngay trên.",
        )
    return Worked(ready, json.loads(rest))


def resident_megabytes(pid: int | str = "self") -> float:
    """The memory of a process that is in RAM, pages shared with others included."""
    return _megabytes(_RESIDENT, pid)


def own_megabytes(pid: int | str = "self") -> float:
    """The memory of a process that is its own: without files mapped, of which the system keeps in
    RAM what there is room for."""
    return _megabytes(_OWN, pid)


def _megabytes(what: re.Pattern[str], pid: int | str) -> float:
    found = what.search(Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found.group(1)) / 1024 if found else 0.0
