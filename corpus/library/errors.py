"""The library's branch of the tree in corpus/errors.py."""

from __future__ import annotations

from corpus.errors import TroLySoError


class LibraryError(TroLySoError):
    """The library cannot be read or written."""

    code = "library_unavailable"


class ConfirmationError(LibraryError):
    """What a person told of a document is not what it is told to be."""

    code = "invalid_metadata"
