"""What a document says about itself: number, kind, title, issuer, province, dates, signer, bases.

Everything is read from the text and kept with the place it was read from; what the text does not
say is None. A page that gives a document's content is read as that document; an article about
documents is an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from corpus.kinds import LAWS, kind_named, kind_of_symbol
from corpus.metadata.days import DAY, day_of
from corpus.metadata.formulas import read_bases, read_enactment, read_in_force, read_passed
from corpus.metadata.issuers import issuer_of_symbol, place_named, short_name
from corpus.metadata.letterhead import Head, read_head
from corpus.metadata.printed import Cell, Found, as_prose, line_span, printed_cells
from corpus.metadata.reported import Reported, document_of_annex, reported_document
from corpus.metadata.signature import read_signer
from corpus.model import Clause, Level, Span
from corpus.numbers import canonical_number, find_numbers
from corpus.places import find_provinces
from corpus.text import fold

ARTICLE = "Bài viết"
"""The kind of a text about documents."""

ANNEX = "Phụ lục"
"""The kind of an annex that stands alone."""

# When an article was published, with its day.
_PUBLISHED = re.compile(r"(?:ngày đăng|đăng ngày|xuất bản|cập nhật)[^\n]*", re.IGNORECASE)

_NUMBERED = frozenset({Level.SECTION, Level.KHOAN, Level.ARTICLE, Level.CHAPTER, Level.PART})
_LOCAL = ("UBND", "HĐND", "Sở ", "Tỉnh ủy", "Thành ủy", "Văn phòng UBND", "Công an tỉnh")

# Central bodies issue from here, so that it tells the province of local bodies alone.
_CAPITAL = "Hà Nội"

# Where a preamble ends at the latest in a text without numbering, and where a page says its day.
_LONGEST_PREAMBLE = 6_000
_LEAD = 2_000

# Of a text's mentions of provinces, the share that makes one of them the text's own.
_MAIN_SHARE = 0.6

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Metadata as read; None is unknown. ``evidence`` maps a field's name to the place in the
    canonical text it was read from; ``secondary`` marks an article about documents."""

    number: str | None = None
    kind: str | None = None
    title: str = ""
    issuer: str | None = None
    province: str | None = None
    issued_on: date | None = None
    effective_on: date | None = None
    signer: str | None = None
    legal_bases: tuple[str, ...] = ()
    secondary: bool = False
    evidence: Mapping[str, Span] = field(default_factory=dict)


def read_metadata(text: str, clauses: Sequence[Clause], source: str) -> Metadata:
    """The metadata of a canonical text with its clauses. ``source``, the file's name, is the title
    where the text has none."""
    cells = printed_cells(text)
    return _Reader(text, cells, read_head(text, cells), clauses).metadata(source)


