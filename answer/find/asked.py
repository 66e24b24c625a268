"""What a question asks of every unit that is laid against it, found out once."""

from __future__ import annotations

from dataclasses import dataclass

from answer.find.defining import ASK_FOR_MEANING
from answer.find.demands import demands
from answer.find.shows import DECISIVE, has_fields, to_be_named
from answer.understand.cues import Want
from answer.understand.understanding import Understanding
from corpus.bodies import body_key


@dataclass(frozen=True, slots=True)
class Asked:
    """``many`` says that a list or duties will do, ``meaning`` that a definition may, ``demands``
    that it demands more than a kind of thing; ``named`` is how many things are to be named;
    ``decisive`` are its wants that a unit must show, ``fields`` those that a field of a task shows;
    ``years`` are those that a unit must be of, ``bodies`` the keys of those asked about."""

    question: Understanding
    many: bool
    meaning: bool
    demands: bool
    named: int
    decisive: frozenset[Want]
    fields: tuple[Want, ...]
    years: frozenset[str]
    bodies: frozenset[str]

    @classmethod
    def of(cls, question: Understanding) -> Asked:
        """What a question asks."""
        wants = question.wants
        dated = wants & (DECISIVE | {Want.COUNT, Want.LIST})
        return cls(
            question=question,
            many=not wants or bool(wants & {Want.LIST, Want.DUTY}),
            meaning=not wants.isdisjoint(ASK_FOR_MEANING),
            demands=bool(demands(question.text)),
            named=to_be_named(question.text),
            decisive=wants & DECISIVE,
            fields=tuple(filter(has_fields, wants)),
            years=frozenset(map(str, question.years)) if dated else frozenset(),
            bodies=frozenset(body_key(mention.name) for mention in question.bodies),
        )
