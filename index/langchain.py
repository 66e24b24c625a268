"""The search as a LangChain retriever, for people who compose: the only module that speaks
langchain-core. Our own types go in, LangChain's come out."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.model import Filters, Hit
from index.search import Index


class ClauseRetriever(BaseRetriever):
    """Passages for a question as LangChain documents, best first.

    ``page_content`` is the passage word for word; the metadata say whose it is and where:
    ``document_id``, ``number``, ``title``, ``issuer``, ``issued_on`` (ISO), ``address``,
    ``label``, ``head`` (the headings above), ``start`` and ``end`` in the document's canonical
    text, ``score``.

    >>> ClauseRetriever(index=index, k=3).invoke("Sở Nội vụ làm gì?")     # doctest: +SKIP
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [self._document(hit) for hit in self.index.search(query, self.k, self.filters)]

    def _document(self, hit: Hit) -> LangChainDocument:
        passage = hit.passage
        document = self.index.documents[passage.document_id]
        clause = self.index.clause(passage.document_id, passage.clauses[0])
        metadata: dict[str, Any] = {
            "document_id": document.id,
            "number": document.number,
            "title": document.title,
            "issuer": document.issuer,
            "issued_on": document.issued_on.isoformat() if document.issued_on else None,
            "address": clause.address,
            "label": clause.label,
            "head": passage.head,
            "start": passage.start,
            "end": passage.end,
            "score": hit.score,
        }
        return LangChainDocument(
            id=f"{document.id}#{passage.start}-{passage.end}",
            page_content=document.text[passage.start : passage.end],
            metadata=metadata,
        )
