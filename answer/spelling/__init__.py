"""Understanding how people type Vietnamese: without accents, with slips, in abbreviations.

``Speller.understand(question)`` is the one verb; see ``answer.spelling.speller``.
"""

from answer.spelling.speller import Spelled, Speller

__all__ = ["Spelled", "Speller"]
