"""What a peer is: something that brings pieces of documents for a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

PIECES = 10
"""Pieces that a peer brings at most."""

Found = Sequence[tuple[str, str]]
"""What a way brings, best first: the source of each piece, and its text."""


class Peer(Protocol):
    """A way of finding, with its documents already in it."""

    @property
    def name(self) -> str:
        """What the report calls it."""

    def find(self, question: str) -> Found:
        """Up to ``PIECES`` pieces, best first."""
