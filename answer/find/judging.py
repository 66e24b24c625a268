"""Is the best that was found an answer? Better none than one that does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answer.find.confidence import Confidence, Direct, evidence_of
from answer.find.scored import Scored
from answer.find.shows import DECISIVE
from answer.understand.cues import Want, load_cues
from answer.understand.naming import to_be_named
from answer.understand.understanding import Understanding
from answer.words import body_keys, keys
from corpus.bodies import body_key

# A sentence where less than this of a question's topic stands, headings above it included, is on
# another matter, however few come near it.
_LEAST_COVERED = 0.15


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to answer, how sure (0 to 1), and what is lacking when not."""

    good: bool
    confidence: float
    lacking: Want | None = None


def judge(
    question: Understanding,
    ranked: Sequence[Scored],
    confidence: Confidence,
    *,
    named: bool = True,
    inside: bool = False,
    beside: bool = False,
) -> Verdict:
    """The verdict on ranked units: those that show what is wanted first, best first. ``named`` says
    that the question names a document or a place, ``inside`` that the units are those of a clause
    it names, where it is enough to show what is wanted; ``beside`` that another thing it asks the
    same of has its answer, so that this one likely has one too."""
    if not ranked or not ranked[0].fits:
        return Verdict(False, 0.0, _lacking(question))
    if inside:
        return Verdict(True, confidence.of_direct(Direct.INSIDE))
    duties = question.asks_duties_of_bodies
    if duties and not (ranked[0].of_body or _tells_of_body(question, ranked[0])):
        return Verdict(False, 0.0, Want.DUTY)
    evidence = evidence_of(ranked, named=named, duties=duties and ranked[0].of_body)
    if ranked[0].coverage < _LEAST_COVERED:
        return Verdict(False, 0.0, _lacking(question))
    if to_be_named(question.text) and evidence.margin < 0:
        return Verdict(False, 0.0)  # what tells of so many things does not name them
    good = confidence.suffices(evidence) or (beside and not question.wants.isdisjoint(DECISIVE))
    return Verdict(good, confidence.of_sentence(evidence), None if good else _lacking(question))


def _tells_of_body(question: Understanding, best: Scored) -> bool:
    """True when a sentence names a body asked about further in and the question says in which
    matter: "Trong giai đoạn chuyển tiếp, UBND tỉnh phải làm gì?"."""
    asked = {body_key(mention.name) for mention in question.bodies}
    names = frozenset(key for mention in question.bodies for key in keys(mention.name))
    beside = names | load_cues().words["duty"]
    narrowed = any(term.key not in beside for term in question.terms)
    return narrowed and not asked.isdisjoint(body_keys(best.text))


def _lacking(question: Understanding) -> Want | None:
    order = (
        Want.EFFECTIVE_ON,
        Want.CONTACT,
        Want.PERSON,
        Want.PLACE,
        Want.PERCENT,
        Want.MONEY,
        Want.RANK,
        Want.DATE,
        Want.NUMBER,
        Want.COUNT,
    )
    return next((want for want in order if want in question.wants), None)
