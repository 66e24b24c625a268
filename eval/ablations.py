"""What each ingredient of an answer is worth: sets of questions with one of them off at a time.

An ablation makes an assistant that lacks one thing and is otherwise the product; it reaches into
the assistant on purpose, so that the product needs no switches that only a measurement would use.
The limit stays as it was fitted to the whole, as it would were a part to fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from answer.answering import Answerer
from answer.assistant import Assistant
from answer.find.features import WEIGHTS, Features
from answer.find.ranking import Ranker
from answer.model import Answer, Language
from answer.spelling import Speller
from answer.spelling.speller import Spelled
from corpus.text import nfc
from eval.questions import EvalQuestion
from eval.run import Verdict, run
from eval.summary import Summary, summarise
from eval.targets import InProcess
from eval.variants import CLEAN, WAYS, clean_typed
from index.dense import DenseIndex
from index.lexical import LexicalField, Scores, folded_terms, terms
from index.model import Encoder, Progress, silent
from index.passages import passage_text
from index.search import Index

WHOLE = "đủ mọi thành phần"


@dataclass(frozen=True, slots=True)
class Ablation:
    """One thing off: its name, and how to make the assistant that lacks it."""

    name: str
    make: Callable[[], Assistant]


@dataclass(frozen=True, slots=True)
class Ablated:
    """How the assistant did without one thing, by set; ``worse`` and ``better`` are the questions
    that it lost and won by that."""

    name: str
    summaries: Mapping[str, Summary]
    worse: tuple[str, ...]
    better: tuple[str, ...]


def ablations(index: Index, speller: Speller, encoder: Encoder) -> Iterator[Ablation]:
    """Every ablation, the whole product first. ``encoder`` embeds what an ablation changes."""

    def over(other: Index) -> Callable[[], Assistant]:
        return lambda: Assistant(other, speller)

    speller = speller.with_corpus(document.text for document in index.documents.values())
    whole = Assistant(index, speller)
    yield Ablation(WHOLE, lambda: whole)
    yield Ablation("tìm: không vectơ", over(_with(index, dense=_no_dense(index))))
    yield Ablation(
        "tìm: không BM25", over(_with(index, folded=_Mute(index), accented=_Mute(index)))
    )
    yield Ablation("tìm: BM25 chỉ theo chữ có dấu", over(_with(index, folded=_Accented(index))))
    yield Ablation(
        "tìm: đoạn không mang tên văn bản, đề mục",
        lambda: Assistant(_headless(index, encoder), speller),
    )
    yield Ablation("tìm: không tra thẳng điều khoản, thông tin", partial(_searching, whole))
    yield Ablation(
        "hiểu: không trả dấu, sửa lỗi, viết tắt", lambda: Assistant(index, _Typed(speller))
    )
    for feature in Features._fields:
        yield Ablation(f"xếp hạng: không {feature}", partial(_unweighed, whole, index, feature))


def measure(
    sets: Mapping[str, Sequence[EvalQuestion]],
    chosen: Sequence[Ablation],
    progress: Progress = silent,
) -> list[Ablated]:
    """How every ablation does on every set, against the first, which is the whole."""
    judged = {}
    for done, ablation in enumerate(chosen, 1):
        target = InProcess(ablation.make())
        judged[ablation.name] = {name: run(questions, target) for name, questions in sets.items()}
        progress("Đang đo", done, len(chosen))
    return against_first(judged)


def measure_typed(
    sets: Mapping[str, Sequence[EvalQuestion]],
    assistant: Assistant,
    progress: Progress = silent,
) -> list[Ablated]:
    """How the cleanly typed questions of every set do when typed in other ways, against
    themselves."""
    target = InProcess(assistant)
    judged = {}
    for done, way in enumerate((CLEAN, *WAYS), 1):
        judged[way] = {
            name: run(clean_typed(questions, way), target) for name, questions in sets.items()
        }
        progress("Đang đo", done, 1 + len(WAYS))
    return against_first(judged)


def against_first(judged: Mapping[str, Mapping[str, Sequence[Verdict]]]) -> list[Ablated]:
    """Verdicts by name and set, each beside the first's."""
    right = {
        named: {
            f"{name}:{verdict.question.id}": verdict.correct
            for name, verdicts in by_set.items()
            for verdict in verdicts
        }
        for named, by_set in judged.items()
    }
    whole = next(iter(right.values()))
    return [
        Ablated(
            named,
            {name: summarise(verdicts) for name, verdicts in by_set.items()},
            worse=tuple(key for key, ok in right[named].items() if whole[key] and not ok),
            better=tuple(key for key, ok in right[named].items() if ok and not whole[key]),
        )
        for named, by_set in judged.items()
    ]


def _with(index: Index, **changed: Any) -> Index:
    """The index with some of its parts replaced."""
    parts: dict[str, Any] = {
        "documents": index.documents,
        "passages": index.passages,
        "names": index.names,
        "encoder": index.encoder,
        "dense": index._dense,
        "accented": index._accented,
        "folded": index._folded,
        "fusion": index.fusion,
    }
    return Index(**(parts | changed))


def _no_dense(index: Index) -> DenseIndex:
    """Vectors that are alike to nothing."""
    size = index.encode("a").shape[0]
    return DenseIndex(np.zeros((len(index.passages), size), np.float32))


def _headless(index: Index, encoder: Encoder) -> Index:
    """The index whose passages are nothing but their own text."""
    passages = [replace(passage, head="") for passage in index.passages]
    texts = [passage_text(index.documents[p.document_id], p) for p in passages]
    return _with(
        index,
        passages=passages,
        dense=DenseIndex(encoder.encode_passages(texts)),
        accented=LexicalField.of(texts, terms),
        folded=LexicalField.of(texts, folded_terms),
    )


class _Mute(LexicalField):
    """A field whose words are as rare as they are, and never found."""

    def __init__(self, index: Index) -> None:
        field = index._folded
        super().__init__(field._terms, field._weights, field._lengths, field._analyse)

    def scores(self, _query: str) -> Scores:
        return np.zeros(len(self), np.float32)


class _Accented(LexicalField):
    """The folded field that finds words only as they are written."""

    def __init__(self, index: Index) -> None:
        field = index._folded
        super().__init__(field._terms, field._weights, field._lengths, field._analyse)
        self._written = index._accented

    def scores(self, query: str) -> Scores:
        return self._written.scores(query)


class _Typed(Speller):
    """A speller that leaves a question as it was typed."""

    def __init__(self, speller: Speller) -> None:
        super().__init__(speller._lexicon, speller._abbreviations)

    def understand(self, text: str) -> Spelled:
        typed = nfc(text)
        return Spelled(typed, typed, typed, False, Language.VIETNAMESE)


class _Searching(Answerer):
    """An answerer that searches also for what it could look up."""

    def _by_clause(self, *_asked: object) -> Answer | None:
        return None

    def _document_data(self, *_asked: object) -> None:
        return None


def _searching(whole: Assistant) -> Assistant:
    assistant = _copied(whole)
    assistant._answerer.__class__ = _Searching
    return assistant


def _unweighed(whole: Assistant, index: Index, feature: str) -> Assistant:
    assistant = _copied(whole)
    weights = WEIGHTS._replace(**{feature: 0.0})
    assistant._answerer._ranker = Ranker(index.rarity, weights)
    return assistant


def _copied(whole: Assistant) -> Assistant:
    """An assistant that may be changed, over the documents that the whole has read."""
    assistant = copy(whole)
    assistant._answerer = copy(whole._answerer)
    return assistant
