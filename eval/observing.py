"""What the assistant would have answered had it dared to answer everything, and how right that was.

The confidence of an answer is fitted to these observations: each is a question of a set with the
evidence that its answer rests on and whether the answer is right, also where the assistant would
have refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from answer.find.confidence import Confidence, Direct, Evidence, measured
from eval.invariants import CorpusText
from eval.questions import EvalQuestion
from eval.run import Verdict, judge
from eval.targets import Target


@dataclass(frozen=True)
class Daring(Confidence):
    """The confidence that ships, but for its limit: it lets every answer pass, and remembers what
    it was asked about since it was last cleared."""

    evidence: list[Evidence] = field(default_factory=list)
    ways: list[Direct] = field(default_factory=list)

    @classmethod
    def made(cls) -> Daring:
        """One that remembers nothing yet."""
        told = measured()
        return cls(told.right, told.answerable, 0.0, told.direct, told.refusals)

    def clear(self) -> None:
        """Forgets what was asked so far."""
        self.evidence.clear()
        self.ways.clear()

    def of_sentence(self, evidence: Evidence) -> float:
        self.evidence.append(evidence)
        return Confidence.of_sentence(self, evidence)

    def suffices(self, evidence: Evidence) -> bool:
        return True

    def of_direct(self, way: Direct) -> float:
        self.ways.append(way)
        return Confidence.of_direct(self, way)


@dataclass(frozen=True, slots=True)
class Observation:
    """A question asked of the daring assistant. ``group`` is the document it is about: questions on
    one document are no independent witnesses. ``evidence`` is the weakest that the answer rests on,
    None where it came directly (``way``) or was refused all the same."""

    group: str
    answerable: bool
    states_facts: bool
    right: bool
    status: str
    evidence: Evidence | None
    way: Direct | None


def observe(
    questions: Sequence[EvalQuestion],
    target: Target,
    daring: Daring,
    advanced: Callable[[int], None] = lambda done: None,
) -> list[Observation]:
    """An observation of every question, in order; ``target`` answers with ``daring``."""
    seen = []
    for done, question in enumerate(questions, 1):
        daring.clear()
        reply = target.ask(question)
        cited = {citation.document_id for citation in reply.citations}
        documents = {name: text for name in cited if (text := target.document(name)) is not None}
        seen.append(_observation(judge(question, reply, documents), documents, daring))
        advanced(done)
    return seen


def _observation(verdict: Verdict, documents: dict[str, CorpusText], daring: Daring) -> Observation:
    question, reply = verdict.question, verdict.reply
    rests_on = daring.evidence if reply.states_facts else []
    sources = [gold.source for need in question.needs for gold in need]
    sources += [
        documents[c.document_id].source for c in reply.citations if c.document_id in documents
    ]
    return Observation(
        group=sources[0] if sources else question.id,
        answerable=question.answerable,
        states_facts=reply.states_facts,
        right=verdict.correct,
        status=reply.status,
        evidence=min(rests_on, key=lambda evidence: evidence.score, default=None),
        way=daring.ways[0] if daring.ways and reply.states_facts and not rests_on else None,
    )
