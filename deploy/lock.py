"""Writes requirements.lock: the exact versions that serve, each with the SHA-256 of its wheel.

``python deploy/lock.py`` asks pip what it would install of the project, without extras, under
constraints.txt, and keeps names, versions and hashes: no address. Neither torch, whose CPU build
differs by source, nor what prepares a model is among that. The hashes are those of wheels for the
platform and the Python it runs on.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"

_HEAD = """\
# What serves, with the SHA-256 of every wheel (Linux x86_64, CPython 3.11). Made by: make lock
"""


def main() -> int:
    """Writes the lock."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        subprocess.run(  # noqa: S603 - this interpreter's pip, arguments of ours
            [
                *(sys.executable, "-m", "pip", "install", "--quiet", "--dry-run"),
                *("--ignore-installed", "--only-binary", ":all:"),
                *("--constraint", str(ROOT / "constraints.txt")),
                *("--report", str(report), f"{ROOT}"),
            ],
            check=True,
        )
        told = json.loads(report.read_text(encoding="utf-8"))
    lines = sorted(filter(None, map(_line, told["install"])), key=str.lower)
    LOCK.write_text(_HEAD + "".join(lines), encoding="utf-8")
    print(f"{LOCK.name}: {len(lines)} gói")
    return 0


def _line(installed: dict[str, Any]) -> str | None:
    """A package of pip's report as a requirement; None for this project itself."""
    name, version = installed["metadata"]["name"], installed["metadata"]["version"]
    if name == "trolyso":
        return None
    if installed.get("is_yanked"):
        raise SystemExit(f"{name} {version} đã bị rút lại (yanked); hãy ghim bản khác.")
    digest = installed["download_info"]["archive_info"]["hashes"]["sha256"]
    return f"{name}=={version} --hash=sha256:{digest}\n"


if __name__ == "__main__":
    sys.exit(main())
