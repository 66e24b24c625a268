"""Which sentence answers: units scored against a question by a few features that can be named.

A unit's score is a weighted sum in about [0, 1]. Words are weighed by how rare they are in the
corpus, so that "chuyển đổi số" tells little in a corpus about nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import mul
from typing import NamedTuple

from answer.find.shows import DECISIVE, is_enumeration, is_field, shows, shows_count, shows_time
from answer.find.units import Unit, Units
from answer.understand.cues import Want
from answer.understand.paraphrases import Wording
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.bodies import body_key
from corpus.model import Level
from corpus.text import match_key

Rarity = Callable[[str], float]


class Features(NamedTuple):
    """What speaks for a unit, each from 0 to 1.

    How much of the question's topic is in it (``own``), in the headings above (``heading``), in its
    clause with all that stands above (``near``); the same of neighbouring words (``pairs``,
    ``near_pairs``), and of the question's words as they stand in it (``wording``); how alike its
    passage is to the encoder (``dense``) and to BM25 (``lexical``); how much of its clause's own
    heading the question says (``titled``).

    Whether it is about the ``body`` asked about, from a ``secondary`` source, part of the ``frame``
    (preamble, closing), ``shows`` what is wanted, is the ``field`` of a task that does, ``defines``
    the topic, is a legal ``basis`` where one is wanted or an ``unasked_basis``, ``names`` a body
    where one is asked for, is a ``bare`` heading, ``opens`` or ``enumerates`` a list where one is
    wanted, is of the very ``year`` asked about or of ``other_years``. Up to ``frame`` they are what
    is topical. A tuple, for one is made for every unit looked at.
    """

    own: float
    near: float
    heading: float
    pairs: float
    near_pairs: float
    wording: float
    dense: float
    lexical: float
    titled: float
    body: float
    secondary: float
    frame: float
    shows: float
    field: float
    defines: float
    basis: float
    unasked_basis: float
    names: float
    bare: float
    opens: float
    enumerates: float
    year: float
    other_years: float


WEIGHTS = Features(
    own=0.35,
    near=0.37,
    heading=0.03,
    pairs=0.05,
    near_pairs=0.22,
    wording=0.16,
    dense=0.63,
    lexical=0.16,
    titled=0.11,
    body=0.18,
    secondary=-0.02,
    frame=-0.06,
    shows=0.26,
    field=0.23,
    defines=0.50,
    basis=0.30,
    unasked_basis=-0.09,
    names=0.07,
    bare=-0.23,
    opens=0.19,
    enumerates=0.06,
    year=0.20,
    other_years=-0.12,
)
"""How much each feature tells."""

# What a question's word weighs in a document whose title has it.
_OF_TITLE = 0.5

# A heading of fewer words tells nothing.
_FEWEST_OF_HEADING = 2

# Of fewer words in capitals, a line may be a name or a cell.
_FEWEST_OF_TITLE = 4

# What a body counts, where its duties are asked for, in a heading that speaks of more than it.
_IN_PASSING = 0.5

# A list up to this many characters may hold a fact that its first line does not.
_SHORT_LIST = 800

# What a definition defines, at a line's start: "3. Môi trường điện tử (…) là".
_DEFINED = re.compile(r"\W*(?:\d{1,3}[.)]|[a-zđ]\))?\s*([^.;:()]{2,80}?)\s(?:\([^)]*\)\s)?là\s")

# A name given in passing: "(sau đây gọi chung là các đơn vị thuộc Bộ)", "(viết tắt là CSDL)".
_CALLED = re.compile(
    r"\((?:sau đây )?(?:được )?(?:gọi|viết)(?: (?:tắt|chung|là))*\s?:?\s?"
    r"[“\"]?([^()”\"]{2,80})[”\"]?\)"
)

# The heading of the article in which a law explains its terms.
_EXPLAINS = re.compile(r"\b(?:giải thích|định nghĩa|khái niệm)\b")

# The share of a topic, by rarity, that a name given in passing must have.
_MOST_OF_TOPIC = 0.5

# Wants that the words behind a name given in passing may answer.
_ASK_FOR_MEANING = frozenset({Want.DEFINITION, Want.LIST})

# What a sentence of the form "X là …" counts elsewhere.
_DEFINED_IN_PASSING = 0.5

# A calendar year in a text.
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")

_TOPICAL = Features._fields.index("frame") + 1


class Likeness(NamedTuple):
    """How alike a question and the passage that holds a unit are, each in [0, 1]: by cosine, and
    by BM25 as a share of the best passage's."""

    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit with its score and what judging needs to know of it.

    ``topical`` is the score without what speaks for its kind; ``coverage`` is the share of the
    question's topic, by rarity, found in the unit, its clause or the headings above, ``own`` in
    the unit itself; ``fits`` says that it shows what the question wants.
    """

    unit: Unit
    score: float
    topical: float
    coverage: float
    own: float
    fits: bool
    field: bool
    of_body: bool
    features: Features
    text: str


@dataclass(frozen=True, slots=True)
class _Topic:
    """A question's topic, weighed once for all units."""

    weights: Mapping[str, float]
    others: Mapping[str, tuple[Wording, ...]]
    total: float
    pairs: Mapping[tuple[str, str], float]
    pairs_total: float
    wording: Mapping[tuple[str, str], float]
    wording_total: float
    bodies: frozenset[str]


