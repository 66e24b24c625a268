"""Numbers of documents, as printed (``87/KH-UBND``) and as people type them (``kh 87``).

Dates, fractions and amounts are no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.kinds import (
    KINDS,
    Kind,
    codes,
    generic_words,
    issuers,
    kind_codes,
    kind_of_symbol,
    spelled,
    units,
)
from corpus.places import find_provinces
from corpus.text import fold, match_key, nfc

# A number at a word's start with its year: "87", "269/2025", "1109a", "66.9/2025/". Not inside a
# date or a sum.
_LEADING = re.compile(
    r"(?<![^\W_])(?<!\d[/.,-])(?P<number>\d{1,6}(?:[a-zA-Z]|\.\d{1,2}(?=/(?:19|20)\d\d/))?)"
    r"(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?!\d))?(?!\d)"
)

# The number after a kind's name or code, to which it may be glued: "87" of "KH87".
_TYPED = re.compile(r"(?P<number>\d{1,6}[a-zA-Z]?)(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?!\d))?(?!\d)")

# One more part of a number's symbol: "/KH", "-UBND", "- BTTTT", "/QH15".
_PART = re.compile(
    r"(?P<before>\s?)[-/–](?P<after>\s?)(?P<part>[^\W\d_]+(?:&[^\W\d_]+)?\d{0,2})(?![^\W_])"
)

# A National Assembly's term, as in "20/2023/QH15".
_TERM = re.compile(r"(?i:qh|qhk)\d{1,2}|UBTVQH\d{1,2}", re.IGNORECASE)

# What a number may not be followed by: a decimal, a date, a percentage, one more digit.
_GOES_ON = re.compile(r"[.,]\d|\s?/\s?\d|\s?-\s?\d|\s?%|\d|[^\W\d_]")

# "và 597", ", 597": one more number of the kind just named.
_AND_ALSO = re.compile(r"(?:\s*,|\s+va|\s+voi|\s*&)\s+(?:so\s+)?(?P<number>\d{2,5})(?!\d)")

# "số" before a number at the end of what stands before it, in folded text.
_SO_BEFORE = re.compile(r"\bso(?:\s+hieu)?\s*[:.]?\s*$")

# The year of a calendar, which alone after "Kế hoạch" is a year and no number.
_CALENDAR_YEAR = re.compile(r"(?:19|20)\d\d")

# A province's name is no longer than so many letters.
_LONGEST_PLACE = 24

# "năm 2024": "năm" that tells a year, not how many years.
_IN_YEAR = re.compile(r"nam\s+(?:19|20)\d\d")

# Spaces around separators, and dashes of other lengths, in a number as printed.
_SPACED_SEPARATOR = re.compile(r"\s*([/&-])\s*")
_DASHES = re.compile("[–—−]")

# A number in the name of a file: "749-qd-ttg", "nq03-nq-cp", "46-2025-tt-nhnn"; or with its kind
# first, "qd-749-ttg", where what follows must be an issuer: "kh-87-quang-ngai" tells none.
_FILED = re.compile(
    r"(?<!\d)(?P<number>\d{1,5})-(?:(?P<year>20\d\d|19\d\d)-)?(?P<kind>[a-z]{2,4})-(?P<issuer>[a-z]{2,8})"
)
_FILED_BY_KIND = re.compile(
    r"(?<![^\W_])(?P<kind>[a-z]{2,4})-?(?P<number>\d{1,5})-(?:(?P<year>20\d\d|19\d\d)-)?"
    r"(?P<issuer>[a-z]{2,8})(?![^\W_])"
)
_FILE_SEPARATORS = re.compile(r"[\s_.&-]+")

# Words that head a number as printed: "Số:", "Luật số:", "Số hiệu".
_HEAD = re.compile(r"^.*?(?=\d)", re.DOTALL)

# Letters that look like those of a number's symbol and are others: eth, and Cyrillic capitals.
_LOOKALIKES = str.maketrans("ÐðАВЕКМНОРСТУХ", "ĐđABEKMHOPCTYX")
_MONTHS = 12

# How far before a number its kind may begin, in code points: the longest names of laws.
_LONGEST_HEAD = 120


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A place of a text that names a document by number.

    ``number`` is the leading number as written (``87``, ``06``), ``year`` the year inside the
    number, ``symbol`` what follows in its usual spelling (``KH-UBND``, ``QĐ-TTg``), ``kind`` the
    kind that was said or that the symbol tells. ``text`` includes the kind where it was said.
    Compare with ``matches``, not by symbols: spellings differ.
    """

    text: str
    start: int
    end: int
    number: str
    year: int | None = None
    symbol: str | None = None
    kind: str | None = None


