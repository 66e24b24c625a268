"""The shape of a Vietnamese syllable: onset, rime, tone; what can be one and where its tone stands.

Words here are in lower case, NFC. It knows nothing of how frequent a syllable is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from corpus.text import fold, match_key

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_ACUTE, _DOT_BELOW = "\u0301", "\u0323"
_VOWELS = "aeiouyăâêôơư"

# The consonants a syllable may begin with. ``gi`` before a vowel and ``qu`` belong to the onset;
# kr begins place names of the Central Highlands.
_ONSET = re.compile(
    rf"(?:qu(?=[{_VOWELS}])|gi(?=[{_VOWELS}])|ngh|ng|nh|gh|kh|th|ph|tr|ch"
    r"|kr|[bcdđghklmnprstvx])?"
)

# Every rime of the language without its tone, and the -k of Central Highlands names.
_RIMES = frozenset(
    """
    a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi
    om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưng ưt ưu ươ ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()
)
_RIMES_AFTER_QU = frozenset(
    """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân ât âu ây e en eo et ê êch ên ênh êt
    i ơ ơn ôc y ych ynh yt yên yêt
    """.split()
)
_PLAIN_RIMES = frozenset(fold(rime) for rime in _RIMES)
_PLAIN_RIMES_AFTER_QU = frozenset(fold(rime) for rime in _RIMES_AFTER_QU)
_FRONT = frozenset("eêiy")
_BEFORE_FRONT_ONLY = frozenset({"k", "gh", "ngh"})
_NEVER_BEFORE_FRONT = frozenset({"c", "ng"})
_STOPS = ("c", "ch", "p", "t")


@lru_cache(maxsize=1 << 14)
def split_tone(word: str) -> tuple[str, str]:
    """The word without its tone, and the tone as a combining mark (empty for level tone; several
    where a typist left several).

    >>> split_tone("hoạch")
    ('hoach', '̣')
    """
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in decomposed if char in _TONES)
    if not tones:
        return word, ""
    base = "".join(char for char in decomposed if char not in _TONES)
    return unicodedata.normalize("NFC", base), tones


@lru_cache(maxsize=1 << 14)
def is_syllable(word: str) -> bool:
    """True when the word (lower case, NFC) could be a Vietnamese syllable, wherever its one tone
    mark stands.

    >>> is_syllable("nghiêng"), is_syllable("tn"), is_syllable("gỡ")
    (True, False, True)
    """
    base, tones = split_tone(word)
    onset = _onset(base)
    rime = base[len(onset) :]
    if onset == "qu":
        known = rime in _RIMES_AFTER_QU
    elif onset == "gi":
        known = rime in _RIMES or f"i{rime}" in _RIMES  # giếng is gi + iếng
    else:
        known = rime in _RIMES and _spelled_before(onset, rime[0])
    if not known or len(tones) > 1:
        return False
    return not rime.endswith(_STOPS) or tones in {"", _ACUTE, _DOT_BELOW}


@lru_cache(maxsize=1 << 14)
def is_plain(word: str) -> bool:
    """True when the word could be a syllable typed without its marks.

    >>> is_plain("nguoi"), is_plain("người"), is_plain("plan")
    (True, False, False)
    """
    if not word.isascii():
        return False
    onset = _onset(word)
    rime = word[len(onset) :]
    if onset == "qu":
        return rime in _PLAIN_RIMES_AFTER_QU
    return rime in _PLAIN_RIMES and _spelled_before(onset, rime[0])


def lacks_tone(word: str) -> bool:
    """True for a syllable whose tone was certainly dropped: one that ends in a stop is sắc or
    nặng.

    >>> lacks_tone("kêt"), lacks_tone("kết"), lacks_tone("kê")
    (True, False, False)
    """
    return word.endswith(_STOPS) and not split_tone(word)[1]


@lru_cache(maxsize=1 << 14)
def canonical(word: str) -> str:
    """The word in lower case with its tone on the vowel that bears it, in the older placement
    (``hòa``, ``thủy``), which is the one of ``corpus.text.match_key``.

    >>> [canonical(word) for word in ("Hoà", "caó", "vứơng", "Zalo")]
    ['hòa', 'cáo', 'vướng', 'zalo']
    """
    lowered = match_key(word)
    base, tone = split_tone(lowered)
    if len(tone) != 1 or not is_syllable(lowered):
        return lowered
    place = _tone_place(base)
    marked = base[: place + 1] + tone + base[place + 1 :]
    return unicodedata.normalize("NFC", marked)


def adds_marks(typed: str, intended: str) -> bool:
    """True when ``intended`` bears every mark of ``typed`` and more: what is left when a typist
    drops marks. Both are canonical and equal when folded.

    >>> adds_marks("chê", "chế"), adds_marks("quãng", "quảng")
    (True, False)
    """
    typed_base, typed_tone = split_tone(typed)
    base, tone = split_tone(intended)
    if typed_tone not in ("", tone) or len(typed_base) != len(base):
        return False
    kept = all(a == b or a.isascii() for a, b in zip(typed_base, base, strict=True))
    return kept and typed != intended


def _onset(base: str) -> str:
    match = _ONSET.match(base)
    return match.group() if match else ""


def _spelled_before(onset: str, vowel: str) -> bool:
    if onset in _BEFORE_FRONT_ONLY:
        return vowel in _FRONT
    if onset in _NEVER_BEFORE_FRONT:
        return vowel not in _FRONT
    return onset != "g" or vowel == "i" or vowel not in _FRONT


def _tone_place(base: str) -> int:
    """The index of the vowel that bears the tone of a syllable given without it."""
    onset = _onset(base)
    start = len(onset)
    end = start
    while end < len(base) and base[end] in _VOWELS:
        end += 1
    marked = [index for index in range(start, end) if not base[index].isascii()]
    if marked:
        return marked[-1]
    count = end - start
    if count == 1:
        return start
    if count == 3 or (end < len(base)):
        return start + 1
    return start
