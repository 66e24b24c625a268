"""Which sentence answers: units scored against a question by a few features that can be named.

A unit's score is a weighted sum in about [0, 1]. Words are weighed by how rare they are in the
corpus, so that "chuyển đổi số" tells little in a corpus about nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import mul
from typing import NamedTuple

from answer.find.asked import Asked
from answer.find.cutting import Pair, Unit
from answer.find.defining import definition
from answer.find.demands import meets, tells
from answer.find.features import TOPICAL, WEIGHTS, Features, Likeness, Likenesses
from answer.find.headed import begins_with
from answer.find.known import Known
from answer.find.leads import FROM_LEADS, lead_above
from answer.find.offices import tells_holder
from answer.find.ordering import in_order
from answer.find.scored import Fit, Scored
from answer.find.shows import (
    heads,
    is_enumeration,
    is_field,
    names_a_place,
    names_as_many,
    shows,
    shows_count,
    shows_time,
)
from answer.find.title_words import only_in_name
from answer.find.units import Units, names_only_bodies, years_in
from answer.understand.counting import TIMES
from answer.understand.cues import Want
from answer.understand.paraphrases import Wording
from answer.understand.understanding import Understanding
from answer.words import keys
from corpus.kinds import LAWS
from corpus.language.syllables import is_plain
from corpus.model import Clause, Level

Rarity = Callable[[str], float]


# Words whose rarity is kept: the headings of a corpus say the same words for every question.
_REMEMBERED = 16_384

# What a question's word weighs in a document whose title has it.
_OF_TITLE = 0.5

# What one weighs that only stands where the question says the title itself.
_IN_NAME = 0.1

# What a body counts, where its duties are asked for, in a heading that speaks of more than it.
_IN_PASSING = 0.5

# How alike topic and heading are that are not of the same thing, by precision and recall.
_LIKE = 0.7

# What a unit loses that names the other of two things asked of one by one: it hardly tells them
# apart.
_OF_OTHER = 0.1

# What a unit gains that says what only the one has that is asked about now.
_OF_ONE = 0.1

# What a unit gains that is labelled as the very one: "b) Loại Khá: …"; a label has so few words.
_LABELLED, _LABEL = 0.2, 6

# The weight from which a word is said by the question itself, not by one before.
_FULL = 0.5
# What it counts that the heading of a list speaks of what is asked for without beginning with it.
_SPOKEN_OF = 0.6

# A list up to this many characters may hold a fact that its first line does not.
_SHORT_LIST = 800


class _Place(NamedTuple):
    """What a clause adds to its units, by its address: what each word of the topic counts that a
    unit lacks, what the neighbours in it weigh, and how much of what it tells is the topic."""

    beyond: Sequence[float]
    pairs: float
    told: float
    called: bool
    headed: float


class _Pairs:
    """Neighbouring words of a question, each pair with its weight."""

    def __init__(self, weights: Mapping[Pair, float]) -> None:
        self._weights = weights
        self._total = sum(weights.values()) or 1.0
        self._all = frozenset(weights)

    def __bool__(self) -> bool:
        return bool(self._weights)

    def share(self, there: frozenset[Pair]) -> float:
        """What those of the pairs weigh that are there, as a share of what all do."""
        if self._all.isdisjoint(there):  # as of most units, and told without a hash of any pair
            return 0.0
        return sum([w for pair, w in self._weights.items() if pair in there]) / self._total


@dataclass(frozen=True, slots=True)
class _Topic:
    """A question's topic, weighed once for all units; ``places`` come as units are looked at, by
    the document and the address of the clause."""

    weights: Mapping[str, float]
    words: Sequence[tuple[str, float, tuple[Wording, ...]]]
    total: float
    pairs: _Pairs
    rarity: Mapping[str, float]
    wording: _Pairs
    said: str
    slight: frozenset[str]
    naming: frozenset[str]
    places: dict[tuple[str, str], _Place]


class Ranker:
    """Scores units. ``rarity`` gives a folded word's inverse document frequency."""

    def __init__(self, rarity: Rarity, weights: Features = WEIGHTS) -> None:
        self._rarity = lru_cache(_REMEMBERED)(rarity)
        self._weights = weights
        self._wholes: dict[tuple[str, str | int], float] = {}

    def rank(
        self,
        question: Understanding,
        units: Sequence[tuple[Units, Unit]],
        likeness: Likenesses,
    ) -> list[Scored]:
        """The units that show what is wanted from best to worst, then the others. ``likeness``
        tells how alike the passages are that hold some."""
        asked, topics = Asked.of(question), dict[tuple[frozenset[str], frozenset[str]], _Topic]()
        words, said = frozenset(term.key for term in question.terms), keys(question.search_text)
        titles: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        scored = []
        alike = likeness([unit for _, unit in units])
        for (home, unit), own in zip(units, alike, strict=True):
            titled = titles.get(home.document.id)
            if titled is None:
                numbered = bool(question.numbers)
                naming = only_in_name(said, home.title_pairs, numbered=numbered)
                titled = titles[home.document.id] = words & home.title_keys, naming
            topic = topics.get(titled)
            if topic is None:
                topic = topics[titled] = self._topic(question, *titled)
            scored.append(self._score(asked, topic, home, unit, own))
        return in_order(question, scored, {home.document.id: home for home, _ in units})

    def _topic(
        self, question: Understanding, titled: frozenset[str], naming: frozenset[str]
    ) -> _Topic:
        """The topic as weighed for documents whose titles have those of its words that are
        ``titled``: they tell which document is meant more than what is asked about it, and those
        that are ``naming`` it tell nothing else."""
        weights: dict[str, float] = {}
        for term in question.terms:
            share = term.weight * (_OF_TITLE if term.key in titled else 1.0)
            share = _IN_NAME if term.key in naming else share
            weights[term.key] = max(weights.get(term.key, 0.0), share * self._rarity(term.key))
        ordered = [term.key for term in question.terms]
        pairs = {pair: self._pair(pair, naming) for pair in pairwise(ordered)}
        wording = {pair: self._pair(pair, naming) for pair in question.wording}
        others = {term.key: term.others for term in question.terms if term.others}
        return _Topic(
            weights=weights,
            words=[(key, weight, others.get(key, ())) for key, weight in weights.items()],
            total=sum(weights.values()) or 1.0,
            pairs=_Pairs(pairs),
            rarity={key: self._rarity(key) for key in weights},
            wording=_Pairs(wording),
            said=f" {' '.join(keys(question.search_text))} " if question.wording else "",
            slight=frozenset(term.key for term in question.terms if term.weight < _FULL),
            naming=naming,
            places={},
        )

    def _pair(self, pair: Pair, naming: frozenset[str]) -> float:
        return self._rarity("_".join(pair)) * (_IN_NAME if naming.issuperset(pair) else 1.0)

    def _score(
        self, asked: Asked, topic: _Topic, home: Units, unit: Unit, likeness: Likeness
    ) -> Scored:
        question = asked.question
        text = home.document.text[unit.start : unit.end]
        known = home.known(unit)
        at = home.document.id, unit.clause.address
        place = topic.places.get(at)
        if place is None:
            place = topic.places[at] = self._place(asked, topic, home, unit, known)
        own = near = 0.0
        for (key, weight, others), beyond in zip(topic.words, place.beyond, strict=True):
            if key in unit.own or (others and _stands(others, unit.own, unit.pairs)):
                own += weight
                near += weight
            else:
                near += beyond
        own, near = own / topic.total, near / topic.total
        fit = self._fit(asked, home, unit, known, text)
        opens = unit.opens and asked.many and not home.goes_on(unit)
        field = bool(asked.fields) and any(is_field(want, text) for want in asked.fields)
        of_body = bool(asked.bodies) and not asked.bodies.isdisjoint(home.bodies_of(unit))
        titled = of_body and home.is_titled_by_body(unit)
        asked_years = asked.years - topic.naming
        years = self._years(asked_years, home, unit, text) if asked_years else 0
        features = Features(
            own=own,
            near=near,
            near_pairs=place.pairs,
            wording=topic.wording.share(unit.pairs),
            dense=likeness.dense,
            lexical=likeness.lexical,
            told=place.told,
            called=place.called and asked.listed and not of_body,
            headed=place.headed,
            annexed=known.annexed,
            body=of_body if titled or Want.DUTY not in question.wants else of_body * _IN_PASSING,
            frame=known.frame,
            scope=known.scope and not asked.scope,
            asked=_share(question.asked_of, unit.own) if question.asked_of else 0.0,
            field=field,
            defines=definition(question, asked.terms, home, unit, text, topic.weights)
            if asked.meaning
            else 0.0,
            opens=opens,
            heads=self._heads(asked, unit, text) if opens and asked.listed else 0.0,
            precise=self._precise(topic, unit, own) if opens and asked.listed else 0.0,
            enumerates=Want.LIST in question.wants and is_enumeration(text),
            year=years > 0,
            tells=asked.demands and tells(question.text, text),
            decides=asked.decides and shows(Want.YES_NO, text),
            who=self._tells_who(asked, text),
        )
        told = list(map(mul, features, self._weights))
        of_other = _OF_OTHER * _share(question.other, unit.own) if question.other else 0.0
        of_other -= _OF_ONE * question.only.issubset(unit.own) if question.only else 0.0
        return Scored(
            unit=unit,
            score=sum(told) - of_other + _LABELLED * _is_labelled(text, question.only),
            topical=sum(told[:TOPICAL]),
            coverage=_coverage(near, place.pairs if topic.pairs else None),
            own=own,
            fits=fit is Fit.ALL and years >= 0,
            field=field,
            of_body=of_body,
            features=features,
            text=text,
            fit=fit if years >= 0 else Fit.NONE,
        )

    def _tells_who(self, asked: Asked, text: str) -> bool:
        """True when a text tells who holds the office, or works with whom, that is asked for."""
        together = Want.COOPERATE in asked.question.wants and shows(Want.COOPERATE, text)
        return together or (asked.office is not None and tells_holder(asked.office, text))

    def _place(self, asked: Asked, topic: _Topic, home: Units, unit: Unit, known: Known) -> _Place:
        """What a unit's clause adds to it: each word that the unit lacks counts by how near to it
        the word stands."""
        clause, pairs = home.clause_keys(unit)
        beyond = []
        for key, weight, others in topic.words:
            if key in known.context or (others and _stands(others, known.context, pairs)):
                beyond.append(weight)
            elif key in clause or (others and _stands(others, clause, pairs)):
                beyond.append(0.8 * weight)
            else:
                beyond.append(0.6 * weight if key in home.title_keys else 0.0)
        return _Place(
            beyond,
            pairs=topic.pairs.share(pairs),
            told=self._of_topic(topic, (home.document.id, unit.cited.address), clause),
            called=_calls(topic, home.called(unit.cited)),
            headed=self._headed(topic, home, unit.cited) if asked.headed else 0.0,
        )

    def _of_topic(
        self, topic: _Topic, place: tuple[str, str | int], words: frozenset[str]
    ) -> float:
        """How much of what the words of a place tell, by rarity, is the question's topic: a long
        clause has many words by chance."""
        whole = self._wholes.get(place)
        if whole is None:
            whole = self._wholes[place] = sum(map(self._rarity, words)) or 1.0
        return sum([rarity for key, rarity in topic.rarity.items() if key in words]) / whole

    def _headed(self, topic: _Topic, home: Units, clause: Clause) -> float:
        """How nearly the topic is what the heading of a clause, or one above it, says: 0 up to a
        likeness that many headings of a text have, 1 where neither says more than the other."""
        best = max(
            (
                _harmonic(
                    self._of_topic(topic, (home.document.id, f"{at} heading"), words),
                    sum(weight for key, weight in topic.weights.items() if key in words)
                    / topic.total,
                )
                for at, words in home.headings_over(clause)
            ),
            default=0.0,
        )
        return max(0.0, best - _LIKE) / (1 - _LIKE)

    def _heads(self, asked: Asked, unit: Unit, text: str) -> float:
        """How much a list is headed as one of the very things asked for: it begins with them
        ("1. Tình huống nguy hiểm …"), or speaks of them ("2. Biện pháp xử lý tình huống …")."""
        if begins_with(asked.heads, text):
            return 1.0
        question = asked.question
        return _SPOKEN_OF if question.asked_of and question.asked_of <= unit.own else 0.0

    def _precise(self, topic: _Topic, unit: Unit, own: float) -> float:
        """How much of what a heading tells, by rarity, is the question's topic, and the reverse."""
        return _harmonic(self._of_topic(topic, (unit.document_id, unit.start), unit.own), own)

    def _fit(self, asked: Asked, home: Units, unit: Unit, known: Known, text: str) -> Fit:
        question = asked.question
        if known.recipient or (known.title and not (unit.opens and asked.many)):
            return Fit.NONE
        if known.leads_over and not asked.before:
            return Fit.NONE
        if Want.DUTY in question.wants and not unit.opens and names_only_bodies(text):
            return Fit.NONE
        short = unit.group_end - unit.start <= _SHORT_LIST or asked.many
        whole = home.document.text[unit.start : unit.group_end] if short else text
        told = unit.clause.level is Level.ROW or not asked.demands
        if not told and not meets(question.text, home.with_headings(unit, whole)):
            return Fit.NONE
        if asked.named and not names_as_many(whole, asked.named):
            return Fit.NONE
        if asked.places and not (home.document.province or names_a_place(whole)):
            return Fit.NONE
        if known.dateline and not home.document.secondary and Want.DATE in question.wants:
            return Fit.NONE
        shown = [self._shown(question, home, unit, want, whole) for want in asked.decisive]
        if question.counted:
            shown.append(
                shows_count(whole, question.counted)
                or home.tables.has_figure_under(unit, question.counted)
                or home.tables.has_figure_beside(unit, question.counted)
                or home.opens_list_of(unit, question.counted)
            )
        if all(shown):
            return Fit.ALL
        once = Want.DATE in asked.decisive and not TIMES.isdisjoint(question.counted)
        return Fit.PART if any(shown) and len(shown) - once > 1 else Fit.NONE

    def _shown(
        self, question: Understanding, home: Units, unit: Unit, want: Want, text: str
    ) -> bool:
        """True when a unit shows what is wanted, by itself, by its table's head or by its lead."""
        if self._shows(question, unit, want, text):
            return True
        if unit.clause.level is Level.ROW and home.tables.has_figure_under(unit, heads(want)):
            return True
        lead = lead_above(home, unit.clause) if want in FROM_LEADS else None
        return lead is not None and self._shows(
            question, unit, want, home.document.text[slice(*lead)]
        )

    def _shows(self, question: Understanding, unit: Unit, want: Want, text: str) -> bool:
        if want is not Want.DATE:
            return shows(want, text)
        named = any(mention.number.lower() in unit.own for mention in question.numbers)
        dated = named or Want.NUMBER in question.wants
        return shows_time(text, question.grains, of_documents=dated)

    def _years(self, asked: frozenset[str], home: Units, unit: Unit, text: str) -> int:
        """1 when the sentence is of the very years asked about, or stands under them and tells none
        itself; -1 when it and its paragraph are of others, else 0."""
        issued = home.document.issued_on
        if home.document.kind in LAWS and issued and asked == {str(issued.year)}:
            return 0  # the year by which the law is called
        told = years_in(text)
        if (told or home.years_above(unit)) == asked:
            return 1
        if not any(home.spans_year(year) for year in map(int, asked)):
            return -1
        around = home.document.text[unit.line_start : unit.line_end]
        return -1 if told and not asked & years_in(around) else 0