def find_numbers(text: str) -> list[NumberMention]:
    """The document numbers that ``text`` (NFC) names, printed or typed, in text order.

    >>> [(m.kind, m.number, m.symbol) for m in find_numbers("so sánh kh 87 và 1155/qd-ubnd")]
    [('Kế hoạch', '87', None), ('Quyết định', '1155', 'QĐ-UBND')]
    """
    folded = fold(text)
    printed = list(_printed(text, folded))
    taken = [(mention.start, mention.end) for mention in printed]
    typed = [
        mention
        for mention in _typed(text, folded)
        if not any(mention.start < end and start < mention.end for start, end in taken)
    ]
    return sorted((*printed, *typed), key=lambda mention: mention.start)


def number_of_file(name: str) -> str | None:
    """The number that a file is named by, as offices name them; None when its name tells none. A
    hint of who named the file, not what its text says.

    >>> number_of_file("ocr-749-qd-ttg.pdf"), number_of_file("qd-749-ttg.pdf")
    ('749/QĐ-TTg', '749/QĐ-TTg')
    """
    stem = _FILE_SEPARATORS.sub("-", fold(name.rpartition(".")[0] or name))
    match = _FILED.search(stem)
    if match is None or match["kind"] not in kind_codes():
        match = _FILED_BY_KIND.search(stem)
        if match is None or match["kind"] not in kind_codes() or match["issuer"] not in issuers():
            return None
    parts = [part for part in (match["year"],) if part]
    symbol = "-".join(spelled(part) for part in (match["kind"], match["issuer"]))
    return "/".join([match["number"], *parts, symbol])


def canonical_number(text: str) -> str:
    """A number as printed, without spaces and without the words before it.

    >>> canonical_number("Số: 11/2022/TT- BTTTT")
    '11/2022/TT-BTTTT'
    """
    bare = _HEAD.sub("", _DASHES.sub("-", nfc(text).translate(_LOOKALIKES)), count=1).strip(" .;,|")
    return _SPACED_SEPARATOR.sub(r"\1", " ".join(bare.split()))


def number_key(number: str) -> str:
    """One comparable form of a number: ``1690/QĐ/TTg`` and ``1690/qd-ttg`` agree."""
    parts = re.split(r"[/\-–\s]+", fold(number))
    return "-".join([parts[0].lstrip("0") or "0", *parts[1:]])


def matches(mention: NumberMention, document_number: str | None, kind: str | None) -> bool:
    """True when ``mention`` may mean the document of that number and kind.

    A plain "kh 87" means 87/KH-UBND; "QĐ 87" does not. "Đề án 06" means the decision numbered 06
    that approved it. Where the mention has a symbol, that decides.
    """
    if document_number is None:
        return False
    found = printed_number(document_number)
    if found is None or number_key(mention.number) != number_key(found.number):
        return False
    if mention.year and found.year and mention.year != found.year:
        return False
    if mention.symbol and found.symbol:
        wanted, given = number_key(mention.symbol), number_key(found.symbol)
        return given == wanted or given.startswith(wanted + "-")
    if mention.kind is None:
        return True
    kinds = {kind, found.kind}
    return mention.kind in kinds or bool(kinds.intersection(KINDS[mention.kind].carried_by))


@lru_cache(maxsize=65_536)
def printed_number(document_number: str) -> NumberMention | None:
    """A document's number read; remembered, for questions compare it again and again.

    >>> printed_number("06/2024/KH-UBND").number
    '06'
    """
    return next(iter(_printed(document_number, fold(document_number))), None)


def _printed(text: str, folded: str) -> Iterator[NumberMention]:
    """Numbers with a symbol, and "24/2018" that can be no month."""
    for head in _LEADING.finditer(text):
        symbol, end = _symbol_at(text, head.end(), has_year=head["year"] is not None)
        year = int(head["year"]) if head["year"] else None
        if symbol is None and (year is None or not _normative(text, head)):
            continue
        said, start = _kind_before(text, folded, head.start())
        if symbol is None and said is not None:
            continue  # "NĐ 269/2025" is for _typed, which knows what may follow
        yield NumberMention(
            text=text[start:end],
            start=start,
            end=end,
            number=head["number"],
            year=year,
            symbol=symbol,
            kind=kind_of_symbol(symbol) or said,
        )


def _normative(text: str, head: re.Match[str]) -> bool:
    """True for "24/2018" where it stands alone and its first number is no month."""
    digits = head["number"]
    if not digits.isdigit() or int(digits) <= _MONTHS or _GOES_ON.match(text, head.end()):
        return False
    return " " not in head.group() and len(digits) > 1


