"""What holds of every answer, always; each breach is a fault with words for people.

The contract: ``text[start:end] == quote``, the clause holds the quote, every ``[n]`` exists, every
sentence that states something from a document carries an ``[n]``, and a refusal states no fact
before "Liên quan:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.model import Span
from eval.metrics import SHARED_WORDS, shared_words
from eval.reply import Cited, Reply

# A reference mark of an answer: [1], [12].
_MARK = re.compile(r"\[(\d+)\]")
# Where a sentence ends: a full stop, question or exclamation mark, ellipsis, with the reference
# marks that follow it, before white space or the end; or the end of a line.
_SENTENCE_END = re.compile(r"[.!?…](?:\s*\[\d+\])*+(?=\s|\Z)|\n")
# An abbreviation whose full stop ends no sentence: "TP.", "Q.", "ThS.", or a list number "1.".
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-ZĐ]{1,3}|Tp|Th[Ss]|PGS|tr|v\.v|\d{1,2})\.$")

RELATED = "Liên quan:"
# Fewer shared words than these are a name or a turn of phrase, not a statement.
_STATEMENT_WORDS = 5


@dataclass(frozen=True, slots=True)
class CorpusText:
    """A document as eval checks against it: its file, its canonical text, its clauses' places."""

    source: str
    text: str
    clauses: Mapping[str, Span]


def faults(reply: Reply, documents: Mapping[str, CorpusText]) -> tuple[str, ...]:
    """Every breach of the contract in a reply, in words; empty when it is clean.

    ``documents`` holds at least the documents that the reply cites and that exist.
    """
    return (
        *(fault for cited in reply.citations for fault in _citation(cited, documents)),
        *_marks(reply),
        *(f"câu không có dấu dẫn: {sentence!r}" for sentence in unmarked_statements(reply)),
        *_refusal(reply),
    )


def sentences(text: str) -> Iterator[str]:
    """The sentences of an answer, each with the reference marks that follow its full stop. What
    goes on in small letters ("cuộc họp, hội nghị... để tuyên truyền") is one sentence.

    >>> list(sentences("Xong trong tháng 5. [1] Do TP. Huế chủ trì [2]."))
    ['Xong trong tháng 5. [1]', 'Do TP. Huế chủ trì [2].']
    """
    start = 0
    for match in _SENTENCE_END.finditer(text):
        goes_on = match.group() != "\n" and text[match.end() :].lstrip(" ")[:1].islower()
        if goes_on or _ABBREVIATION.search(text[start : match.end()]):
            continue
        if sentence := text[start : match.end()].strip():
            yield sentence
        start = match.end()
    if sentence := text[start:].strip():
        yield sentence


def unmarked_statements(reply: Reply) -> list[str]:
    """The sentences without an ``[n]`` that say what a quote says: 80 % of their words, at least
    five, stand in one of the reply's quotes in the same order. Connecting words and headings of
    our own pass, for no quote says them."""
    return [
        sentence
        for sentence in sentences(reply.answer)
        if not _MARK.search(sentence)
        and len(sentence.split()) >= _STATEMENT_WORDS
        and any(shared_words(sentence, cited.quote) >= SHARED_WORDS for cited in reply.citations)
    ]


def _citation(cited: Cited, documents: Mapping[str, CorpusText]) -> Iterator[str]:
    document = documents.get(cited.document_id)
    if document is None:
        yield f"[{cited.id}] dẫn văn bản không có: {cited.document_id}"
        return
    if not cited.quote or document.text[cited.start : cited.end] != cited.quote:
        yield f"[{cited.id}] trích dẫn không khớp nguyên văn tại {cited.start}–{cited.end}"
    clause = document.clauses.get(cited.clause)
    if clause is None:
        yield f"[{cited.id}] dẫn địa chỉ không có: {cited.clause}"
    elif not clause.start <= cited.start <= cited.end <= clause.end:
        yield f"[{cited.id}] trích dẫn nằm ngoài {cited.clause}"


def _marks(reply: Reply) -> Iterator[str]:
    ids = [cited.id for cited in reply.citations]
    if len(set(ids)) != len(ids):
        yield f"số trích dẫn trùng nhau: {ids}"
    for mark in dict.fromkeys(map(int, _MARK.findall(reply.answer))):
        if mark not in ids:
            yield f"[{mark}] không có trích dẫn"
    if reply.states_facts and not ids:
        yield "câu trả lời không có trích dẫn nào"


def _refusal(reply: Reply) -> Iterator[str]:
    stated = reply.answer.partition(RELATED)[0]
    if not reply.states_facts and _MARK.search(stated):
        yield f"từ chối ({reply.status}) mà vẫn nêu nội dung trước {RELATED!r}"