@dataclass(slots=True)
class _Reader:
    """Reads one text: a method a field, evidence noted on the way."""

    text: str
    cells: Sequence[Cell]
    head: Head
    clauses: Sequence[Clause]
    evidence: dict[str, Span] = field(default_factory=dict)

    def metadata(self, source: str) -> Metadata:
        other = self._other_document()
        number = self._keep("number", self.head.number or self._fact_number() or other.number)
        kind = self._kind(number, other)
        issued_on = self._issued_on(other)
        article = kind is None and number is None and not self._numbered()
        if article:
            kind = ARTICLE
            issued_on = issued_on or self._keep("issued_on", self._published())
        issuer = self._issuer(number, other)
        province = None if article else self._province(issuer)
        if issuer and province and issuer.endswith((" tỉnh", " thành phố")):
            issuer = f"{issuer} {province}"
        return Metadata(
            number=number,
            kind=kind,
            title=self._title(kind, number, source),
            issuer=issuer,
            province=province,
            issued_on=issued_on,
            effective_on=self._effective_on(issued_on),
            signer=self._keep("signer", self._fact("signer") or self._signer()),
            legal_bases=() if article else self._legal_bases(),
            secondary=article,
            evidence=self.evidence,
        )

    def _keep(self, name: str, found: Found[_Value] | None) -> _Value | None:
        """The value of a reading, its evidence noted."""
        if found is None:
            return None
        self.evidence[name] = found.span
        return found.value

    def _fact(self, name: str) -> Found[str] | None:
        return self.head.facts.get(name)

    def _fact_day(self, name: str) -> Found[date] | None:
        fact = self._fact(name)
        day = day_of(DAY.search(fact.value)) if fact else None
        return Found(day, fact.span) if fact and day else None

    def _fact_number(self) -> Found[str] | None:
        fact = self._fact("number")
        if fact is None:
            return None
        mention = next(iter(find_numbers(fact.value)), None)
        return Found(canonical_number(mention.text if mention else fact.value), fact.span)

    def _numbered(self) -> bool:
        return any(clause.level in _NUMBERED for clause in self.clauses)

    def _is_annex(self) -> bool:
        return bool(self.clauses) and self.clauses[0].level is Level.ANNEX

    def _other_document(self) -> Reported:
        """The document that a text without a letterhead belongs to or reports."""
        if self.head.number or self.head.kind or self.head.facts:
            return Reported()
        if self._is_annex():
            return document_of_annex(self.text)
        return reported_document(self.text) if self._numbered() else Reported()

    def _kind(self, number: str | None, other: Reported) -> str | None:
        if self.head.number is None and self.head.kind is None and self._is_annex():
            return self._keep("kind", Found(ANNEX, Span(self.cells[0].start, self.cells[0].end)))
        fact = self._fact("kind")
        named = kind_named(fact.value) if fact else None
        from_fact = Found(named, fact.span) if fact and named else None
        if (found := self.head.kind or from_fact or other.kind) is not None:
            return self._keep("kind", found)
        told = kind_of_symbol(number)
        if told is None and number is not None and self.head.title is not None:
            told = "Công văn"  # a letter bears no kind: "Số: 12/UBND-KGVX", "V/v …"
        return self._keep("kind", Found(told, self.evidence["number"])) if told else None

    def _issued_on(self, other: Reported) -> date | None:
        return self._keep(
            "issued_on",
            self.head.issued_on
            or self._fact_day("issued_on")
            or other.issued_on
            or read_passed(self.text),
        )

    def _published(self) -> Found[date] | None:
        match = _PUBLISHED.search(self.text, 0, _LEAD)
        day = day_of(DAY.search(match.group())) if match else None
        return (
            Found(day, line_span(self.text, match.start(), match.end())) if match and day else None
        )

    def _effective_on(self, issued_on: date | None) -> date | None:
        found = self._fact_day("effective_on") or read_in_force(self.text, issued_on)
        return self._keep("effective_on", found)

    def _issuer(self, number: str | None, other: Reported) -> str | None:
        enactment = read_enactment(self.text, self._preamble_end())
        named = self.head.issuer or other.issuer or (enactment.issuer if enactment else None)
        symbol = next((mention.symbol for mention in find_numbers(number or "")), None)
        told = issuer_of_symbol(symbol, self._place())
        # "ỦY BAN NHÂN DÂN" alone tells less than the number and the place together.
        if told is not None and (named is None or named.value in ("UBND", "HĐND")):
            return self._keep("issuer", Found(told, self.evidence["number"]))
        if named is None and (fact := self._fact("issuer")):
            named = Found(short_name(fact.value, self.text), fact.span)
        return self._keep("issuer", named)

    def _place(self) -> str | None:
        """The province of issue with its level, from the date's line or the title."""
        if self.head.place is not None and (place := place_named(self.head.place.value)):
            return place
        title = self.head.title.value if self.head.title else ""
        named = {mention.name for mention in find_provinces(title)}
        return place_named(named.pop()) if len(named) == 1 else None

    def _province(self, issuer: str | None) -> str | None:
        """The province of a local issuer; a central body has none."""
        named = find_provinces(issuer or "")
        if named:
            return self._keep("province", Found(named[-1].name, self.evidence["issuer"]))
        local = issuer is not None and issuer.startswith(_LOCAL)
        if self.head.place is not None:
            place = find_provinces(self.head.place.value)
            if place and (local or place[0].name != _CAPITAL):
                return self._keep("province", Found(place[0].name, self.head.place.span))
        return self._keep("province", self._main_province()) if local else None

    def _main_province(self) -> Found[str] | None:
        """The province that a text names far more often than any other."""
        mentions = find_provinces(self.text)
        names = Counter(mention.name for mention in mentions)
        for name, count in names.most_common(1):
            if count >= max(2, _MAIN_SHARE * len(mentions)):
                first = next(mention for mention in mentions if mention.name == name)
                return Found(name, line_span(self.text, first.start, first.end))
        return None

    def _title(self, kind: str | None, number: str | None, source: str) -> str:
        found = self._law_title(kind) if kind in LAWS else None
        found = found or self.head.title or self._fact("title") or self._page_title(number)
        return self._keep("title", found) or source

    def _law_title(self, kind: str) -> Found[str] | None:
        """A law's name with the word law, in running letters: ``Luật Giao dịch điện tử``."""
        enactment = read_enactment(self.text, self._preamble_end())
        if enactment and fold(enactment.what.value).startswith(fold(kind)):
            return Found(_law_name(kind, enactment.what.value), enactment.what.span)
        if (title := self.head.title) is None:
            return None
        printed = title.value
        named = as_prose(f"{kind} {printed}", self.text) if printed.isupper() else printed
        return Found(_law_name(kind, named), title.span)

    def _page_title(self, number: str | None) -> Found[str] | None:
        """The title of a page: the line that has the document's number among a portal's words, the
        heading of an annex, else the first line."""
        if self.head.facts and number:
            for cell in self.cells:
                if number in canonical_number(cell.text) and len(cell.text) > 2 * len(number):
                    return Found(cell.text, Span(cell.start, cell.end))
        lines = list(self.cells[:1])
        if self._is_annex():
            for cell in self.cells[1:3]:
                if not cell.is_capitals:
                    break
                lines.append(cell)
        if not lines:
            return None
        return Found(" ".join(cell.text for cell in lines), Span(lines[0].start, lines[-1].end))

    def _signer(self) -> Found[str] | None:
        return read_signer(self.cells, self.head.end)

    def _preamble_end(self) -> int:
        first = next((clause for clause in self.clauses if clause.level in _NUMBERED), None)
        return first.start if first else min(len(self.text), _LONGEST_PREAMBLE)

    def _legal_bases(self) -> tuple[str, ...]:
        bases = read_bases(self.cells, self.head.end, self._preamble_end())
        if bases:
            self.evidence["legal_bases"] = Span(bases[0].span.start, bases[-1].span.end)
        return tuple(base.value for base in bases)


def _law_name(kind: str, name: str) -> str:
    """A law's name, its own first letter a capital: ``Luật Tiếp cận thông tin``."""
    own = name[len(kind) :].lstrip() if fold(name).startswith(fold(kind)) else name
    return f"{kind} {own[:1].upper()}{own[1:]}"