def _symbol_at(text: str, position: int, *, has_year: bool) -> tuple[str | None, int]:
    """The symbol that follows a number ending at ``position`` and where it ends."""
    parts: list[str] = []
    spaced = False
    end = position
    while match := _PART.match(text, end):
        part, gaps = match["part"], match["before"] + match["after"]
        known = fold(part) in codes() or _TERM.fullmatch(part) is not None
        usual = len(part) > 1 and part.upper() == part and part.lower() != part
        if not (known or usual):
            break
        if not parts and not known and (gaps or "/" not in match.group()):
            break
        if gaps and not parts and fold(part) not in kind_codes():
            break
        if gaps and parts and not known and len(gaps) > 1:
            break
        spaced = spaced or len(gaps) > 1
        separator = "/" if "/" in match.group() else "-"
        parts.extend((separator, spelled(part)))
        end = match.end()
    if not parts:
        return None, position
    first = fold(parts[1])
    alone = len(parts) == 2
    sure = first in codes() or _TERM.fullmatch(parts[1]) is not None
    if (alone and not sure and not has_year) or (alone and spaced):
        return None, position
    return "".join(parts[1:]), end


def _kind_before(text: str, folded: str, position: int) -> tuple[str | None, int]:
    """The kind said right before a number, and where that begins; else None and ``position``."""
    kind, start = None, position
    begin = max(0, position - _LONGEST_HEAD)
    while match := _head_patterns()[1].search(folded, begin, position):
        if (said := _said(text, match)) is not None:
            kind, start = said or None, match.start()
        begin = match.start() + 1
    return kind, start


def _typed(text: str, folded: str) -> Iterator[NumberMention]:
    """A kind and a number without a symbol: "kh 87", "Quyết định số 749", "NĐ 269/2025"."""
    for head in _head_patterns()[0].finditer(folded):
        name = _said(text, head)
        number = _TYPED.match(text, head.end())
        if name is None or number is None:
            continue
        explicit = _SO_BEFORE.search(head.group()) is not None
        if not _is_number(folded, number, KINDS.get(name), explicit=explicit):
            continue
        year = int(number["year"]) if number["year"] else None
        start, end = head.start(), number.end()
        yield NumberMention(text[start:end], start, end, number["number"], year, None, name or None)
        more = _AND_ALSO.match(folded, end)
        if more and _is_number(folded, more, KINDS.get(name), explicit=False):
            start, end = more.span("number")
            yield NumberMention(text[start:end], start, end, more["number"], kind=name or None)


def _is_number(folded: str, number: re.Match[str], kind: Kind | None, *, explicit: bool) -> bool:
    """False for years, months, amounts and dates that follow the name of a kind."""
    digits, end = number["number"], number.end()
    year = number.groupdict().get("year")
    if _GOES_ON.match(folded, end):
        return False
    if explicit:
        return True
    if _CALENDAR_YEAR.fullmatch(digits) and not year:
        return kind is not None and kind.many
    if year:
        return kind is None or kind.yearly or int(re.sub(r"\D", "", digits)) > _MONTHS
    after = folded[end:].lstrip()
    counted = any(re.match(rf"{re.escape(unit)}\b", after) for unit in units())
    if counted and any(place.start == 0 for place in find_provinces(after[:_LONGEST_PLACE])):
        counted = False  # "KH 597 Đồng Tháp" is no sum
    return digits.startswith("0") or not counted or _IN_YEAR.match(after) is not None


def _said(text: str, head: re.Match[str]) -> str | None:
    """The kind that a head stands for, "" for one that names none ("văn bản số"), None when the
    accents make it another word ("đã 06 tháng" is no đề án)."""
    written = text[head.start("kind") : head.end("kind")]
    words = " ".join(head["kind"].split())
    if words in generic_words():
        return ""
    for name, kind in KINDS.items():
        if words == fold(name):
            return name
        for code in kind.codes:
            if words == fold(code) and _code_written(written, code, kind):
                return name
    return None


def _code_written(written: str, code: str, kind: Kind) -> bool:
    """True when ``written`` stands for ``code``: in capitals, or in small letters where usual."""
    if written.islower():
        return written in kind.typed
    return written.isascii() or match_key(written) == match_key(code)


@cache
def _head_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """In folded text: a kind's name or code, perhaps "quốc gia" or a law's name, perhaps "số"; the
    first pattern goes up to a digit, the second up to the end of what is searched."""
    names = {fold(name) for name in KINDS} | generic_words()
    codes = {fold(code) for kind in KINDS.values() for code in kind.codes if len(code) > 1}
    choice = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(names | codes, key=len)[::-1]
    )
    title = r"(?:(?<=\bluat|\blenh)(?:\s+[^\W\d_]+,?){1,15}?(?=\s+so\s))?"
    nation = r"(?:\s+quoc\s+gia)?"
    head = rf"\b(?P<kind>{choice}){nation}{title}(?:\s+so(?:\s+hieu)?)?\s?[:.]?\s*"
    return re.compile(head + r"(?=\d)"), re.compile(head + r"\Z")
