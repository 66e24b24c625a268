"""What a sentence of the form "3. Môi trường mạng là …" explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answer.words import keys

DEFINED = re.compile(r"\W*(?:\d{1,3}[.)]+|[a-zđ]\))?\s*([^.;:()]{2,80}?)\s(?:\([^)]*\)\s)?là\s")
"""What a definition defines, at a line's start: "3. Môi trường điện tử (…) là"."""

# What stands between a term and what it is, and how far from the start of a line it may.
_IS = re.compile(r"\slà\s")
_FAR = 200

# What says more of a term, and is no part of it: "… quy định tại Thông tư này".
_SAID_MORE = re.compile(r"\s(?:quy định|theo|tại|trong|của|đối với)\b.*")


def bare(name: str) -> frozenset[str]:
    """The words of a term without what is said of it.

    >>> sorted(bare("chủ thẻ phụ theo Thông tư này"))
    ['chu', 'phu', 'the']
    """
    return frozenset(keys(_SAID_MORE.sub("", name)))


def defined(text: str) -> Iterator[tuple[frozenset[str], int]]:
    """The terms that a text explains at the start of a line, each with where the line begins."""
    line = -1
    for said in _IS.finditer(text):
        start = text.rfind("\n", 0, said.start()) + 1
        match = DEFINED.match(text, start) if line < start and said.start() - start < _FAR else None
        line = start
        if match is not None and match.end() == said.end():
            yield bare(match.group(1)), start
