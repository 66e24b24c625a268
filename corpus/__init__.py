"""Reading Vietnamese official documents: a file in, a Document with citable clauses out."""

from corpus.cite import clause_url, document_name, full_citation, legal_date
from corpus.model import Clause, Document, Level, Report, Span
from corpus.reading import document_of, read_corpus, read_document, shipped_documents

__all__ = [
    "Clause",
    "Document",
    "Level",
    "Report",
    "Span",
    "clause_url",
    "document_name",
    "document_of",
    "full_citation",
    "legal_date",
    "read_corpus",
    "read_document",
    "shipped_documents",
]
