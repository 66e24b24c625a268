"""An encoder that remembers: what was embedded once is not embedded again, in this run or a later.

Measuring embeds the same texts over and over; the encoder is by far the slowest part of it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.model import Encoder, Vectors

_TEXTS_AT_ONCE = 256
"""Texts embedded between two writes: what a run that is broken off keeps."""


class RememberingEncoder:
    """An ``index.model.Encoder`` over another, with its vectors kept in an SQLite file by the
    digest of model, role and text."""

    def __init__(self, encoder: Encoder, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._encoder = encoder
        self._file = file
        with closing(self._connect()) as store, store:
            store.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB)")

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def digest(self) -> str:
        return self._encoder.digest

    @property
    def max_tokens(self) -> int:
        return self._encoder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._encoder.count_tokens(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._remembered("query", texts, self._encoder.encode_queries)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._remembered("passage", texts, self._encoder.encode_passages)

    def _remembered(
        self, role: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]
    ) -> Vectors:
        keys = [self._key(role, text) for text in texts]
        with closing(self._connect()) as store:
            known = {key: vector for key in set(keys) if (vector := _look_up(store, key))}
            new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            # Texts of one length side by side: a batch is padded to its longest.
            ordered = sorted(new, key=lambda key: len(new[key]))
            for start in range(0, len(ordered), _TEXTS_AT_ONCE):
                part = ordered[start : start + _TEXTS_AT_ONCE]
                made = encode([new[key] for key in part]).astype("<f4")
                rows = [(key, row.tobytes()) for key, row in zip(part, made, strict=True)]
                with store:
                    store.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
                known.update(rows)
        return np.stack([np.frombuffer(known[key], "<f4") for key in keys]).astype(np.float32)

    def _key(self, role: str, text: str) -> bytes:
        return hashlib.sha256(f"{self.digest}\n{role}\n{text}".encode()).digest()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=60)


def _look_up(store: sqlite3.Connection, key: bytes) -> bytes | None:
    row = store.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone()
    return None if row is None else bytes(row[0])