class Ranker:
    """Scores units. ``rarity`` gives a folded word's inverse document frequency."""

    def __init__(self, rarity: Rarity, weights: Features = WEIGHTS) -> None:
        self._rarity = rarity
        self._weights = weights

    def rank(
        self,
        question: Understanding,
        units: Sequence[tuple[Units, Unit]],
        likeness: Callable[[Unit], Likeness],
    ) -> list[Scored]:
        """The units that show what is wanted from best to worst, then the others. ``likeness``
        tells how alike the passage is that holds a unit."""
        topics: dict[str, _Topic] = {}
        scored = []
        for home, unit in units:
            topic = topics.get(home.document.id)
            if topic is None:
                topic = topics[home.document.id] = self._topic(question, home.title_keys)
            scored.append(self._score(question, topic, home, unit, likeness(unit)))
        of_others = question.asks_duties_of_bodies
        return sorted(
            scored, key=lambda item: (not item.fits, of_others and not item.of_body, -item.score)
        )

    def _topic(self, question: Understanding, title: frozenset[str]) -> _Topic:
        """The topic as weighed for one document: words of its title tell which document is meant
        more than what is asked about it."""
        weights: dict[str, float] = {}
        for term in question.terms:
            share = term.weight * (_OF_TITLE if term.key in title else 1.0)
            weights[term.key] = max(weights.get(term.key, 0.0), share * self._rarity(term.key))
        ordered = [term.key for term in question.terms]
        pairs = {pair: self._rarity("_".join(pair)) for pair in pairwise(ordered)}
        wording = {pair: self._rarity("_".join(pair)) for pair in question.wording}
        return _Topic(
            weights=weights,
            others={term.key: term.others for term in question.terms if term.others},
            total=sum(weights.values()) or 1.0,
            pairs=pairs,
            pairs_total=sum(pairs.values()),
            wording=wording,
            wording_total=sum(wording.values()) or 1.0,
            bodies=frozenset(body_key(mention.name) for mention in question.bodies),
        )

    def _score(
        self, question: Understanding, topic: _Topic, home: Units, unit: Unit, likeness: Likeness
    ) -> Scored:
        text = home.document.text[unit.start : unit.end]
        context = home.context_keys(unit)
        clause, clause_pairs = home.clause_keys(unit)
        own = heading = near = 0.0
        for key, weight in topic.weights.items():
            others = topic.others.get(key, ())
            in_own = key in unit.own or (others and _stands(others, unit.own))
            in_context = key in context or (others and _stands(others, context))
            if in_own:
                own += weight
            if in_context:
                heading += weight
            if in_own or in_context:
                near += weight
            elif key in clause or (others and _stands(others, clause)):
                near += 0.8 * weight
            elif key in home.title_keys:
                near += 0.6 * weight
        pairs = near_pairs = 0.0
        if topic.pairs:
            for pair, weight in topic.pairs.items():
                if pair in unit.pairs:
                    pairs += weight
                if pair in clause_pairs:
                    near_pairs += weight
            pairs /= topic.pairs_total
            near_pairs /= topic.pairs_total
        said = sum(weight for pair, weight in topic.wording.items() if pair in unit.pairs)
        basis = home.is_basis(unit)
        fits = self._fits(question, home, unit, text)
        field = any(is_field(want, text) for want in question.wants)
        of_body = bool(topic.bodies & home.bodies_of(unit)) if topic.bodies else False
        titled = of_body and home.is_titled_by_body(unit)
        years = self._years(question, home, unit, text)
        features = Features(
            own=own / topic.total,
            near=near / topic.total,
            heading=heading / topic.total,
            pairs=pairs,
            near_pairs=near_pairs,
            wording=said / topic.wording_total,
            dense=likeness.dense,
            lexical=likeness.lexical,
            titled=self._titled(topic, home, unit),
            body=of_body if titled or Want.DUTY not in question.wants else of_body * _IN_PASSING,
            secondary=home.document.secondary,
            frame=unit.clause.level in (Level.PREAMBLE, Level.CLOSING),
            shows=fits and bool(question.wants & DECISIVE or question.counted),
            enumerates=Want.LIST in question.wants and is_enumeration(text),
            field=field,
            defines=_definition(question, home, unit, text, topic.weights),
            basis=Want.LEGAL_BASIS in question.wants and basis,
            unasked_basis=Want.LEGAL_BASIS not in question.wants and basis,
            names=Want.LEAD in question.wants and shows(Want.LEAD, text),
            bare=not (unit.opens and _wants_many(question)) and home.is_bare_heading(unit),
            opens=unit.opens and _wants_many(question),
            year=years > 0,
            other_years=years < 0,
        )
        told = list(map(mul, features, self._weights))
        return Scored(
            unit=unit,
            score=sum(told),
            topical=sum(told[:_TOPICAL]),
            coverage=_coverage(near / topic.total, near_pairs if topic.pairs else None),
            own=own / topic.total,
            fits=fits and years >= 0,
            field=field,
            of_body=of_body,
            features=features,
            text=text,
        )

    def _titled(self, topic: _Topic, home: Units, unit: Unit) -> float:
        """How much of the heading of a unit's clause, and of the one above, a question says."""
        heading = home.heading_keys(unit)
        if len(heading) < _FEWEST_OF_HEADING:
            return 0.0
        rarity = {key: self._rarity(key) for key in heading}
        said = sum(weight for key, weight in rarity.items() if key in topic.weights)
        return said / (sum(rarity.values()) or 1.0)

    def _fits(self, question: Understanding, home: Units, unit: Unit, text: str) -> bool:
        if _is_title(text) and not (unit.opens and _wants_many(question)):
            return False
        short = unit.group_end - unit.start <= _SHORT_LIST or _wants_many(question)
        whole = home.document.text[unit.start : unit.group_end] if short else text
        if home.is_recipient(unit):
            return False
        for want in question.wants & DECISIVE:
            if want is Want.DATE:
                if home.is_dateline(unit) and not home.document.secondary:
                    return False
                named = any(mention.number.lower() in unit.own for mention in question.numbers)
                dated = named or Want.NUMBER in question.wants
                shown = shows_time(whole, question.grains, of_documents=dated)
            else:
                shown = shows(want, whole)
            if not shown:
                return False
        if not question.counted or shows_count(whole, question.counted):
            return True
        return home.has_figure_under(unit, question.counted)

    def _years(self, question: Understanding, home: Units, unit: Unit, text: str) -> int:
        """1 when the sentence is of the very years asked about, -1 when it and its paragraph are of
        others, else 0."""
        asked = {str(year) for year in question.years}
        if not asked or not question.wants & (DECISIVE | {Want.COUNT, Want.LIST}):
            return 0
        told = _years_in(text)
        if told == asked:
            return 1
        around = home.document.text[unit.line_start : unit.line_end]
        return -1 if told and not asked & _years_in(around) else 0


