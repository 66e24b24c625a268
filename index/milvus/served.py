"""The search over a snapshot on a Milvus server: what ``index.search`` does in memory, asked of the
server. Documents are held here; passages and vectors are fetched when a question touches them."""

from __future__ import annotations

import base64
import json
import math
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt
from cachetools import LRUCache
from pymilvus import MilvusClient

from corpus.errors import SnapshotError
from corpus.model import Document
from corpus.records import document_of
from corpus.text import nfc
from index.lexical import folded_terms, keys_of, terms
from index.manifest import Manifest
from index.milvus.layout import FIELDS, TEXTS, Address, current, dimensions_of, speaking
from index.model import Encoder, Filters, Hit, Look, Passage, Place, Vectors
from index.names import Names
from index.records import passage_of
from index.search import FILTERS_KEPT, FusionSettings, allowed_documents, has_diacritics, min_max

_DOCUMENTS_KEPT = 512
"""Documents whose passages and vectors stay in memory."""

_FETCHED = 8_000
"""Rows asked for at once; Milvus gives up to 16,384."""

_DEPTH = 200
"""Passages fused, by cosine and by BM25 each, at the least."""


@dataclass(frozen=True, slots=True)
class _Own:
    """The passages of a document, their vectors, shape (passages, dimensions), and the BM25 weights
    of their words without diacritics."""

    passages: Sequence[Passage]
    vectors: Vectors
    words: Sequence[Mapping[int, float]]


