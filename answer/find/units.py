"""The units of a document with what is asked of them: the words around each, the bodies it is
about, its place in the text. All is worked out once, when first needed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from answer.find.cutting import TITLED, Pair, Range, Unit, cut, goes_on, lines_of, sentences_of
from answer.find.headed import heads_counted
from answer.find.known import Known, is_scope, is_title, leads_over
from answer.find.provinces import Provinces
from answer.find.tables import Tables
from answer.find.terms import defined
from answer.find.title_words import title_keys
from answer.words import body_keys, document_keys, keys
from corpus.bodies import BodyMention, body_key, find_bodies
from corpus.metadata.fields import ANNEX
from corpus.model import Clause, Document, Level
from corpus.outline import Outline
from corpus.text import fold, match_key, words

# A year, or a run of years: "2026 - 2030".
_YEARS = re.compile(r"\b((?:19|20)\d{2})(?:\s?[-–]\s?((?:19|20)\d{2}))?\b")

# One year, and the date of a document that is cited, whose year is none that is spoken of.
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_DATE = re.compile(r"\bngày\s+\d[^,;]{0,20}\d{4}\b")

# What the list of those a text is sent to begins with.
_RECIPIENTS = re.compile(r"(?:^|\n)\W*(?:Nơi nhận|NƠI NHẬN)\b")

# The heading of an article that says what and whom a text is about.
_ON_SCOPE = re.compile(r"(?:phạm vi|đối tượng)\b.{0,40}\b(?:điều chỉnh|áp dụng)\b")

# What a notice ends with: "… thông báo để các cơ quan liên quan biết, thực hiện".
_SENT_TO = re.compile(
    r"\bthông báo\b.*\bbiết(?:,| và| để)* (?:tổ chức )?(?:phối hợp )?thực hiện\W*$"
)

# A body named this early in a sentence, in characters, is who the sentence is about; to read its
# whole name takes a longer stretch.
_SUBJECT, _OPENING = 20, 120

# A word, and no marker such as "a)".
_WORD = re.compile(r"[^\W\d_]{2}")

# Texts of which it is remembered whether they name only bodies: the cells of tables say the same.
_REMEMBERED = 16_384

# Words beside the bodies of a heading that is all about them: "Đối với UBND cấp xã".
_BESIDE_BODIES = frozenset(
    "và các đối với trách nhiệm nhiệm vụ của đề nghị giao tỉnh thành phố ngành cơ quan đơn vị "
    "địa phương liên quan thuộc trực lãnh đạo".split()
)
# A heading of more words says what it is about, not what that is called.
_SHORT = 10


class Units:
    """The units of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.outline = Outline(document)
        self.tables = Tables(self.outline)
        self.provinces = Provinces(self.outline)
        self._cut: dict[int, tuple[Unit, ...]] = {}
        self._known: dict[int, Known] = {}
        self._context: dict[str, frozenset[str]] = {}
        self._annexed: dict[str, bool] = {}
        self._whole: dict[str, tuple[frozenset[str], frozenset[Pair]]] = {}
        self._heading_bodies: dict[str, frozenset[str]] = {}
        self._bodies: dict[int, frozenset[str]] = {}
        self._titled_by_body: dict[str, bool] = {}
        self._called: dict[str, tuple[str, ...]] = {}
        self._over: dict[str, list[tuple[str, frozenset[str]]]] = {}
        self._years_above: dict[str, frozenset[str]] = {}

    @cached_property
    def all(self) -> list[Unit]:
        """Every unit of the document, in text order."""
        return [unit for position in range(len(self._lines)) for unit in self._of_line(position)]

    def known(self, unit: Unit) -> Known:
        """What a unit is, whatever is asked."""
        known = self._known.get(unit.start)
        if known is None:
            text = self.document.text[unit.start : unit.end]
            of_part = self.is_title_of_part(unit)
            known = self._known[unit.start] = Known(
                context=self.context_keys(unit),
                title=is_title(text) or of_part,
                recipient=self.is_recipient(unit),
                dateline=self.is_dateline(unit),
                annexed=self.is_annexed(unit),
                frame=unit.clause.level in (Level.PREAMBLE, Level.CLOSING),
                leads_over=unit.clause.level is Level.PREAMBLE and leads_over(text),
                scope=of_part
                or self.is_in_title(unit)
                or is_scope(text, self._article_heading(unit)),
            )
        return known

    def _article_heading(self, unit: Unit) -> str:
        """The heading of the article that holds a unit; "" outside articles."""
        above = (unit.clause, *reversed(self.outline.ancestors(unit.clause)))
        return next((clause.heading for clause in above if clause.level is Level.ARTICLE), "")

    def between(self, start: int, end: int) -> list[Unit]:
        """The units that begin in ``[start, end)``."""
        first = max(0, bisect_right(self._line_starts, start) - 1)
        after = bisect_left(self._line_starts, end)
        return [
            unit
            for position in range(first, after)
            for unit in self._of_line(position)
            if start <= unit.start < end
        ]

    @cached_property
    def explained(self) -> dict[frozenset[str], int]:
        """The terms that the document explains, each with where the line begins that does."""
        return dict(reversed([*defined(self.document.text)]))

    @cached_property
    def on_force(self) -> Clause | None:
        """The article that says since when the document is in force, and what it replaces."""
        span = self.document.evidence.get("effective_on")
        clause = self.outline.at(span.start) if span else None
        above = [*self.outline.ancestors(clause), clause] if clause else []
        return next((each for each in above if each.level is Level.ARTICLE), None)

    @cached_property
    def on_scope(self) -> list[Clause]:
        """The articles that say what and whom the document is about."""
        articles = (clause for clause in self.outline if clause.level is Level.ARTICLE)
        return [article for article in articles if _ON_SCOPE.match(match_key(article.heading))]

    @cached_property
    def _lines(self) -> list[Range]:
        return list(lines_of(self.document.text))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [start for start, _ in self._lines]

    def _of_line(self, position: int) -> tuple[Unit, ...]:
        """The units of a line, cut when it is first asked for: most of a corpus never is."""
        units = self._cut.get(position)
        if units is None:
            units = self._cut[position] = tuple(cut(self.outline, self._lines, position))
        return units

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences of a line, or of a part of one, as ranges of the document's text."""
        return sentences_of(self.document.text, start, end)

    @cached_property
    def title_keys(self) -> frozenset[str]:
        """The words of the document's title, kind, issuer and number."""
        return title_keys(self.document)

    @cached_property
    def title_pairs(self) -> frozenset[Pair]:
        """The neighbours in the document's title."""
        return frozenset(pairwise(keys(self.document.title or "")))

    @cached_property
    def preamble_keys(self) -> frozenset[str]:
        """The words of the document's preamble."""
        first = next(iter(self.outline), None)
        is_preamble = first is not None and first.level is Level.PREAMBLE
        return (
            frozenset(document_keys(self.outline.text(first)))
            if first and is_preamble
            else frozenset()
        )

    def spans_year(self, year: int) -> bool:
        """True when the document speaks of a year, or of years before and after it in a run."""
        return any(first <= year <= last for first, last in self._runs_of_years)

    @cached_property
    def _runs_of_years(self) -> frozenset[tuple[int, int]]:
        document = self.document
        told = {(int(first), int(last or first)) for first, last in _YEARS.findall(document.text)}
        issued = document.issued_on
        return frozenset(told | ({(issued.year, issued.year)} if issued else set()))

    def years_above(self, unit: Unit) -> frozenset[str]:
        """The years of what stands right above a unit: of its paragraph before it, else of the
        nearest heading that tells any: "Đến năm 2030:"."""
        opening = self.document.text[unit.line_start : unit.start]
        if before := years_in(_DATE.sub(" ", opening)):
            return before
        address = unit.clause.address
        if address not in self._years_above:
            lead = self.outline.lead(unit.clause).partition("\n")[0] if unit.clause.marker else ""
            above = (*self.outline.headings(unit.clause), lead)
            told = (years_in(_DATE.sub(" ", heading)) for heading in reversed(above))
            self._years_above[address] = next(filter(None, told), frozenset())
        return self._years_above[address]

    def with_headings(self, unit: Unit, text: str) -> str:
        """A text of a unit below the headings above it and the opening of its paragraph."""
        opening = self.document.text[unit.line_start : unit.start]
        return "\n".join((*self.outline.headings(unit.clause), opening, text))

    def goes_on(self, unit: Unit) -> bool:
        """True for a unit that the next line only goes on with, which opens no list."""
        text = self.document.text
        return text[unit.end - 1] != ":" and goes_on(text, unit.end + 1)

    def is_title_of_part(self, unit: Unit) -> bool:
        """True for the second line of an annex or of what is attached, where it ends in no stop:
        "CHƯƠNG TRÌNH", then "Phát động Cuộc thi"."""
        if unit.clause.level not in TITLED or self.document.text[unit.end - 1] in ".:;":
            return False
        before = self.document.text[unit.clause.start : unit.start]
        return before.count("\n") <= 1 and unit.start == unit.line_start

    def is_dateline(self, unit: Unit) -> bool:
        """True for the line that dates the document itself: no time at which anything is due."""
        span = self.document.evidence.get("issued_on")
        inside = span is not None and unit.start <= span.start and span.end <= unit.end
        return inside and unit.clause.level is Level.PREAMBLE

    def is_in_title(self, unit: Unit) -> bool:
        """True for a line of the preamble that says the document's title and hardly more."""
        if unit.clause.level is not Level.PREAMBLE or not self.document.title:
            return False
        text, title = self.document.text[unit.start : unit.end], self.document.title
        return 2 * len(title) >= len(text) and match_key(title) in match_key(text)

    def is_recipient(self, unit: Unit) -> bool:
        """True for a line of the list of those a text is sent to, "Nơi nhận:" with it, and for the
        sentence that sends it to them: they state nothing."""
        if unit.clause.level is not Level.CLOSING:
            return False
        if _SENT_TO.search(match_key(self.document.text[unit.start : unit.end])):
            return True
        before = self.document.text[unit.clause.start : unit.end]
        return _RECIPIENTS.search(before) is not None

    def opens_list_of(self, unit: Unit, nouns: Sequence[str]) -> bool:
        """True for the words before a list of things that are counted: how many they are, it shows
        itself."""
        text = self.document.text
        lead, items = text[unit.start : unit.end], text[unit.end : unit.group_end].strip()
        return heads_counted(lead, items, nouns)

    def is_annexed(self, unit: Unit) -> bool:
        """True for a unit of an annex, or of a document that is one."""
        address = unit.clause.address
        if address not in self._annexed:
            path = (*self.outline.ancestors(unit.clause), unit.clause)
            self._annexed[address] = self.document.kind == ANNEX or path[0].level is Level.ANNEX
        return self._annexed[address]

    def says_something(self, clause: Clause) -> bool:
        """False for a clause of which the source leaves only the heading."""
        units = self.between(clause.start, clause.end)
        body = [unit for unit in units if unit.start > clause.start or unit.end == clause.end]
        whole = " ".join(part for part in (clause.marker, clause.heading) if part)
        return bool(body) and (len(units) > 1 or self.outline.text(clause).strip() != whole)

    def context_keys(self, unit: Unit) -> frozenset[str]:
        """The words of the headings above a unit and of its clause's lead."""
        address = unit.clause.address
        if address not in self._context:
            lead = self.outline.lead(unit.clause) if unit.clause.marker else ""
            above = " ".join(self.outline.headings(unit.clause))
            first_line = lead.partition("\n")[0] if unit.clause.end != unit.end else ""
            self._context[address] = frozenset(document_keys(f"{above} {first_line[:300]}"))
        return self._context[address]

    def heading_keys(self, address: str) -> frozenset[str]:
        """The words of a clause's heading and of those above it."""
        clause = self.outline.get(address)
        lines = (*self.outline.headings(clause), clause.heading) if clause else ()
        return frozenset(key for line in lines for key in document_keys(line))

    def headings_over(self, clause: Clause) -> list[tuple[str, frozenset[str]]]:
        """The addresses of a clause and those above it that bear a heading, with its words."""
        if clause.address not in self._over:
            path = (clause, *self.outline.ancestors(clause))
            self._over[clause.address] = [
                (above.address, frozenset(document_keys(above.heading)))
                for above in path
                if above.heading
            ]
        return self._over[clause.address]

    def clause_keys(self, unit: Unit) -> tuple[frozenset[str], frozenset[Pair]]:
        """The words of the whole clause that a unit is cited by, headings above included, and the
        pairs of neighbours among them."""
        clause = unit.cited
        if clause.address not in self._whole:
            lines = (*self.outline.headings(clause), *self.outline.text(clause).split("\n"))
            rows = [document_keys(line) for line in lines]
            self._whole[clause.address] = (
                frozenset(key for row in rows for key in row),
                frozenset(pair for row in rows for pair in pairwise(row)),
            )
        return self._whole[clause.address]

    def called(self, clause: Clause) -> tuple[str, ...]:
        """The words of the nearest short heading over a clause, its own first, those apart that
        stand beside the bodies of one: "n) Lãnh đạo Ban Dân nguyện"; none of one that tells a year,
        which says of what time it is."""
        if clause.address not in self._called:
            over = (clause, *reversed(self.outline.ancestors(clause)))
            heading = next((above.heading for above in over if above.heading), "")
            said = tuple(word for word in words(heading) if word not in _BESIDE_BODIES)
            place = words(self.document.province or "")
            if place and len(said) > len(place) and list(said[-len(place) :]) == list(place):
                said = said[: -len(place)]  # "VNPT Hà Giang" in a text of Hà Giang
            named = len(said) <= _SHORT and not years_in(heading)
            self._called[clause.address] = tuple(map(fold, said)) if named else ()
        return self._called[clause.address]

    def bodies_of(self, unit: Unit) -> frozenset[str]:
        """Keys of the bodies a unit is about: those of the nearest heading above that names any,
        and the one its sentence opens with. A body named further in only has a part in it, and one
        among the recipients has none."""
        bodies = self._bodies.get(unit.start)
        if bodies is None:
            heading = self._body_heading(unit.clause)
            bodies = self._opened_by(unit, at_once=heading is not None)
            if heading is not None:
                bodies |= self._heading_bodies[heading.address]
            self._bodies[unit.start] = bodies
        return bodies

    def _opened_by(self, unit: Unit, *, at_once: bool) -> frozenset[str]:
        """Keys of the bodies that a unit opens with; ``at_once``: with no word before."""
        opening = self.document.text[unit.start : min(unit.end, unit.start + _OPENING)]
        return frozenset(
            body_key(mention.name)
            for mention in find_bodies(opening)
            if mention.start <= _SUBJECT
            and not (at_once and _WORD.search(opening[: mention.start]))
            and not (unit.clause.level is Level.CLOSING and _is_name(mention, opening))
        )

    def is_titled_by_body(self, unit: Unit) -> bool:
        """True when the heading that says which body a unit is about says nothing else: "5. Sở Nội
        vụ", but not "1. Kiện toàn bộ máy từ cấp tỉnh đến cấp xã"."""
        clause = self._body_heading(unit.clause)
        return clause is not None and self._names_only_bodies(clause)

    def is_about(self, clause: Clause, bodies: Collection[str]) -> bool:
        """True when a clause's heading names one of some bodies (keys) and no more."""
        titled = self._body_heading(clause) == clause and self._names_only_bodies(clause)
        return titled and not self._heading_bodies[clause.address].isdisjoint(bodies)

    def _names_only_bodies(self, clause: Clause) -> bool:
        if clause.address not in self._titled_by_body:
            self._titled_by_body[clause.address] = names_only_bodies(clause.heading)
        return self._titled_by_body[clause.address]

    def _body_heading(self, clause: Clause) -> Clause | None:
        """The nearest clause, this one or above, whose heading names a body."""
        for above in (clause, *reversed(self.outline.ancestors(clause))):
            if above.address not in self._heading_bodies:
                self._heading_bodies[above.address] = body_keys(above.heading)
            if self._heading_bodies[above.address]:
                return above
        return None


@lru_cache(_REMEMBERED)
def names_only_bodies(text: str) -> bool:
    """True for a text that names bodies and says nothing else.

    >>> names_only_bodies("Sở Y tế; UBND các xã"), names_only_bodies("Kiện toàn Ban Chỉ đạo")
    (True, False)
    """
    left = list(text)
    mentions = find_bodies(text)
    for mention in mentions:
        left[mention.start : mention.end] = " " * (mention.end - mention.start)
    beside = [word for word in words("".join(left)) if word not in _BESIDE_BODIES]
    return bool(mentions) and not beside


def years_in(text: str) -> frozenset[str]:
    """The years that a text tells."""
    return frozenset(_YEAR.findall(text))


def _is_name(mention: BodyMention, line: str) -> bool:
    """True when a line is no more than a body's name, as among the recipients of a text."""
    return len(line.strip(" -–;.,")) <= mention.end - mention.start + len("tỉnh ")
