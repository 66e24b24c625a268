"""Canonical text → the tree of clauses. One verb: ``parse_clauses``."""

from corpus.structure.clauses import parse_clauses

__all__ = ["parse_clauses"]
