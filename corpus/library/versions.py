"""Which reader made a reading: digests of the code and data that decide what comes of a file.

No one has to remember to raise a number: a reader that has changed reads anew by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path

_CORPUS = Path(__file__).resolve().parents[1]
# What raw text rests on: readers of formats, and what mends the words that OCR misread.
_RAW = frozenset({"formats", "language"})
_DATA = "data"
_COUNTS = Path(_DATA, "syllables.npz")
# Parts of the package that do not decide how a file reads.
_NOT_READING = frozenset(
    {"library", "documents", "durable.py", "extras.py", "locking.py", "records.py"}
)
_NOT_COLLECTING = frozenset({"documents"})


@cache
def text_version() -> str:
    """Of what turns a file into raw text; OCR is done again only when this changes."""
    return _digest([path for path in _sources() if path.parts[0] in _RAW or path == _COUNTS])


@cache
def reader_version() -> str:
    """Of all that turns a file into a Document."""
    return _digest(_sources())


@cache
def collection_version() -> str:
    """Of that, and of what puts readings together."""
    return _digest(_sources(_NOT_COLLECTING))


def _sources(without: Collection[str] = _NOT_READING) -> list[Path]:
    """Code and data files that reading rests on, relative to the package, in a fixed order."""
    files = [*_CORPUS.rglob("*.py"), *(_CORPUS / _DATA).rglob("*.toml"), _CORPUS / _COUNTS]
    relative = (path.relative_to(_CORPUS) for path in files)
    return sorted(path for path in relative if path.parts[0] not in without)


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.as_posix().encode("utf-8") + b"\0")
        digest.update((_CORPUS / file).read_bytes() + b"\0")
    return digest.hexdigest()[:16]
