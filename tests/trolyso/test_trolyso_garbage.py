"""Garbage, while a door opens and after."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from trolyso.garbage import let_lie, settle, settle_anew


class _Circle:
    """What only the collector can take away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _left_as_found() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_nothing_is_collected_until_it_has_settled() -> None:
    let_lie()
    assert not gc.isenabled()
    settle()
    assert gc.isenabled()


def test_what_has_settled_goes_when_something_has_taken_its_place() -> None:
    circle = _Circle()
    gone = weakref.ref(circle)
    settle()
    del circle
    gc.collect()
    assert gone() is not None
    settle_anew()
    assert gone() is None
