"""Kinds of documents and the codes their numbers are made of, from ``corpus/data/kinds.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.datafiles import read_data
from corpus.text import fold, match_key

# What parts the symbol of a number.
_SEPARATORS = re.compile(r"[/\-–\s]+")

_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    ``codes`` stand for it in numbers, ``typed`` are those people also type in small letters,
    ``carried_by`` names the kinds that bring it into force (a decision approves an đề án);
    ``yearly``: its numbers carry a year; ``many``: they go into the thousands.
    """

    name: str
    codes: tuple[str, ...]
    typed: tuple[str, ...] = ()
    carried_by: tuple[str, ...] = ()
    yearly: bool = False
    many: bool = False


KINDS: Mapping[str, Kind] = {
    row["name"]: Kind(
        name=row["name"],
        codes=tuple(row["codes"]),
        typed=tuple(row.get("typed", ())),
        carried_by=tuple(row.get("carried_by", ())),
        yearly=row.get("yearly", False),
        many=row.get("many", False),
    )
    for row in read_data("kinds")["kinds"]
}
"""Kinds of documents by name."""

LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})
"""Kinds that are called, and cited, by their titles: "Luật Giao dịch điện tử số …"."""


def kind_named(words: str) -> str | None:
    """The kind of that name, written in any way: ``QUYÉT ĐỊNH -`` is Quyết định."""
    return _by_letters().get(re.sub(r"[^a-z]", "", fold(words)))


def kind_of_symbol(symbol: str | None) -> str | None:
    """The kind that a number or its symbol tells: ``87/KH-UBND`` and ``KH-UBND`` tell Kế hoạch.

    ``QH15`` tells none: laws and resolutions share it.
    """
    for part in _SEPARATORS.split(fold(symbol or "")):
        if part in kind_codes():
            return kind_codes()[part]
    return None


def spelled(part: str) -> str:
    """A part of a symbol in its usual spelling: ``qd`` becomes ``QĐ``, ``ttg`` ``TTg``; what has
    marks of its own keeps them.

    >>> [spelled(part) for part in ("qd", "ttg", "ĐĐQH15")]
    ['QĐ', 'TTg', 'ĐĐQH15']
    """
    usual = codes().get(fold(part))
    printed = part.translate(_ETH)
    if printed.isascii() or printed.islower():
        return usual or printed.upper()
    return usual if usual is not None and match_key(usual) == match_key(printed) else printed


@cache
def codes() -> Mapping[str, str]:
    """Usual spellings of the parts of symbols, kinds and issuers, by their folded form."""
    kinds = {fold(code): code for kind in KINDS.values() for code in reversed(kind.codes)}
    return {**issuers(), **kinds}


@cache
def issuers() -> Mapping[str, str]:
    """Usual spellings of the codes of issuers, by their folded form."""
    return {fold(code): code for code in read_data("kinds")["issuers"]}


@cache
def kind_codes() -> Mapping[str, str]:
    """Names of kinds by folded code; codes of one letter tell too little."""
    return {fold(code): kind.name for kind in KINDS.values() for code in kind.codes if code[1:]}


@cache
def generic_words() -> frozenset[str]:
    """Folded words that announce a number without naming a kind: "văn bản"."""
    return frozenset(fold(word) for word in read_data("kinds")["generic"])


@cache
def units() -> tuple[str, ...]:
    """Folded words that make a number before them an amount: "5 năm"."""
    return tuple(fold(word) for word in read_data("kinds")["units"])


@cache
def _by_letters() -> Mapping[str, str]:
    return {fold(name).replace(" ", ""): name for name in KINDS}
