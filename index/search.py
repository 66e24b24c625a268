"""The search: cosine and BM25 over the passages of a snapshot, normalised and weighted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache, partial

import numpy as np
import numpy.typing as npt

from corpus.model import Clause, Document
from corpus.places import same_province
from corpus.text import fold, nfc
from index.dense import EXACT_UP_TO, DenseIndex, Rows, best
from index.lexical import LexicalField
from index.model import Encoder, Filters, Hit, Look, Passage, Place, Vectors
from index.names import Names

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """The weight of cosine in a passage's score, from 0 to 1; BM25 has the rest. A query without
    diacritics means next to nothing to the encoder. Measured on public benchmarks of retrieval,
    kept in the manifest."""

    dense: float = 0.7
    dense_without_diacritics: float = 0.1


DEFAULT_FUSION = FusionSettings()

_NO_ROWS: Rows = np.arange(0)

_CANDIDATES = 500
"""Passages by cosine and by BM25 each that a search over many weighs against each other."""

FILTERS_KEPT = 16
"""Filters of which it is remembered what they let through."""

_SAMPLE = 2_000
"""Passages that tell how low cosines go, where not all are looked at."""


class Index:
    """A snapshot in memory. Nothing in it changes, so it is thread-safe; a new snapshot is a new
    Index.

    ``documents`` are by id, in the order of ids; ``passages`` in the order of documents and text,
    with a row of ``dense`` and a text of both lexical fields for each.
    """

    def __init__(
        self,
        *,
        documents: Mapping[str, Document],
        passages: Sequence[Passage],
        encoder: Encoder,
        dense: DenseIndex,
        accented: LexicalField,
        folded: LexicalField,
        names: Names | None = None,
        fusion: FusionSettings = DEFAULT_FUSION,
        built_at: datetime | None = None,
    ) -> None:
        sizes = {len(passages), len(dense), len(accented), len(folded)}
        if len(sizes) > 1:
            raise ValueError(f"passages, vectors and lexical fields differ in number: {sizes}")
        self.documents = documents
        self.passages = passages
        self.names = names or Names.of(documents.values())
        self.fusion = fusion
        self.built_at = built_at
        self.encoder = encoder
        self._dense = dense
        self._accented = accented
        self._folded = folded
        self._passages_of: dict[str, list[Passage]] = {}
        for passage in passages:
            self._passages_of.setdefault(passage.document_id, []).append(passage)
        self._places = {key: place for place, key in enumerate(self._passages_of)}
        self._counts: Rows = np.array([len(own) for own in self._passages_of.values()], np.int64)
        self._firsts: Rows = np.cumsum(self._counts) - self._counts
        # What filters let through is told once: they are few, and come with every request.
        self._allowed = lru_cache(FILTERS_KEPT)(partial(allowed_documents, documents))

    def clause(self, document_id: str, address: str) -> Clause:
        """A clause by its address; KeyError when there is none."""
        for clause in self.documents[document_id].clauses:
            if clause.address == address:
                return clause
        raise KeyError(address)

    def encode(self, query: str) -> Vectors:
        """The vector of a query, shape (dimensions,): the slow part, to be done once."""
        vector: Vectors = self.encoder.encode_queries([nfc(query)])[0]
        return vector

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters = Filters(),
        *,
        query_vector: Vectors | None = None,
        restored: bool = False,
    ) -> list[Hit]:
        """The k best passages that the filters let through, best first. ``restored`` says that the
        query's diacritics were not typed but put back: the encoder needs them, BM25 does better to
        read the query without, for a word put back wrong would be lost to it."""
        rows = self.rows(filters)
        if not len(rows) or k < 1:
            return []
        vector = self.encode(query) if query_vector is None else query_vector
        marked = has_diacritics(query)
        weight = self.fusion.dense if marked else self.fusion.dense_without_diacritics
        field = self._accented if marked and not restored else self._folded
        said = field.scores(query)
        if self._dense.is_exact or len(rows) <= EXACT_UP_TO:
            dense, lexical = min_max(self._dense.scores(vector, rows)), min_max(said[rows])
        else:
            rows, dense, lexical = self._candidates(vector, said, rows, max(k, _CANDIDATES))
        scores = weight * dense + (1 - weight) * lexical
        return [
            Hit(self.passages[rows[i]], float(scores[i]), float(dense[i]), float(lexical[i]))
            for i in best(scores, k)
        ]

    def _candidates(
        self, vector: Vectors, said: Scores, rows: Rows, count: int
    ) -> tuple[Rows, Scores, Scores]:
        """Of many rows those that can be among the best, with their two scores as if all had been
        looked at: the highest are among them, the lowest cosine is told by a sample."""
        near = self._dense.nearest(vector, count, rows)
        kept = np.union1d(near, rows[best(said[rows], count)])
        sample = rows[:: max(1, len(rows) // _SAMPLE)]
        low = float(self._dense.scores(vector, sample).min())
        dense = min_max(self._dense.scores(vector, kept), low)
        return kept, dense, min_max(said[kept], float(said[rows].min()))

    def look(self, query: str) -> Look:
        """The raw scores of a query, for who ranks by more than this search does."""
        return _Look(self, self._dense, self.encode(query), self._folded.scores(query))

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in the order of its text."""
        return self._passages_of.get(document_id, ())

    def passage_count(self, document_id: str) -> int:
        """How many passages a document has."""
        return len(self.passages_of(document_id))

    def rarity(self, term: str) -> float:
        """How much a folded word tells, or two neighbours as ``left_right``: 1 when rare, near 0
        when in every passage."""
        return self._folded.rarity(term)

    def row(self, document_id: str, position: int) -> int:
        """The position in ``passages`` of a document's passage."""
        return int(self._firsts[self._places[document_id]]) + position

    def rows(self, filters: Filters) -> Rows:
        """The positions in ``passages`` of those that the filters let through."""
        if filters == Filters():
            return np.arange(len(self.passages))
        return self.rows_of(self._allowed(filters))

    def rows_of(self, document_ids: Collection[str]) -> Rows:
        """The positions in ``passages`` of those of some documents, ascending."""
        if len(document_ids) == len(self.documents):
            return np.arange(len(self.passages))
        places = np.unique([self._places[i] for i in document_ids if i in self._places])
        if not len(places):
            return _NO_ROWS
        counts = self._counts[places]
        # Row by row 0, 1, 2 …, each document's moved on to where it begins.
        moved = np.repeat(self._firsts[places] - (np.cumsum(counts) - counts), counts)
        rows: Rows = moved + np.arange(len(moved))
        return rows


