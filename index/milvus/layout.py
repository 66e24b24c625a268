"""How a snapshot lies on a Milvus server.

::

    alias trolyso ─► trolyso_20261128T175739_654974Z_6f16e83e     one row a passage:
                       row, document_id, record, dense, accented, folded
                     trolyso_20261128T175739_654974Z_6f16e83e_texts
                       key, content: documents, manifest, term statistics, in pieces

Who serves follows the alias, so a snapshot is changed for another in one step. The two BM25 fields
are sparse vectors of the very weights of the embedded index: their inner product with a query's
terms is the BM25 score.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from pymilvus import CollectionSchema, DataType, MilvusClient, MilvusException
from pymilvus.milvus_client import IndexParams

from corpus.errors import SnapshotError
from index.lexical import Terms

Dimensions = npt.NDArray[np.uint32]

ALIAS = "trolyso"
"""What a serving process follows."""

TEXTS = "_texts"
"""The end of the name of the collection that holds documents."""

FIELDS = {True: "accented", False: "folded"}
"""The BM25 field by whether it is of words as written."""

PIECE = 60_000
"""Bytes of a piece of a long text; a string of Milvus holds up to 65,535."""

# A collection of passages: the alias, then the name of the snapshot it was published from.
_NAME = re.compile(rf"{ALIAS}_\d{{8}}T\d{{6}}_\d{{6}}Z_[0-9a-f]{{8}}")

# milvus://host:port/database, milvus+https:// for TLS, or the path of a file for one process.
_FILE = re.compile(r"(?!\w+(?:\+\w+)?://).+\.db")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a Milvus server is; ``token`` is a secret, ``user:password`` or a key."""

    uri: str
    token: str = field(default="", repr=False)

    def connect(self) -> MilvusClient:
        """A client, safe to use from several threads. Raises SnapshotError."""
        parts = urlsplit(self.uri)
        if _FILE.fullmatch(self.uri):
            uri, database = self.uri, ""
        elif parts.scheme in ("milvus", "milvus+https") and parts.hostname:
            scheme = "https" if parts.scheme.endswith("https") else "http"
            uri, database = f"{scheme}://{parts.netloc}", parts.path.strip("/")
        else:
            raise SnapshotError(
                f"Địa chỉ Milvus không hiểu được: {self.uri!r}.",
                english=f"Not an address of Milvus: {self.uri!r}.",
                hint="Cần milvus://máy-chủ:19530[/cơ-sở-dữ-liệu], milvus+https://… hoặc tệp.db.",
            )
        with speaking(self.uri):
            return MilvusClient(uri, token=self.token, db_name=database, timeout=30)


@contextmanager
def speaking(uri: str) -> Iterator[None]:
    """Turns what the client raises into SnapshotError."""
    try:
        yield
    except MilvusException as error:
        raise SnapshotError(
            f"Máy chủ Milvus ở {uri} không làm được: {error.message}.",
            english=f"Milvus at {uri} failed: {error.message}.",
            hint="Hãy xem máy chủ Milvus có đang chạy và đúng địa chỉ không.",
        ) from error


def collection_of(snapshot: str) -> str:
    """The name of the collection that a snapshot is published as; Milvus takes letters, digits and
    underscores."""
    return f"{ALIAS}_{re.sub(r'[^0-9A-Za-z]', '_', snapshot)}"


def collections(client: MilvusClient) -> list[str]:
    """The snapshots on the server, oldest first."""
    return sorted(name for name in client.list_collections() if _NAME.fullmatch(name))


def current(client: MilvusClient) -> str | None:
    """The collection that the alias names, None before the first publication."""
    for name in collections(client):
        if ALIAS in client.list_aliases(name)["aliases"]:
            return name
    return None


def dimensions_of(keys: Terms) -> Dimensions:
    """The dimensions of terms in a sparse vector, 32 bits of their keys; Milvus keeps the last."""
    return (keys % np.uint64(2**32 - 1)).astype(np.uint32)


def passage_schema(dimensions: int) -> tuple[CollectionSchema, IndexParams]:
    """The schema of a collection of passages, and its indices."""
    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("row", DataType.INT64, is_primary=True)
    schema.add_field("document_id", DataType.VARCHAR, max_length=512)
    schema.add_field("record", DataType.VARCHAR, max_length=65_535)
    schema.add_field("dense", DataType.FLOAT_VECTOR, dim=dimensions)
    indices = MilvusClient.prepare_index_params()
    indices.add_index("dense", index_type="AUTOINDEX", metric_type="IP")
    for name in FIELDS.values():
        schema.add_field(name, DataType.SPARSE_FLOAT_VECTOR)
        indices.add_index(name, index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    return schema, indices


def text_schema() -> tuple[CollectionSchema, IndexParams]:
    """The schema of a collection of texts: Milvus wants a vector in each, so there is one."""
    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, is_primary=True, max_length=600)
    schema.add_field("content", DataType.VARCHAR, max_length=65_535)
    schema.add_field("unused", DataType.FLOAT_VECTOR, dim=2)
    indices = MilvusClient.prepare_index_params()
    indices.add_index("unused", index_type="FLAT", metric_type="IP")
    return schema, indices
