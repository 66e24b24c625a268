"""Questions made of the texts themselves, on which it is tried how far a search must look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from corpus.model import Document
from index.model import Passage

_QUESTIONS = 200
_WORDS = 12
"""Words that a question has: about as many as people ask with."""


def questions_of(documents: Mapping[str, Document], passages: Sequence[Passage]) -> list[str]:
    """Some words in a row out of passages here and there, the same whenever it is called."""
    chance = np.random.default_rng(0)
    asked = []
    for row in chance.choice(len(passages), min(_QUESTIONS, len(passages)), replace=False):
        passage = passages[row]
        words = documents[passage.document_id].text[passage.start : passage.end].split()
        start = int(chance.integers(max(1, len(words) - _WORDS)))
        asked.append(" ".join(words[start : start + _WORDS]))
    return asked
