"""What machine and what versions a run was on."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("onnxruntime", "faiss-cpu", "sentence-transformers", "torch", "langchain-community")

# "model name	: Intel(R) Xeon(R) …" in /proc/cpuinfo.
_CPU = re.compile(r"^model name\s*:\s*(.+)$", re.M)

_GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Facts:
    """The machine, and the load it was under when the run began: figures of a machine that is busy
    with other things are worth little."""

    at: datetime
    cpu: str
    cores: int
    memory_gib: float
    load: float
    system: str
    versions: tuple[str, ...]


def facts() -> Facts:
    """Of this machine, now."""
    info = Path("/proc/cpuinfo")
    cpu = _CPU.search(info.read_text(encoding="utf-8")) if info.exists() else None
    pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return Facts(
        at=datetime.now(UTC),
        cpu=cpu.group(1).strip() if cpu else platform.processor() or platform.machine(),
        cores=len(os.sched_getaffinity(0)),
        memory_gib=round(pages * page / _GIB, 1),
        load=round(os.getloadavg()[0], 1),
        system=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        versions=tuple(f"{name} {_version(name)}" for name in _PACKAGES),
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "chưa cài"