def _stands(wordings: tuple[Wording, ...], words: frozenset[str], pairs: frozenset[Pair]) -> bool:
    """True when one of some wordings is among the words, all of it side by side: apart, its words
    may each stand there for something else."""
    return any(
        words.issuperset(wording) and pairs.issuperset(pairwise(wording)) for wording in wordings
    )


def _calls(topic: _Topic, called: tuple[str, ...]) -> bool:
    """True when a question says all of what something is called, in one stretch, and not only in
    what it follows up."""
    telling = len(called) > 1 or (called and not is_plain(called[0]))  # "VNPT" is no syllable
    return (
        bool(telling) and f" {' '.join(called)} " in topic.said and topic.slight.isdisjoint(called)
    )


def _is_labelled(text: str, only: frozenset[str]) -> bool:
    """True when a text begins with a label that has the words which only one of two things has."""
    label, colon, _ = text.partition(":")
    said = keys(label) if only and colon and len(label) <= _LABEL * 10 else []
    return bool(said) and len(said) <= _LABEL + 1 and only.issubset(said)


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


def _share(wanted: frozenset[str], words: frozenset[str]) -> float:
    return len(wanted & words) / len(wanted)


def _coverage(near: float, near_pairs: float | None) -> float:
    """Words alone can all be there by chance; neighbours that stay together hardly."""
    return near if near_pairs is None else 0.75 * near + 0.25 * near_pairs