class MilvusIndex:
    """A snapshot on a server, opened. Thread-safe; nothing in it changes but what is kept of it."""

    def __init__(self, address: Address, encoder: Encoder) -> None:
        """Opens the current snapshot. Raises SnapshotError when there is none, or when it was built
        with another model than ``encoder``."""
        self._uri = address.uri
        self._client: MilvusClient = address.connect()
        self._encoder = encoder
        with speaking(self._uri):
            name = current(self._client)
            if name is None:
                raise SnapshotError(
                    f"Chưa có bản dựng nào ở {self._uri}.",
                    english=f"There is no snapshot at {self._uri}.",
                    hint=f"Hãy đưa lên: trolyso build --to {self._uri}",
                )
            self.name = name
            for collection in (name, name + TEXTS):  # a server started anew has them released
                self._client.load_collection(collection)
            texts = self._texts()
        manifest: Manifest = json.loads(texts.pop("manifest"))
        self._check(manifest)
        self.built_at = datetime.fromisoformat(manifest["built_at"])
        self.fusion = FusionSettings(**manifest["fusion"])
        self._total: int = manifest["counts"]["passages"]
        self._terms = _numbers(texts.pop("terms"))
        self._counts = _numbers(texts.pop("counts"))
        read = [document_of(json.loads(texts[key])) for key in sorted(texts)]
        self.documents: Mapping[str, Document] = {document.id: document for document in read}
        self.names = Names.of(read)
        self._allowed = lru_cache(FILTERS_KEPT)(partial(allowed_documents, self.documents))
        self._rows = self._rows_of_documents()
        self._kept: LRUCache[str, _Own] = LRUCache(_DOCUMENTS_KEPT)
        self._lock = threading.Lock()

    def is_current(self) -> bool:
        """False once another snapshot was published, or this one was gone back from."""
        with speaking(self._uri):
            return current(self._client) == self.name

    def rarity(self, term: str) -> float:
        """As ``Index.rarity``, from the statistics published with the snapshot."""
        (wanted,) = dimensions_of(keys_of([term])).tolist()
        at = int(np.searchsorted(self._terms, wanted))
        known = at < len(self._terms) and self._terms[at] == wanted
        held = int(self._counts[at]) if known else 0
        return math.log(1 + self._total / max(held, 1)) / math.log(1 + self._total)

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in the order of its text."""
        return self.own(document_id).passages

    def passage_count(self, document_id: str) -> int:
        """How many passages a document has."""
        return len(self._rows.get(document_id, ()))

    def look(self, query: str) -> Look:
        """The query laid against the passages on the server."""
        return _MilvusLook(self, self._vector(query), query)

    def search(
        self, query: str, k: int = 10, filters: Filters = Filters(), *, restored: bool = False
    ) -> list[Hit]:
        """As ``Index.search``, over the best of either score: a passage that is far down in both
        is not among the best of their sum."""
        allowed = self._allowed(filters)
        if not allowed or k < 1:
            return []
        vector = self._vector(query)
        marked = has_diacritics(query)
        weight = self.fusion.dense if marked else self.fusion.dense_without_diacritics
        field = FIELDS[marked and not restored]
        words = sparse_query(query, accented=marked and not restored)
        depth = max(2 * k, _DEPTH)
        near = self.nearest("dense", vector, allowed, depth)
        far = self.nearest("dense", -vector, allowed, 1)
        alike = self.nearest(field, words, allowed, depth)
        rows = sorted(near.keys() | alike.keys())
        records = self._records(rows, [field, "record", "dense"])
        cosines = np.array([record["dense"] for record in records], dtype=np.float32) @ vector
        lexical = np.array([_product(record[field], words) for record in records], np.float32)
        # The lowest cosine is that of the farthest; the lowest BM25 is that of who shares no word.
        dense = min_max(cosines, -next(iter(far.values())))
        words_alike = min_max(lexical, 0.0)
        scores = weight * dense + (1 - weight) * words_alike
        return [
            Hit(
                passage_of(json.loads(records[i]["record"])),
                float(scores[i]),
                float(dense[i]),
                float(words_alike[i]),
            )
            for i in np.argsort(-scores, kind="stable")[:k]
        ]

    def nearest(
        self,
        field: str,
        query: Vectors | dict[int, float],
        allowed: Collection[str],
        limit: int,
    ) -> dict[int, float]:
        """The best rows of some documents, each named once, by one field, with their raw scores,
        best first."""
        if isinstance(query, dict) and not query:
            return {}
        whole = len(allowed) >= len(self.documents)
        names = "" if whole else f"document_id in {json.dumps(list(allowed), ensure_ascii=False)}"
        with speaking(self._uri):
            (found,) = self._client.search(
                self.name, data=[query], anns_field=field, limit=limit, filter=names
            )
        return {hit["row"]: hit["distance"] for hit in found if hit["distance"] or field == "dense"}

    def own(self, document_id: str) -> _Own:
        """The passages and vectors of a document, fetched unless they are kept."""
        with self._lock:
            kept = self._kept.get(document_id)
        return kept if kept is not None else self.fetch([document_id])[document_id]

    def fetch(self, document_ids: Iterable[str]) -> dict[str, _Own]:
        """The passages and vectors of several documents, fetched together."""
        with self._lock:
            found = {i: kept for i in document_ids if (kept := self._kept.get(i)) is not None}
        missing = [i for i in dict.fromkeys(document_ids) if i not in found]
        rows = [row for document_id in missing for row in self._rows.get(document_id, ())]
        grouped: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for record in self._records(rows, ["document_id", "record", "dense", "folded"]):
            grouped[record["document_id"]].append(record)
        for document_id in missing:
            records = grouped[document_id]
            found[document_id] = _Own(
                [passage_of(json.loads(record["record"])) for record in records],
                np.array([record["dense"] for record in records], dtype=np.float32),
                [record["folded"] for record in records],
            )
        with self._lock:
            for document_id in missing:
                self._kept[document_id] = found[document_id]
        return found

    def document_at(self, row: int) -> tuple[str, int]:
        """Whose passage a row is, and its position among that document's."""
        at = int(np.searchsorted(self._firsts, row, side="right")) - 1
        document_id = self._order[at]
        return document_id, row - self._rows[document_id].start

    def _rows_of_documents(self) -> dict[str, range]:
        """The rows of each document: passages were written in the order of documents."""
        counted: dict[str, int] = dict.fromkeys(self.documents, 0)
        with speaking(self._uri):
            for first in range(0, self._total, _FETCHED):
                rows = f"row >= {first} and row < {first + _FETCHED}"
                for found in self._client.query(
                    self.name, filter=rows, output_fields=["document_id"], limit=_FETCHED
                ):
                    counted[found["document_id"]] += 1
        spans: dict[str, range] = {}
        start = 0
        for document_id, count in counted.items():
            spans[document_id] = range(start, start + count)
            start += count
        self._order = [document_id for document_id, span in spans.items() if span]
        self._firsts = np.array([spans[document_id].start for document_id in self._order])
        return spans

    def _records(self, rows: Sequence[int], fields: list[str]) -> list[dict[str, Any]]:
        """The records of some rows, in their order."""
        records: list[dict[str, Any]] = []
        with speaking(self._uri):
            for start in range(0, len(rows), _FETCHED):
                some = list(rows[start : start + _FETCHED])
                records += self._client.query(
                    self.name,
                    filter=f"row in {some}",
                    output_fields=["row", *fields],
                    limit=_FETCHED,
                )
        place = {row: at for at, row in enumerate(rows)}
        return sorted(records, key=lambda record: place[record["row"]])

    def _texts(self) -> dict[str, str]:
        pieces: defaultdict[str, dict[int, str]] = defaultdict(dict)
        iterator = self._client.query_iterator(
            self.name + TEXTS, batch_size=500, filter='key != ""', output_fields=["key", "content"]
        )
        while batch := iterator.next():
            for record in batch:
                key, _, number = record["key"].rpartition("/")
                pieces[key][int(number)] = record["content"]
        iterator.close()
        return {key: "".join(own[i] for i in sorted(own)) for key, own in pieces.items()}

    def _check(self, manifest: Manifest) -> None:
        built_with = manifest["model"]
        if built_with["digest"] != self._encoder.digest:
            raise SnapshotError(
                f"Bản dựng ở {self._uri} dùng mô hình {built_with['name']}, còn mô hình đang chạy "
                f"là {self._encoder.name}.",
                english=f"The snapshot at {self._uri} was built with {built_with['name']}.",
                hint=f"Hãy dựng lại: trolyso build --to {self._uri}",
            )

    def _vector(self, query: str) -> Vectors:
        vector: Vectors = self._encoder.encode_queries([nfc(query)])[0]
        return vector


