"""Makes what a release consists of: the wheel, and the software bill of materials beside it; and
writes docs/licences.md, the licences of all that serves. ``python deploy/release.py [FOLDER]``."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
LICENCES = ROOT / "docs" / "licences.md"

_HEAD = """\
# Giấy phép của các thư viện

Mọi gói mà một bản cài để phục vụ mang theo (`requirements.lock`), do `make release` viết.

*English: the licences of every package that serves, written by `make release`.*

"""

# The name at the start of a line of the lock.
_LOCKED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def main(target: Path) -> int:
    """Writes the files, and says which."""
    target.mkdir(parents=True, exist_ok=True)
    _run("pip", "--quiet", "wheel", "--no-deps", "--wheel-dir", str(target), str(ROOT))
    bill = target / f"trolyso-{version('trolyso')}.cdx.json"
    _run(
        *("cyclonedx_py", "requirements", str(LOCK), "--pyproject", str(ROOT / "pyproject.toml")),
        *("--output-reproducible", "--output-file", str(bill)),
    )
    LICENCES.write_text(_HEAD + _licences(), encoding="utf-8")
    print(f"{target}: trolyso {version('trolyso')}, {bill.name}; {LICENCES.relative_to(ROOT)}")
    return 0


def _licences() -> str:
    """The packages of the lock with their licences, as a table."""
    locked = dict(_LOCKED.findall(LOCK.read_text(encoding="utf-8")))
    told = json.loads(_run("piplicenses", "--format=json", "--from=mixed", "--packages", *locked))
    rows = [f"| {row['Name']} | {row['Version']} | {_one_line(row['License'])} |\n" for row in told]
    return "| Gói | Phiên bản | Giấy phép |\n|---|---|---|\n" + "".join(sorted(rows, key=str.lower))


def _one_line(licence: str) -> str:
    """A licence's name; of some packages the field holds its whole text, which begins with it."""
    first = licence.strip().splitlines()[0] if licence.strip() else "?"
    return first.replace("|", "/")


def _run(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(  # noqa: S603 - this interpreter, tools of ours
        command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ).stdout


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"))
