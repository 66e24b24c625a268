"""Provinces: their names old and new, and where a text names them.

Names come from ``corpus/data/provinces.toml``; nothing here knows any one of them.
It does not know districts, communes or streets.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.datafiles import read_data
from corpus.text import fold, match_key, nfc

# A run of letters: one Vietnamese syllable or an abbreviation.
_SYLLABLE = re.compile(r"[^\W\d_]+")

# What may stand between two syllables of one name: spaces (a line may break there) or a dash.
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*|\s?[-–]\s?")

# What may stand after an initial or "TP": a full stop, then perhaps a space.
_STOP = re.compile(r"\.\s?")

# Of the syllables of ordinary Vietnamese prose about seven in ten bear a mark; a text where fewer
# than this share do was typed without accents (or is not Vietnamese).
_ACCENTED_SHARE = 1 / 3

# Words that say "a place comes next", by their folded last syllable.
_ADMIN = frozenset({"tinh", "tp", "ubnd", "hdnd"})
_ADMIN_PAIRS = frozenset({("thanh", "pho"), ("cong", "an"), ("dia", "ban"), ("nhan", "dan")})
_PREPOSITIONS = frozenset({"o", "tai", "cua", "ben"})

# The administrative word that may head a name handed to ``province``.
_KIND = re.compile(r"^(?:tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Province:
    """A province or centrally run city as it was before 01/7/2025.

    ``kind`` is ``tỉnh`` or ``thành phố``; ``present`` is the name of the province that holds it
    today, its own where nothing changed; ``since`` and ``basis`` tell of the change, if any.
    """

    name: str
    kind: str
    present: str
    aliases: tuple[str, ...] = ()
    since: date | None = None
    basis: str | None = None

    @property
    def full_name(self) -> str:
        """The name with its administrative word: ``tỉnh Quảng Ngãi``."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a text that names a province. ``name`` is the province's official name."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Guards:
    """When a name in a text is something else: see the comments in provinces.toml."""

    everyday: bool
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a name: its syllables as compared with accents, and without."""

    province: Province
    keys: tuple[str, ...]
    folded: tuple[str, ...]
    initial: bool = False


class _Token(NamedTuple):
    """A syllable of a text, with its two comparable forms. A tuple, for one is made for every
    syllable looked at."""

    raw: str
    folded: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return match_key(self.raw)


def _load() -> tuple[tuple[Province, ...], dict[str, _Guards]]:
    table = read_data("provinces")
    provinces, guards = [], {}
    for row in table["provinces"]:
        merged = row.get("present")
        provinces.append(
            Province(
                name=row["name"],
                kind=row["kind"],
                present=merged or row["name"],
                aliases=tuple(row.get("aliases", ())),
                since=table["since"] if merged else None,
                basis=table["basis"] if merged else None,
            )
        )
        guards[row["name"]] = _Guards(
            everyday=row.get("word", False),
            not_after=tuple(fold(word) for word in row.get("not_after", ())),
            not_before=tuple(fold(word) for word in row.get("not_before", ())),
        )
    return tuple(provinces), guards


ALL, _GUARDS = _load()
"""All 63 provinces of before 01/7/2025, by name; today's 34 are among them."""


@lru_cache(maxsize=1024)
def province(name: str) -> Province | None:
    """The province of that name or alias, written in any way, or None.

    >>> province("tp.HCM").name
    'Hồ Chí Minh'
    """
    bare = _KIND.sub("", nfc(name).strip())
    return _by_key().get(_loose(bare)) or _by_key().get(_loose(name))


def present_name(name: str) -> str:
    """The name of today's province; a name that is no province comes back as it is.

    >>> present_name("Quảng Nam")
    'Đà Nẵng'
    """
    found = province(name)
    return found.present if found else name


def same_province(first: str, second: str) -> bool:
    """True when both name one province, however they are spelled. A merged province is not the
    one it went into: documents of the two differ."""
    one, other = province(first), province(second)
    if one is None or other is None:
        return _loose(first) == _loose(second)
    return one.name == other.name


def find_provinces(text: str, *, folded: bool = False, typos: bool = False) -> list[Mention]:
    """The provinces that ``text`` names, in text order. Offsets count code points of NFC text.

    A name typed without accents counts in a text that has hardly any (``folded`` says that the
    caller took them off) and where it is capitalised; typed in small letters it does not count
    where its neighbours make it another word. ``typos`` also takes names with wrong accents.

    >>> [m.name for m in find_provinces("So TTTT Q.Nam va tay ninh")]
    ['Quảng Nam', 'Tây Ninh']
    """
    letters, forms = fold(text), _forms()
    tokens = [
        _Token(m.group(), letters[m.start() : m.end()], m.start(), m.end())
        for m in _SYLLABLE.finditer(text)
    ]
    accented = sum(not token.raw.isascii() for token in tokens)
    plain = folded or accented < len(tokens) * _ACCENTED_SHARE
    mentions = []
    index = 0
    while index < len(tokens):
        known = tokens[index].folded in forms
        form = _form_at(text, tokens, index, plain=plain, typos=typos) if known else None
        if form is None:
            index += 1
            continue
        last = tokens[index + len(form.keys) - 1]
        mentions.append(Mention(form.province.name, tokens[index].start, last.end))
        index += len(form.keys)
    return mentions


