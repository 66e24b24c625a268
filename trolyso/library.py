"""The documents there are to answer from."""

from __future__ import annotations

from corpus.model import Document
from corpus.reading import read_corpus, shipped_documents


def current_documents() -> list[Document]:
    """The documents, as the reader reads them today, in the order of their ids."""
    return sorted(read_corpus(shipped_documents()), key=lambda document: document.id)
