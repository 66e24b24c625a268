"""LangChain as its tutorials set it up: RecursiveCharacterTextSplitter, then the nearest vectors.

The vectors lie in the same exact index that ours do, which is what FAISS's flat index reckons too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from langchain_text_splitters import RecursiveCharacterTextSplitter

from corpus.model import Document
from eval.peers.peer import PIECES, Found
from eval.speed.langchain_pipeline import CHUNK, OVERLAP
from index.dense import best
from index.model import Encoder


class LangChainPeer:
    """The pieces whose vectors are nearest."""

    name = "LangChain: RecursiveCharacterTextSplitter, FAISS"

    def __init__(self, documents: Sequence[Document], encoder: Encoder) -> None:
        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
        self._encoder = encoder
        self._pieces = [
            (document.source, piece)
            for document in documents
            for piece in splitter.split_text(document.text)
        ]
        self._vectors = encoder.encode_passages([text for _, text in self._pieces])

    def find(self, question: str) -> Found:
        cosines = self._vectors @ self._encoder.encode_queries([question])[0]
        return [self._pieces[row] for row in best(np.asarray(cosines), PIECES)]
