"""What a document says about itself: number, kind, title, issuer, province, dates, signer, bases.

Everything is read from the text and kept with the place it was read from; what the text does not
say is None. A page that reports a document and gives its content is read as that document; an
article on several is an article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.issuers import issuer_of_symbol, place_named, short_name
from corpus.letterhead import DAY, Head, day_of, kind_named, read_head
from corpus.model import Clause, Level, Span
from corpus.numbers import canonical_number, find_numbers, kind_of_symbol
from corpus.places import find_provinces
from corpus.printed import Cell, Found, as_prose, line_span, printed_cells
from corpus.signature import read_signer
from corpus.text import fold

ARTICLE = "Bài viết"
ANNEX = "Phụ lục"
"""Kinds of texts that are no documents by themselves."""

# "ngày 24/5/2022" or "ngày 24 tháng 5 năm 2022".
_DAY_WORDS = (
    r"(?P<day>\d{1,2})(?:\s*tháng\s*|[/.-])(?P<month>\d{1,2})(?:\s*năm\s*|[/.-])(?P<year>\d{4})"
)

# Documents that set their own day, as they call themselves.
_SELF = (
    "bộ luật|luật|nghị quyết|nghị định|quyết định|thông tư liên tịch|thông tư|chỉ thị|pháp lệnh|"
    "quy chế|quy định|kế hoạch|văn bản|thông báo"
)

# "Quyết định này có hiệu lực thi hành kể từ ngày …": of itself, not of another document; at the
# beginning of a line also without "này".
_IN_FORCE = re.compile(
    rf"(?:\b(?:{_SELF})\s+này|^[\W\d]*(?:{_SELF}))\s+(?:chính\s+thức\s+)?có\s+hiệu\s+lực\s+"
    rf"(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+ngày\s+(?:{_DAY_WORDS}|(?P<signing>ký\b))",
    re.IGNORECASE | re.MULTILINE,
)

# A law's passing: "… được Quốc hội … thông qua ngày 22 tháng 6 năm 2023".
_PASSED = re.compile(
    r"(?:luật|pháp lệnh|nghị quyết)\s+này\s+(?:đã\s+)?được\s[^.]{5,160}?"
    r"thông\s+qua\s+ngày\s+" + _DAY_WORDS,
    re.IGNORECASE,
)

# The formula before the body of laws and circulars, which says who enacts what under which name.
_ENACTS = re.compile(
    r"^[*_]*(?P<issuer>(?:Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Chính phủ|Bộ trưởng Bộ|Thống đốc|"
    r"Tổng|Chánh án|Viện trưởng|Chủ nhiệm)[^\n]{0,90}?)\s+ban hành\s+(?P<what>[^\n]{4,400})$",
    re.MULTILINE,
)

# A basis in the preamble.
_BASIS = re.compile(r"(?:căn cứ|thực hiện|triển khai)\s+(?=\S)", re.IGNORECASE)

# "… ban hành Quyết định số …": the verb before the document that a page reports.
_ISSUED = re.compile(r"(?:ban\s+hành|ký\s+ban\s+hành|ký|có)\s*$", re.IGNORECASE)

# What a report's sentence may open with before the issuer: its day.
_ON_DAY = re.compile(r"^\s*(?:vào\s+)?ngày\s+" + _DAY_WORDS + r"\s*,?\s*", re.IGNORECASE)

# When an article was published.
_PUBLISHED = re.compile(r"(?:ngày đăng|đăng ngày|xuất bản|cập nhật)[^\n\d]*[^\n]*", re.IGNORECASE)

# "(Kèm theo Quyết định số … ngày … của …)" under the heading of an annex.
_ATTACHED_TO = re.compile(r"\((?:ban hành\s+)?kèm\s+theo\s[^()]{5,300}\)", re.IGNORECASE)

# Words that join an issuer's name to its person: "Bộ trưởng Bộ Nội vụ" issues for Bộ Nội vụ.
_OFFICE = re.compile(r"^(?:bộ trưởng|thống đốc|chủ nhiệm|tổng thanh tra)\s+", re.IGNORECASE)

_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
_NUMBERED = frozenset({Level.SECTION, Level.KHOAN, Level.ARTICLE, Level.CHAPTER, Level.PART})
_LEAD = 2_000
_MAIN_SHARE = 0.6


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
    head = read_head(text, cells)
    read = _Reader(text, cells, head, clauses)
    return read.metadata(source)


@dataclass(slots=True)
class _Reader:
    """Reads one text; each field has its method, and its evidence is kept on the way."""

    text: str
    cells: Sequence[Cell]
    head: Head
    clauses: Sequence[Clause]
    evidence: dict[str, Span] = field(default_factory=dict)

    def metadata(self, source: str) -> Metadata:
        report = self._report()
        annex = self._annex()
        number = self._keep("number", self.head.number or self._fact_number() or report.number)
        number = number or self._keep("number", annex.number)
        kind = self._kind(number, report, annex)
        issued_on = self._issued_on(report, annex)
        article = kind is None and number is None and not self._numbered()
        if article:
            kind, issued_on = ARTICLE, issued_on or self._published()
        issuer = self._issuer(number, report, annex)
        province = None if article else self._province(issuer)
        if issuer and province and issuer.endswith((" tỉnh", " thành phố")):
            issuer = f"{issuer} {province}"
        return Metadata(
            number=number,
            kind=kind,
            title=self._title(kind, source),
            issuer=issuer,
            province=province,
            issued_on=issued_on,
            effective_on=self._effective_on(issued_on),
            signer=self._signer(),
            legal_bases=() if article else self._legal_bases(),
            secondary=article,
            evidence=self.evidence,
        )

    def _keep(self, name: str, found: Found[str] | Found[date] | None) -> str | None:
        """The value of a reading, its evidence noted."""
        if found is None:
            return None
        self.evidence[name] = found.span
        return str(found.value)

    def _numbered(self) -> bool:
        return any(clause.level in _NUMBERED for clause in self.clauses)

    def _fact_number(self) -> Found[str] | None:
        fact = self.head.facts.get("number")
        return Found(canonical_number(fact.value), fact.span) if fact else None

    def _kind(self, number: str | None, report: _Report, annex: _Report) -> str | None:
        if annex.kind is not None:
            return self._keep("kind", annex.kind)
        fact = self.head.facts.get("kind")
        named = kind_named(fact.value) if fact else None
        for found in (
            self.head.kind,
            Found(named, fact.span) if fact and named else None,
            report.kind,
        ):
            if found is not None:
                return self._keep("kind", found)
        told = kind_of_symbol(number)
        if told is None and number is not None and self.head.title is not None:
            told = "Công văn"
        if told is not None and "number" in self.evidence:
            self.evidence["kind"] = self.evidence["number"]
        return told

    def _issued_on(self, report: _Report, annex: _Report) -> date | None:
        found = self.head.issued_on
        if found is None and (fact := self.head.facts.get("issued_on")):
            match = DAY.search(fact.value)
            day = day_of(match) if match else None
            found = Found(day, fact.span) if day else None
        found = found or report.issued_on or annex.issued_on or self._passed()
        self._keep("issued_on", found)
        return found.value if found else None

    def _passed(self) -> Found[date] | None:
        matches = list(_PASSED.finditer(self.text))
        day = day_of(matches[-1]) if matches else None
        return Found(day, Span(matches[-1].start(), matches[-1].end())) if day else None

    def _published(self) -> date | None:
        match = _PUBLISHED.search(self.text, 0, _LEAD)
        figures = DAY.search(match.group()) if match else None
        day = day_of(figures) if figures else None
        if match and day:
            self.evidence["issued_on"] = line_span(self.text, match.start(), match.end())
        return day

    def _issuer(self, number: str | None, report: _Report, annex: _Report) -> str | None:
        named = self.head.issuer or report.issuer or self._enacting_issuer() or annex.issuer
        symbol = next((m.symbol for m in find_numbers(number or "")), None)
        told = issuer_of_symbol(symbol, self._place())
        if named is None and told is not None:
            self.evidence["issuer"] = self.evidence["number"]
            return told
        if named is None and (fact := self.head.facts.get("issuer")):
            named = Found(short_name(fact.value, self.text), fact.span)
        name = self._keep("issuer", named)
        # "ỦY BAN NHÂN DÂN" alone tells less than the number and the place together.
        return told if told is not None and name in ("UBND", "HĐND") else name

    def _place(self) -> str | None:
        """The province of issue with its level, from the date's line or the title."""
        if self.head.place is not None and (place := place_named(self.head.place.value)):
            return place
        title = self.head.title.value if self.head.title else ""
        named = {mention.name for mention in find_provinces(title)}
        return place_named(named.pop()) if len(named) == 1 else None

    def _enacting_issuer(self) -> Found[str] | None:
        match = _ENACTS.search(self.text, 0, self._preamble_end())
        if match is None:
            return None
        name = short_name(_OFFICE.sub("", " ".join(match["issuer"].split())), self.text)
        return Found(name, Span(match.start(), match.end()))

    def _province(self, issuer: str | None) -> str | None:
        """The province of a provincial issuer; a central body has none."""
        named = find_provinces(issuer or "")
        if named:
            self.evidence["province"] = self.evidence["issuer"]
            return named[-1].name
        if self.head.place is not None:
            place = find_provinces(self.head.place.value)
            capital = place and place[0].name == _CAPITAL
            if place and not (capital and not _of_province(issuer)):
                self.evidence["province"] = self.head.place.span
                return place[0].name
        return self._main_province() if issuer and _of_province(issuer) else None

    def _main_province(self) -> str | None:
        """The province that a text names far more often than any other."""
        mentions = find_provinces(self.text)
        counts = Counter(mention.name for mention in mentions).most_common(1)
        if not counts or counts[0][1] < max(2, _MAIN_SHARE * len(mentions)):
            return None
        first = next(mention for mention in mentions if mention.name == counts[0][0])
        self.evidence["province"] = line_span(self.text, first.start, first.end)
        return first.name

    def _title(self, kind: str | None, source: str) -> str:
        if kind in _LAWS and (law := self._law_title(kind)):
            return law
        fact = self.head.facts.get("title")
        if (found := self.head.title or fact) is not None:
            self.evidence["title"] = found.span
            return found.value
        for cell in self.cells[:1]:
            self.evidence["title"] = Span(cell.start, cell.end)
            return cell.text
        return source

    def _law_title(self, kind: str) -> str | None:
        """A law's name with the word law and in running letters: ``Luật Giao dịch điện tử``."""
        match = _ENACTS.search(self.text, 0, self._preamble_end())
        if match and fold(match["what"]).startswith(fold(kind)):
            self.evidence["title"] = Span(match.start("what"), match.end("what"))
            return _law_name(kind, " ".join(match["what"].strip(" .*_").split()))
        if (title := self.head.title) is None:
            return None
        self.evidence["title"] = title.span
        printed = title.value
        named = as_prose(f"{kind} {printed}", self.text) if printed.isupper() else printed
        return _law_name(kind, named)

    def _effective_on(self, issued_on: date | None) -> date | None:
        if fact := self.head.facts.get("effective_on"):
            match = DAY.search(fact.value)
            if match and (day := day_of(match)):
                self.evidence["effective_on"] = fact.span
                return day
        match = _IN_FORCE.search(self.text)
        if match is None:
            return None
        day = issued_on if match["signing"] else day_of(match)
        if day is not None:
            self.evidence["effective_on"] = Span(match.start(), match.end())
        return day

    def _signer(self) -> str | None:
        fact = self.head.facts.get("signer")
        return self._keep("signer", fact or read_signer(self.cells, self.head.end))

    def _preamble_end(self) -> int:
        first = next((clause for clause in self.clauses if clause.level in _NUMBERED), None)
        return first.start if first else min(len(self.text), 3 * _LEAD)

    def _legal_bases(self) -> tuple[str, ...]:
        """The căn cứ of the preamble, one each, without their last semicolon."""
        end = self._preamble_end()
        bases: list[Found[str]] = []
        going_on = False
        for cell in self.cells:
            if cell.start < self.head.end or cell.start >= end:
                continue
            begins = _BASIS.match(cell.text) is not None
            if begins:
                bases.append(Found(cell.text, Span(cell.start, cell.end)))
            elif going_on:
                joined = f"{bases[-1].value} {cell.text}"
                bases[-1] = Found(joined, Span(bases[-1].span.start, cell.end))
            going_on = (begins or going_on) and not cell.text.rstrip("* _").endswith(
                (";", ".", ":")
            )
        if bases:
            self.evidence["legal_bases"] = Span(bases[0].span.start, bases[-1].span.end)
        return tuple(
            part
            for base in bases
            for part in (piece.strip(" .,:*_") for piece in base.value.split(";"))
            if _BASIS.match(part)
        )

    def _report(self) -> _Report:
        """The document whose content a page gives: "UBND tỉnh … ban hành Quyết định số …"."""
        if self.head.number or self.head.kind or self.head.facts or not self._numbered():
            return _Report()
        for mention in find_numbers(self.text[:_LEAD]):
            begin = max(self.text.rfind(mark, 0, mention.start) for mark in ("\n", ". ")) + 1
            said = self.text[begin : mention.start]
            verb = _ISSUED.search(said)
            line = line_span(self.text, begin, mention.end)
            alone = ". " not in self.text[line.start : line.end]
            if not mention.symbol or verb is None or not alone:
                continue
            opening = _ON_DAY.match(said)
            name = said[opening.end() if opening else 0 : verb.start()].strip()
            name = re.sub(r"\s+(?:đã|vừa|mới)$", "", name)
            after = re.match(r"\s*ngày\s+" + _DAY_WORDS, self.text[mention.end : mention.end + 40])
            day = day_of(after) if after else (day_of(opening) if opening else None)
            return _Report(
                number=Found(canonical_number(mention.text), line),
                kind=Found(mention.kind, line) if mention.kind else None,
                issuer=Found(short_name(name, self.text), line) if name else None,
                issued_on=Found(day, line) if day else None,
            )
        return _Report()

    def _annex(self) -> _Report:
        """An annex that stands alone: what its heading says of the document it belongs to."""
        if not self.clauses or self.clauses[0].level is not Level.ANNEX or self.head.number:
            return _Report()
        heading = Span(self.cells[0].start, self.cells[0].end)
        kind = Found(ANNEX, heading)
        match = _ATTACHED_TO.search(self.text, 0, _LEAD)
        if match is None:
            return _Report(kind=kind)
        span = Span(match.start(), match.end())
        issuer = re.search(r"của\s+(?P<name>[^()]+)\)$", match.group())
        name = short_name(issuer["name"], self.text) if issuer else None
        mention = next((m for m in find_numbers(match.group()) if m.symbol), None)
        day = re.search(r"ngày\s+" + _DAY_WORDS, match.group())
        issued_on = day_of(day) if day and mention else None
        return _Report(
            number=Found(canonical_number(mention.text), span) if mention else None,
            kind=kind,
            issuer=Found(name, span) if name else None,
            issued_on=Found(issued_on, span) if issued_on else None,
        )


@dataclass(frozen=True, slots=True)
class _Report:
    """What a sentence says of a document that is not printed with its own letterhead."""

    number: Found[str] | None = None
    kind: Found[str] | None = None
    issuer: Found[str] | None = None
    issued_on: Found[date] | None = None


_CAPITAL = "Hà Nội"


def _law_name(kind: str, name: str) -> str:
    """A law's name, its own first letter a capital: ``Luật Tiếp cận thông tin``."""
    own = name[len(kind) :].lstrip() if fold(name).startswith(fold(kind)) else name
    return f"{kind} {own[:1].upper()}{own[1:]}"


def _of_province(issuer: str | None) -> bool:
    """True for bodies of a province or below, whose place of issue tells the province."""
    local = ("UBND", "HĐND", "Sở ", "Tỉnh ủy", "Thành ủy", "Văn phòng UBND", "Công an tỉnh")
    return issuer is not None and issuer.startswith(local)