def _form_at(
    text: str, tokens: Sequence[_Token], index: int, *, plain: bool, typos: bool
) -> _Form | None:
    """The longest way to write a province that stands at token ``index``, or None."""
    for form in _forms()[tokens[index].folded]:
        span = tokens[index : index + len(form.keys)]
        if tuple(token.folded for token in span) != form.folded:
            continue
        if not _joined(text, span, form) or _is_other_word(tokens, index, form):
            continue
        if _accents_agree(tokens, index, form, plain=plain, typos=typos):
            return form
    return None


def _joined(text: str, span: Sequence[_Token], form: _Form) -> bool:
    """True when only what belongs inside a name stands between its syllables."""
    for left, right in pairwise(span):
        between = text[left.end : right.start]
        stop = form.initial or left.folded == "tp"
        if not (_STOP if stop and "." in between else _GAP).fullmatch(between):
            return False
        if form.initial and not between.startswith("."):
            return False
    # "V.Q.Nam" is a person's name, not the province.
    return not (form.initial and text[max(0, span[0].start - 1) : span[0].start] == ".")


def _is_other_word(tokens: Sequence[_Token], index: int, form: _Form) -> bool:
    guards = _GUARDS[form.province.name]
    if form.keys != _syllables(form.province.name, match_key):
        return False
    end = index + len(form.keys)
    before = tokens[index - 1].folded if index else ""
    after = tokens[end].folded if end < len(tokens) else ""
    if before + "!" in guards.not_after or after + "!" in guards.not_before:
        return True
    small = not _capitalised(tokens[index:end])
    return small and (before in guards.not_after or after in guards.not_before)


def _accents_agree(
    tokens: Sequence[_Token], index: int, form: _Form, *, plain: bool, typos: bool
) -> bool:
    span = tokens[index : index + len(form.keys)]
    capital = _capitalised(span)
    if form.initial and not (plain or span[0].raw.isupper()):
        return False
    if tuple(token.key for token in span) == form.keys:
        everyday = _GUARDS[form.province.name].everyday
        return plain or capital or not everyday or _place_comes(tokens, index, loose=True)
    if all(token.raw.isascii() for token in span):
        return plain or capital or _place_comes(tokens, index, loose=False)
    if not typos or len(span) < 2:
        return False
    some = any(token.key == key for token, key in zip(span, form.keys, strict=True))
    return some or capital or _place_comes(tokens, index, loose=False)


def _place_comes(tokens: Sequence[_Token], index: int, *, loose: bool) -> bool:
    """True when the words before token ``index`` say that a place comes; ``loose`` takes
    prepositions for such words."""
    before = tuple(token.folded for token in tokens[max(0, index - 2) : index])
    if not before:
        return False
    if before[-1] in _ADMIN or before in _ADMIN_PAIRS:
        return True
    return loose and before[-1] in _PREPOSITIONS


def _capitalised(span: Sequence[_Token]) -> bool:
    return all(token.raw[0].isupper() for token in span)


def _loose(name: str) -> str:
    """A name as compared for look-up: folded letters alone."""
    return "".join(_syllables(name, fold))


def _syllables(name: str, form: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(form(part) for part in _SYLLABLE.findall(name))


@cache
def _by_key() -> Mapping[str, Province]:
    return {_loose(name): item for item in ALL for name in (item.name, *item.aliases)}


@cache
def _forms() -> Mapping[str, Sequence[_Form]]:
    """All ways to write a province by their first folded syllable, the longest first."""
    table: dict[str, list[_Form]] = defaultdict(list)
    for form in (*_written(), *_initials()):
        table[form.folded[0]].append(form)
    return {
        first: sorted(forms, key=lambda form: len(form.keys), reverse=True)
        for first, forms in table.items()
    }


def _written() -> Iterator[_Form]:
    for item in ALL:
        for name in (item.name, *item.aliases):
            yield _Form(item, _syllables(name, match_key), _syllables(name, fold))


def _initials() -> Iterator[_Form]:
    """``Q.Nam`` for Quảng Nam: the first syllable's initial, where no other name shares it."""
    pairs = [(item, parts) for item in ALL if len(parts := _syllables(item.name, match_key)) == 2]
    seen = Counter((fold(first[0]), fold(second)) for _, (first, second) in pairs)
    for item, (first, second) in pairs:
        if seen[fold(first[0]), fold(second)] == 1:
            keys = (first[0], second)
            yield _Form(item, keys, (fold(first[0]), fold(second)), initial=True)
