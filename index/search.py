"""The search: cosine and BM25 over the passages of a snapshot, normalised and weighted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from corpus.model import Clause, Document
from corpus.places import same_province
from corpus.text import fold, nfc
from index.dense import DenseIndex, Rows
from index.lexical import LexicalField
from index.model import Encoder, Filters, Hit, Look, Passage, Vectors

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """The weight of cosine in a passage's score, from 0 to 1; BM25 has the rest. A query without
    diacritics means next to nothing to the encoder. Measured on public benchmarks of retrieval,
    kept in the manifest."""

    dense: float = 0.7
    dense_without_diacritics: float = 0.1


DEFAULT_FUSION = FusionSettings()


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
        fusion: FusionSettings = DEFAULT_FUSION,
        built_at: datetime | None = None,
    ) -> None:
        sizes = {len(passages), len(dense), len(accented), len(folded)}
        if len(sizes) > 1:
            raise ValueError(f"passages, vectors and lexical fields differ in number: {sizes}")
        self.documents = documents
        self.passages = passages
        self.fusion = fusion
        self.built_at = built_at
        self.encoder = encoder
        self._dense = dense
        self._accented = accented
        self._folded = folded
        self._clauses = {
            key: {clause.address: clause for clause in document.clauses}
            for key, document in documents.items()
        }
        rows: dict[str, list[int]] = {}
        for row, passage in enumerate(passages):
            rows.setdefault(passage.document_id, []).append(row)
        self._rows_of = {key: np.asarray(value, dtype=np.int64) for key, value in rows.items()}
        self._passages_of = {key: [passages[row] for row in value] for key, value in rows.items()}

    def clause(self, document_id: str, address: str) -> Clause:
        """A clause by its address; KeyError when there is none."""
        return self._clauses[document_id][address]

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
        dense = _min_max(self._dense.scores(vector, rows))
        marked = has_diacritics(query)
        weight = self.fusion.dense if marked else self.fusion.dense_without_diacritics
        field = self._accented if marked and not restored else self._folded
        lexical = _min_max(field.scores(query)[rows])
        scores = weight * dense + (1 - weight) * lexical
        best = _best(scores, k)
        return [
            Hit(self.passages[rows[i]], float(scores[i]), float(dense[i]), float(lexical[i]))
            for i in best
        ]

    def look(self, query: str) -> Look:
        """The raw scores of a query, for who ranks by more than this search does."""
        vector = self.encode(query)
        return _ExactLook(
            self,
            cosines=self._dense.scores(vector, np.arange(len(self.passages))),
            lexical=self._folded.scores(query),
        )

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
        return int(self._rows_of[document_id][position])

    def rows(self, filters: Filters) -> Rows:
        """The positions in ``passages`` of those that the filters let through."""
        if filters == Filters():
            return np.arange(len(self.passages))
        allowed = self._allowed(filters)
        return np.concatenate(
            [np.arange(0), *(rows for key, rows in self._rows_of.items() if key in allowed)]
        )

    def _allowed(self, filters: Filters) -> set[str]:
        """The ids of the documents that the filters let through."""
        provinces = {
            name
            for name in {document.province for document in self.documents.values()}
            if name and any(same_province(name, wanted) for wanted in filters.provinces)
        }
        return {
            key
            for key, document in self.documents.items()
            if (not filters.document_ids or key in filters.document_ids)
            and (not filters.provinces or document.province in provinces)
            and (not filters.years or _year(document) in filters.years)
        }


class _ExactLook:
    """A query laid against the passages of an index; ``cosines`` and ``lexical`` (BM25 of the words
    without diacritics) have a raw score for each, shape (passages,)."""

    def __init__(self, index: Index, *, cosines: Scores, lexical: Scores) -> None:
        self._index = index
        self._cosines = cosines
        self._lexical = lexical

    def best(self, document_ids: Sequence[str], k: int) -> list[Passage]:
        """The k best passages of some documents by cosine and the k best by BM25, in the order of
        documents and text."""
        rows = self._index.rows(Filters(document_ids=tuple(document_ids)))
        best = {row for s in (self._cosines, self._lexical) for row in rows[_best(s[rows], k)]}
        return [self._index.passages[row] for row in sorted(best)]

    def cosine(self, document_id: str, position: int) -> float:
        """The cosine of a document's passage, by its position in ``passages_of``."""
        return float(self._cosines[self._index.row(document_id, position)])


def _year(document: Document) -> int | None:
    return document.issued_on.year if document.issued_on else None


def has_diacritics(query: str) -> bool:
    """True when a letter of the query bears a mark that ``fold`` takes away."""
    return fold(query) != nfc(query).lower()


def _best(scores: Scores, k: int) -> Rows:
    """The positions of the k best scores, best first; equal scores keep their order."""
    if k < len(scores):
        kept = np.flatnonzero(scores >= np.partition(scores, -k)[-k])
    else:
        kept = np.arange(len(scores))
    return kept[np.argsort(-scores[kept], kind="stable")[:k]]


def _min_max(scores: Scores) -> Scores:
    """Scores moved to 0..1; all 0 when they are all the same."""
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)