class _MilvusLook:
    """A query laid against the passages on a server."""

    def __init__(self, index: MilvusIndex, vector: Vectors, query: str) -> None:
        self._index = index
        self._vector = vector
        self._words = sparse_query(query, accented=False)
        best = index.nearest("folded", self._words, index.documents, 1)
        self._most = max(best.values(), default=0.0) or 1.0

    def best(self, document_ids: Sequence[str], k: int) -> list[Passage]:
        """As ``Look.best``."""
        near = self._index.nearest("dense", self._vector, document_ids, k)
        rows = near | self._index.nearest("folded", self._words, document_ids, k)
        places = [self._index.document_at(row) for row in sorted(rows)]
        own = self._index.fetch([document_id for document_id, _ in places])
        return [own[document_id].passages[position] for document_id, position in places]

    def scores(self, places: Sequence[Place]) -> list[tuple[float, float]]:
        """As ``Look.scores``."""
        own = self._index.fetch([document_id for document_id, _ in places])
        return [
            (
                float(own[document_id].vectors[position] @ self._vector),
                _product(own[document_id].words[position], self._words) / self._most,
            )
            for document_id, position in places
        ]


def sparse_query(query: str, *, accented: bool) -> dict[int, float]:
    """A query's terms as a sparse vector whose product with a passage's is the BM25 score."""
    said = (terms if accented else folded_terms)(query)
    return dict.fromkeys(dimensions_of(keys_of(dict.fromkeys(said))).tolist(), 1.0)


def _product(passage: Mapping[int, float], query: Mapping[int, float]) -> float:
    return sum(passage.get(term, 0.0) for term in query)


def _numbers(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(base64.b64decode(text), dtype=np.uint32)
