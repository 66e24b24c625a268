"""How far the reading of a scan is, told to whoever watches: through a context variable, for who
watches and who reads have five layers between them, and a process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Tell = Callable[[int, int], None]
"""Takes how many scanned pages of the file are read, and how many it has."""

_watching: ContextVar[Tell | None] = ContextVar("watching", default=None)


@contextmanager
def watching_pages(tell: Tell) -> Iterator[None]:
    """What is read here tells of its scanned pages, each as it is done."""
    token = _watching.set(tell)
    try:
        yield
    finally:
        _watching.reset(token)


def tell_pages(done: int, total: int) -> None:
    """Tell who watches, if anybody does."""
    if (tell := _watching.get()) is not None:
        tell(done, total)
