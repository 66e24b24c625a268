"""nom-vn (extra ``peers``): its own chunks, BM25, dense index and rank fusion, over our encoder.

It is asked with a language model that says nothing, for only what it retrieves is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.model import Document
from eval.peers.peer import PIECES, Found
from index.model import Encoder


def is_installed() -> bool:
    """True where the extra ``peers`` is."""
    return find_spec("nom") is not None


class NomPeer:
    """nom-vn's retrieval as it comes."""

    name = "nom-vn: BM25, vectơ, RRF"

    def __init__(self, documents: Sequence[Document], encoder: Encoder) -> None:
        from nom.rag import RAG

        texts: list[Any] = [document.text for document in documents]
        self._sources = [document.source for document in documents]
        self._rag = RAG.from_documents(texts, llm=_Silent(), embedder=_Embedder(encoder))

    def find(self, question: str) -> Found:
        citations = self._rag.ask(question, top_k=PIECES).citations
        return [(self._sources[citation.doc_idx], citation.text) for citation in citations]


class _Silent:
    """A language model, as nom wants one, that says nothing."""

    name = "silent"

    def complete(self, _prompt: str, **_options: Any) -> str:
        return ""


class _Embedder:
    """Our encoder as nom wants one: it gives passages in batches, questions one by one."""

    dim: int | None = None

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder

    def embed(self, text: str) -> npt.NDArray[np.float32]:
        vector: npt.NDArray[np.float32] = self._encoder.encode_queries([text])[0]
        return vector

    def embed_batch(self, texts: list[str], *, batch_size: int = 32) -> npt.NDArray[np.float32]:
        del batch_size  # the encoder sizes its own
        vectors: npt.NDArray[np.float32] = self._encoder.encode_passages(texts)
        return vectors
