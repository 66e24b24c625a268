"""Canonical text and its clauses → number, kind, title, issuer, dates, signer. One verb:
``read_metadata``."""

from corpus.metadata.fields import ARTICLE, Metadata, read_metadata

__all__ = ["ARTICLE", "Metadata", "read_metadata"]
