"""A command of ``trolyso`` that is killed at a change it makes to a folder:
``python -m tests.faults.dying LOG WHICH FOLDER COMMAND…``.

Each change is told in LOG before it is made, one a line. WHICH is a number, that of the change, or
words of the line that tells of it; with 0 the command lives. The changes
are those that Python audits: a file opened to be written, a folder made, something renamed, removed
or given other rights. The kill is SIGKILL: nothing is cleaned up, no buffer is written.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from trolyso.cli import run

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

# Where in the arguments of an audited event the path stands that is changed.
_CHANGES = {
    "os.mkdir": 0,
    "os.rename": 1,
    "os.remove": 0,
    "os.rmdir": 0,
    "os.chmod": 0,
    "os.truncate": 0,
}


def die_at(
    which: str, folder: Path, log: Callable[[str], None]
) -> Callable[[str, tuple[object, ...]], None]:
    """The audit hook that kills this process at a change of ``folder``."""
    count = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if (path := _changed(event, arguments, folder)) is None:
            return
        count += 1
        told = f"{event} {path}"
        log(f"{told}\n")
        if which == str(count) or (not which.isdecimal() and which in told):
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def _changed(event: str, arguments: tuple[object, ...], folder: Path) -> str | None:
    """What an event changes of the folder, relative to it; None when it changes nothing there."""
    if event == "open":
        path, _mode, flags = arguments
        if not isinstance(flags, int) or not flags & _WRITING:
            return None
    elif event in _CHANGES:
        path = arguments[_CHANGES[event]]
    else:
        return None
    if not isinstance(path, str | os.PathLike):
        return None
    path = Path(path)
    if not path.is_absolute():  # of a folder that is being deleted, held open by its descriptor
        return str(path) if event in ("os.remove", "os.rmdir") else None
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else None


def main() -> int:
    """Runs the command."""
    log, which, folder, *command = sys.argv[1:]
    with Path(log).open("w", encoding="utf-8", buffering=1) as file:
        sys.addaudithook(die_at(which, Path(folder), lambda line: void(file.write(line))))
        return run(command)


def void(_: object) -> None:
    """Nothing."""


if __name__ == "__main__":
    sys.exit(main())
