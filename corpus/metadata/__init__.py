"""Canonical text and its clauses → number, kind, title, issuer, dates, signer. One verb:
``read_metadata``."""

from corpus.metadata.fields import Metadata, read_metadata

__all__ = ["Metadata", "read_metadata"]
