"""The measures of an answer, each a small pure function.

Texts are compared as ``normalise`` leaves them. The functions know nothing of files or doors; what
they need of a citation is its quote, its label and the file it is from.
"""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.text import nfc
from eval.questions import Gold

# Marks of Markdown and of tables, and form feeds: they come and go between readers of one text.
_MARKUP = re.compile(r"[*|#\\\f]")
_SPACES = re.compile(r"\s+")
# A word, or a figure with its separators: "30/6/2024" and "1.155" are one word each.
_WORD = re.compile(r"\w+(?:[./,-]\w+)*")

SHARED_WORDS = 0.8
_RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a citation offers: the file of its document (None when there is no such document), its
    label and its quote."""

    source: str | None
    label: str
    quote: str


def normalise(text: str) -> str:
    """NFC, without markup marks, white space collapsed, casefolded.

    >>> normalise("| **Sở  Nội vụ** |")
    'sở nội vụ'
    """
    return _SPACES.sub(" ", _MARKUP.sub("", nfc(text))).strip().casefold()


def contains(text: str, wording: str) -> bool:
    """True when the wording stands in the text, both normalised."""
    return normalise(wording) in normalise(text)


def facts_found(answer: str, facts: Sequence[Sequence[str]]) -> int:
    """How many groups of alternative wordings have at least one wording in the answer."""
    return sum(any(contains(answer, wording) for wording in group) for group in facts)


def forbidden_said(answer: str, forbidden: Sequence[str]) -> tuple[str, ...]:
    """The forbidden wordings that stand in the answer."""
    return tuple(wording for wording in forbidden if contains(answer, wording))


def shared_words(span: str, quote: str) -> float:
    """The share, in [0, 1], of the span's words that stand in the quote in the same order.

    The share is of the span's words, not of the quote's: a whole clause may serve one sentence of
    it. The words must stand together, though: they are counted within stretches of the quote at
    most three times the span (enough for a table row that says "Chủ trì:" between its cells), for
    from a page of text nearly any sentence can be picked together out of words far apart.
    """
    wanted, offered = _WORD.findall(normalise(span)), _WORD.findall(normalise(quote))
    if not wanted:
        return 0.0
    step = len(wanted)
    stretches = (
        offered[at : at + 3 * step] for at in range(0, max(len(offered) - 2 * step, 1), step)
    )
    return max(_common_subsequence(wanted, stretch) for stretch in stretches) / len(wanted)


@lru_cache(maxsize=10_000)
def supports(quote: str, span: str) -> bool:
    """True when the quote and the span contain one another, either way, or when the quote has at
    least 80 % of the span's words in order (see ``shared_words``)."""
    said, wanted = normalise(quote), normalise(span)
    if not said or not wanted:
        return False
    return wanted in said or said in wanted or shared_words(span, quote) >= SHARED_WORDS


def serves(evidence: Evidence, gold: Gold) -> bool:
    """True when the evidence is from the gold entry's file and its quote supports the span."""
    return evidence.source == gold.source and supports(evidence.quote, gold.span)


def needs_served(cited: Sequence[Evidence], needs: Sequence[Sequence[Gold]]) -> int:
    """Of the needs, those that some citation serves: the numerator of citation recall."""
    return sum(any(serves(one, gold) for one in cited for gold in need) for need in needs)


def citations_serving(cited: Sequence[Evidence], needs: Sequence[Sequence[Gold]]) -> int:
    """Of the citations, those that serve some need: the numerator of citation precision."""
    return sum(any(serves(one, gold) for need in needs for gold in need) for one in cited)


def labels_agree(said: str, wanted: str) -> bool:
    """True when the labels are equal, or one is the other followed by a space and more.

    >>> labels_agree("khoản 2 mục IV", "khoản 2")
    True
    """
    said, wanted = normalise(said), normalise(wanted)
    return said == wanted or said.startswith(f"{wanted} ") or wanted.startswith(f"{said} ")


def labels_judged(cited: Sequence[Evidence], needs: Sequence[Sequence[Gold]]) -> tuple[int, int]:
    """(right, judged): of the needs served by citations of labelled gold entries, those where at
    least one such citation bears an agreeing label. Gold entries without a label are not judged."""
    right = judged = 0
    for need in needs:
        verdicts = [
            bool(one.label) and labels_agree(one.label, gold.label)
            for gold in need
            if gold.label
            for one in cited
            if serves(one, gold)
        ]
        judged += bool(verdicts)
        right += any(verdicts)
    return right, judged


def wrong_document(cited: Sequence[Evidence], needs: Sequence[Sequence[Gold]]) -> bool:
    """True when the first citation is of a document that no gold entry names."""
    return bool(cited) and cited[0].source not in {gold.source for need in needs for gold in need}


def share(part: int, whole: int) -> float | None:
    """The share, None where there is nothing to share."""
    return part / whole if whole else None


def percentile(values: Sequence[float], percent: int) -> float | None:
    """The nearest-rank percentile, None of nothing.

    >>> percentile([10.0, 20.0, 30.0, 40.0], 50)
    20.0
    """
    if not values:
        return None
    rank = -(-percent * len(values) // 100)
    return sorted(values)[max(rank, 1) - 1]


def bootstrap_interval(outcomes: Sequence[bool], seed: int = 0) -> tuple[float, float] | None:
    """The 95 % percentile-bootstrap interval of the share of True, None of nothing. The same
    outcomes and seed give the same interval."""
    if not outcomes:
        return None
    draw = random.Random(seed)  # noqa: S311 - resampling, nothing secret
    means = [statistics.fmean(draw.choices(outcomes, k=len(outcomes))) for _ in range(_RESAMPLES)]
    means.sort()
    return means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES) - 1]


def _common_subsequence(left: Sequence[str], right: Sequence[str]) -> int:
    """The length of the longest common subsequence, one row of the table at a time."""
    row = [0] * (len(right) + 1)
    for word in left:
        diagonal = 0
        for column, other in enumerate(right, 1):
            above = row[column]
            row[column] = diagonal + 1 if word == other else max(above, row[column - 1])
            diagonal = above
    return row[-1]
