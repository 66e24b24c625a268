"""Asks every question of a set and judges every reply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.invariants import CorpusText, faults
from eval.metrics import (
    Evidence,
    citations_serving,
    facts_found,
    forbidden_said,
    labels_judged,
    needs_served,
    wrong_document,
)
from eval.questions import EvalQuestion
from eval.reply import Reply
from eval.targets import Target


@dataclass(frozen=True, slots=True)
class Verdict:
    """A question, its reply, and what the metrics say of it.

    Counts come in pairs (part, whole) where they make shares: ``facts``, ``recall`` (needs served),
    ``precision`` (citations that serve), ``labels`` (right, judged). ``mismatch`` is None where
    there is nothing to judge: an unanswerable question, or a reply without a citation.
    """

    question: EvalQuestion
    reply: Reply
    correct: bool
    facts: tuple[int, int]
    recall: tuple[int, int]
    precision: tuple[int, int]
    labels: tuple[int, int]
    mismatch: bool | None
    forbidden: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def refused(self) -> bool:
        """True when the reply's status is a refusal of any kind."""
        return self.reply.error is None and not self.reply.states_facts


def run(
    questions: Sequence[EvalQuestion],
    target: Target,
    advanced: Callable[[int], None] = lambda done: None,
) -> list[Verdict]:
    """A verdict on every question, in order. The first question is asked once more beforehand, so
    that no latency counts what a first call loads. ``advanced`` hears how many are done."""
    target.ask(questions[0])
    verdicts = []
    for done, question in enumerate(questions, 1):
        reply = target.ask(question)
        cited = {citation.document_id for citation in reply.citations}
        documents = {name: text for name in cited if (text := target.document(name)) is not None}
        verdicts.append(judge(question, reply, documents))
        advanced(done)
    return verdicts


def judge(question: EvalQuestion, reply: Reply, documents: dict[str, CorpusText]) -> Verdict:
    """The verdict on one reply.

    An answerable question is answered correctly when the reply states something, every group of
    facts has a wording in it, some need is served, and nothing forbidden is said; an unanswerable
    one when it is refused in any way.
    """
    sources = {name: text.source for name, text in documents.items()}
    cited = [Evidence(sources.get(c.document_id), c.label, c.quote) for c in reply.citations]
    found = facts_found(reply.answer, question.facts)
    forbidden = forbidden_said(reply.answer, question.forbidden)
    served = needs_served(cited, question.needs)
    answered = reply.states_facts and found == len(question.facts) and served > 0
    refused = reply.error is None and not reply.states_facts
    judged = question.answerable and bool(cited)
    return Verdict(
        question=question,
        reply=reply,
        correct=(answered and not forbidden) if question.answerable else refused,
        facts=(found, len(question.facts)),
        recall=(served, len(question.needs)),
        precision=((citations_serving(cited, question.needs), len(cited)) if judged else (0, 0)),
        labels=labels_judged(cited, question.needs),
        mismatch=wrong_document(cited, question.needs) if judged else None,
        forbidden=forbidden,
        faults=faults(reply, documents),
    )
