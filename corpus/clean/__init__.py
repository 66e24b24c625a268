"""Raw text → canonical text. One verb: ``canonicalise``."""

from corpus.clean.canonical import Canonical, canonicalise

__all__ = ["Canonical", "canonicalise"]
