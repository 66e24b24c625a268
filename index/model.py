"""What flows through the index: passages in, hits out, and the encoder that is passed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.model import Document
from index.names import Names

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded and ranked: one clause, a run of small siblings, or a piece of a long one.

    ``head`` names the document, its province and the headings above; ``start`` and ``end`` are the
    passage's body in the document's canonical text; ``clauses`` are the addresses it touches,
    the first the one it is cited by.
    """

    document_id: str
    clauses: tuple[str, ...]
    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class PassageSettings:
    """Sizes of passages in characters of the body, but ``max_tokens``, which is the encoder's
    limit and counts the head too. A clause up to ``whole`` is not divided; neighbours are put
    together up to ``run`` while one of them is under ``small``."""

    whole: int = 700
    small: int = 160
    run: int = 400
    max_tokens: int = 512


DEFAULT_SIZES = PassageSettings()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its fused score and the two normalised scores it was fused from, in [0, 1]."""

    passage: Passage
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Filters:
    """Restrictions of a search; an empty tuple restricts nothing. Provinces compare by folded name,
    years by the year of issue."""

    document_ids: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    years: tuple[int, ...] = ()


class Encoder(Protocol):
    """Turns texts into unit vectors. Adapters: ONNX Runtime, sentence-transformers."""

    @property
    def name(self) -> str:
        """The model's name, kept in the snapshot's manifest."""

    @property
    def digest(self) -> str:
        """SHA-256 of the model's weights, hexadecimal: a snapshot refuses another."""

    @property
    def max_tokens(self) -> int:
        """The longest text the model reads whole, in tokens as ``count_tokens`` counts them."""

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), rows of length one, with the query prompt."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), rows of length one, with the passage prompt."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The tokens of each text as a passage, its prompt and special tokens included."""


Place = tuple[str, int]
"""A passage by its document and its position in ``passages_of``."""


class Look(Protocol):
    """A query laid against the passages of an index."""

    def best(self, document_ids: Sequence[str], k: int) -> list[Passage]:
        """The k best passages of some documents by cosine and the k best by BM25 of the words
        without diacritics, in the order of documents and text."""

    def scores(self, places: Sequence[Place]) -> Sequence[tuple[float, float]]:
        """The cosine of each of some passages, and its BM25 of the words without diacritics as a
        share, in [0, 1], of the best passage's."""


class PassageIndex(Protocol):
    """What the assistant asks of an index, wherever that lies. Adapters: a snapshot in memory, a
    Milvus server. Thread-safe."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id, in the order of ids."""

    @property
    def built_at(self) -> datetime | None:
        """When it was built."""

    @property
    def names(self) -> Names:
        """What the documents name."""

    def search(
        self, query: str, k: int = 10, filters: Filters = Filters(), *, restored: bool = False
    ) -> list[Hit]:
        """The k best passages that the filters let through, best first. ``restored`` says that the
        query's diacritics were not typed but put back."""

    def look(self, query: str) -> Look:
        """The raw scores of a query, for who ranks by more than ``search`` does."""

    def rarity(self, term: str) -> float:
        """How much a folded word tells, or two neighbours as ``left_right``: 1 when rare, near 0
        when in every passage."""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in the order of its text."""

    def passage_count(self, document_id: str) -> int:
        """How many passages a document has."""


class Progress(Protocol):
    """Told how far a long piece of work has come; ``stage`` is a Vietnamese phrase for people."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` units of this stage are finished."""


def silent(stage: str, done: int, total: int) -> None:
    """The progress of who does not want to hear of it."""