def allowed_documents(documents: Mapping[str, Document], filters: Filters) -> tuple[str, ...]:
    """The ids of the documents that the filters let through, in the order of the documents, those
    that are named in theirs."""
    some = dict.fromkeys(filters.document_ids) or documents
    years = frozenset(filters.years)

    @cache
    def is_wanted(province: str | None) -> bool:
        return any(province and same_province(province, wanted) for wanted in filters.provinces)

    return tuple(
        key
        for key in some
        if (document := documents.get(key)) is not None
        and (not filters.provinces or is_wanted(document.province))
        and (not years or _year(document) in years)
    )


class _Look:
    """A query laid against the passages of an index; ``lexical`` (BM25 of the words without
    diacritics) has a raw score for each, shape (passages,). Of few passages every cosine is there
    at once, of many those are reckoned that are asked for."""

    def __init__(self, index: Index, dense: DenseIndex, vector: Vectors, lexical: Scores) -> None:
        self._index = index
        self._dense = dense
        self._vector = vector
        self._lexical = lexical
        self._most = float(lexical.max()) or 1.0
        self._near = dense.scores(vector) if dense.is_exact else None
        self._found: dict[tuple[tuple[str, ...], int], list[Passage]] = {}

    def best(self, document_ids: Sequence[str], k: int) -> list[Passage]:
        """The k best passages of some documents by cosine (of many about the best) and the k best
        by BM25, in the order of documents and text. Found once: who looks into clauses that a
        question names asks for them again."""
        asked = tuple(document_ids), k
        if asked not in self._found:
            self._found[asked] = self._find(document_ids, k)
        return self._found[asked]

    def _find(self, document_ids: Sequence[str], k: int) -> list[Passage]:
        every = len(document_ids) == len(self._index.documents)
        rows = None if every else self._index.rows_of(document_ids)
        if self._near is None:
            near = self._dense.nearest(self._vector, k, rows)
        else:
            near = _best_of(self._near, k, rows)
        found = np.union1d(near, _best_of(self._lexical, k, rows))
        return [self._index.passages[row] for row in found]

    def scores(self, places: Sequence[Place]) -> list[tuple[float, float]]:
        """As ``Look.scores``."""
        rows = np.array([self._index.row(*place) for place in places], np.int64)
        near = self._dense.scores(self._vector, rows) if self._near is None else self._near[rows]
        shares = self._lexical[rows].astype(np.float64) / self._most
        return list(zip(near.tolist(), shares.tolist(), strict=True))


def _best_of(scores: Scores, count: int, rows: Rows | None) -> Rows:
    """The rows of the best scores, among some rows or all."""
    return best(scores, count) if rows is None else rows[best(scores[rows], count)]


def _year(document: Document) -> int | None:
    return document.issued_on.year if document.issued_on else None


def has_diacritics(query: str) -> bool:
    """True when a letter of the query bears a mark that ``fold`` takes away."""
    return fold(query) != nfc(query).lower()


def min_max(scores: Scores, low: float | None = None) -> Scores:
    """Scores moved to 0..1, the lowest (``low``, where not all are here) to 0; all 0 when they are
    all the same."""
    lowest = scores.min() if low is None else min(low, float(scores.min()))
    high = scores.max()
    if high <= lowest:
        return np.zeros_like(scores)
    moved: Scores = (scores - lowest) / (high - lowest)
    return moved
