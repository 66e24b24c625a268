"""The terminal: where answers, progress and errors are written.

Answers go to standard output and nothing else does; progress and errors go to standard error.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from rich.console import Console

from corpus.errors import TroLySoError
from index.model import Progress, silent

# A pipe has no width; nothing is broken into lines for it, and no line is filled up with blanks.
_PIPE_WIDTH = 10_000
_FILLED_UP = re.compile(r" +$", re.MULTILINE)


def use_utf8() -> None:
    """Brings standard output and error to UTF-8, whatever the locale says: Vietnamese fits in
    nothing less. What UTF-8 cannot hold either (half a surrogate pair) is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def output() -> Console:
    """The console for answers, on standard output as it is now."""
    return _console(error=False)


def print_json(value: Any) -> None:
    """One JSON value on standard output, indented, Vietnamese unescaped."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_error(error: TroLySoError) -> None:
    """An error on standard error: what was found and expected, then what to do."""
    console = _console(error=True)
    console.print(f"Lỗi: {error.message}", style="bold red", markup=False)
    if error.hint:
        console.print(error.hint, markup=False)


def print_remark(text: str) -> None:
    """A line for people on standard error."""
    _console(error=True).print(text, markup=False)


@contextmanager
def progress_bars(*, quiet: bool = False) -> Iterator[Progress]:
    """A Progress that draws bars on standard error; one that draws nothing when ``quiet``, or
    when nobody watches: standard error is no terminal."""
    console = _console(error=True)
    if quiet or not console.is_terminal:
        yield silent
        return
    # Imported here: it takes longer than what most commands have to say.
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    bars = Bars(*columns, console=console, transient=True)
    tasks: dict[str, TaskID] = {}

    def show(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            bars.start()
            tasks[stage] = bars.add_task(stage)
        bars.update(tasks[stage], completed=done, total=total)

    try:
        yield show
    finally:
        bars.stop()


def _console(*, error: bool) -> Console:
    console = Console(stderr=error, highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console.width = _PIPE_WIDTH
        console.file = cast(IO[str], _Unfilled(console.file))
    return console


class _Unfilled:
    """A stream that is written to without the blanks at the ends of lines."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Writes whole lines, as the console gives them."""
        self._stream.write(_FILLED_UP.sub("", text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
