"""English questions: told from Vietnamese ones, and put into Vietnamese terms for search."""

from __future__ import annotations

from collections.abc import Sequence

from answer.spelling.syllables import canonical, is_plain
from answer.spelling.tokens import is_code

# Words that make an English sentence English and are no Vietnamese syllable typed without marks.
_FUNCTION_WORDS = frozenset(
    """
    a about according and any are as at be by can did do does during each for from had has have how
    if in into is it its list many much must name no not of on or our shall should show tell than
    that the their them there these they this those to under us was we were what when where which
    who whom whose why will with would you your
    """.split()
)
_ENGLISH_SHARE = 0.5


def is_english(words: Sequence[str]) -> bool:
    """True when most of the words cannot be Vietnamese: English ones that bind a sentence, and
    words without marks that are no syllables. Names stay what they are on both sides.

    >>> is_english("Who signed the plan of Tay Ninh".split())
    True
    >>> is_english("ai ky ke hoach cua tay ninh".split())
    False
    """
    plain = [word.lower() for word in words if word.isascii() and not is_code(word)]
    binding = sum(word in _FUNCTION_WORDS for word in plain)
    foreign = sum(word in _FUNCTION_WORDS or not is_plain(canonical(word)) for word in plain)
    accented = sum(not word.isascii() for word in words)
    return binding > 0 and foreign >= _ENGLISH_SHARE * (len(plain) + accented)