def _is_title(text: str) -> bool:
    """True for a line all in capitals: a title or a heading, which states nothing."""
    return text.isupper() and len(text.split()) >= _FEWEST_OF_TITLE


def _stands(wordings: tuple[Wording, ...], words: frozenset[str]) -> bool:
    return any(words.issuperset(wording) for wording in wordings)


def _years_in(text: str) -> set[str]:
    return set(_YEAR.findall(text))


def _definition(
    question: Understanding, home: Units, unit: Unit, text: str, topic: Mapping[str, float]
) -> float:
    """How much a text is the definition asked for: most among the terms that a law explains."""
    if not question.wants & _ASK_FOR_MEANING:
        return 0.0
    if any(_names_topic(name, topic) for name in _CALLED.findall(text)):
        return 1.0
    if Want.DEFINITION not in question.wants or not _defines(text, topic):
        return 0.0
    explained = any(
        _EXPLAINS.search(match_key(head)) for head in home.outline.headings(unit.clause)
    )
    return 1.0 if explained else _DEFINED_IN_PASSING


def _defines(text: str, topic: Mapping[str, float]) -> bool:
    """True when the text begins by saying what the topic is: "3. Môi trường mạng là …"."""
    match = _DEFINED.match(text)
    return match is not None and _is_topic(match.group(1), topic)


def _names_topic(name: str, topic: Mapping[str, float]) -> bool:
    """True when a name is of the words of the topic, and has most of them."""
    said = set(keys(name)) & topic.keys()
    most = sum(topic[key] for key in said) >= _MOST_OF_TOPIC * sum(topic.values())
    return _is_topic(name, topic) and most


def _is_topic(name: str, topic: Mapping[str, float]) -> bool:
    """True when a name is of the words of the topic, one at most apart."""
    defined = keys(name)
    said = sum(key in topic for key in defined)
    return said > 0 and len(defined) <= said + 1


def _coverage(near: float, near_pairs: float | None) -> float:
    """Words alone can all be there by chance; neighbours that stay together hardly."""
    return near if near_pairs is None else 0.75 * near + 0.25 * near_pairs


def _wants_many(question: Understanding) -> bool:
    return bool(question.wants & {Want.LIST, Want.DUTY}) or not question.wants
