"""How the product and its peers do over the answerable questions of one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from answer.protocol import AssistantLike
from eval.metrics import SHARED_WORDS, share, shared_words, supports
from eval.peers.langchain_faiss import LangChainPeer
from eval.peers.nom_rag import NomPeer, is_installed
from eval.peers.peer import PIECES, Found, Peer
from eval.questions import EvalQuestion
from eval.run import Verdict
from index.model import Encoder, Progress, silent

CHARACTERS = 1200
"""Of what a way brings, so much is looked at: a screen, or a few passages of a prompt."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one way did, as shares in [0, 1], None of no question: questions served, of those typed
    without diacritics those served, and those whose first piece is of a wrong document."""

    name: str
    served: float | None
    served_without_diacritics: float | None
    wrong_document: float | None


class _Search:
    """The product's own search, as ``trolyso search`` shows it: whole clauses."""

    name = "Trợ lý số, tìm kiếm"

    def __init__(self, assistant: AssistantLike) -> None:
        self._assistant = assistant

    def find(self, question: str) -> Found:
        return [
            (hit.document.source, hit.document.text[hit.start : hit.end])
            for hit in self._assistant.search(question, PIECES)
        ]


def compared(
    verdicts: Sequence[Verdict],
    assistant: AssistantLike,
    encoder: Encoder,
    progress: Progress = silent,
) -> dict[str, Any]:
    """The comparison as the report holds it: ``{"characters", "without_nom", "rows": [Row, …]}``.
    A follow-up is asked together with what came before it, since no peer has a memory.
    ``encoder`` embeds the peers' own pieces."""
    documents = list(assistant.documents.values())
    sources = {key: document.source for key, document in assistant.documents.items()}
    answerable = [verdict for verdict in verdicts if verdict.question.answerable]
    cited = [(verdict.question, _cited(verdict, sources)) for verdict in answerable]
    rows = [_row("Trợ lý số, câu trả lời", cited)]
    makers: list[Callable[[], Peer]] = [
        lambda: _Search(assistant),
        lambda: LangChainPeer(documents, encoder),
    ]
    if is_installed():
        makers.append(lambda: NomPeer(documents, encoder))
    for make in makers:
        peer = make()
        found = []
        for done, verdict in enumerate(answerable, 1):
            found.append((verdict.question, peer.find(_whole(verdict.question))))
            progress(peer.name, done, len(answerable))
        rows.append(_row(peer.name, found))
    return {
        "characters": CHARACTERS,
        "without_nom": not is_installed(),
        "rows": [asdict(row) for row in rows],
    }


def is_served(question: EvalQuestion, pieces: Found) -> bool:
    """True when the first ``CHARACTERS`` of the pieces support any of the places that the
    question's gold names."""
    left = CHARACTERS
    golds = [gold for need in question.needs for gold in need]
    for source, text in pieces:
        spans = [gold.span for gold in golds if gold.source == source]
        if len(text) > left:
            # The head of a piece may be a word or two, which stand in any span.
            return any(shared_words(span, text[:left]) >= SHARED_WORDS for span in spans)
        if any(supports(text, span) for span in spans):
            return True
        left -= len(text)
    return False


def _whole(question: EvalQuestion) -> str:
    return " ".join([*question.history, question.question])


def _cited(verdict: Verdict, sources: Mapping[str, str]) -> Found:
    return [(sources.get(c.document_id, ""), c.quote) for c in verdict.reply.citations]


def _row(name: str, found: Sequence[tuple[EvalQuestion, Found]]) -> Row:
    served = [(question, is_served(question, pieces)) for question, pieces in found]
    bare = [well for question, well in served if question.variant == "no_diacritics"]
    wrong = [pieces[0][0] not in _right(question) for question, pieces in found if pieces]
    return Row(
        name=name,
        served=share(sum(well for _, well in served), len(served)),
        served_without_diacritics=share(sum(bare), len(bare)),
        wrong_document=share(sum(wrong), len(wrong)),
    )


def _right(question: EvalQuestion) -> set[str]:
    return {gold.source for need in question.needs for gold in need}
