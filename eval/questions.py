"""A set of questions with what a right answer rests on, read from JSON Lines.

Beside a set ``dev.jsonl`` may lie ``dev.equivalents.json``, which says where else the same facts
stand. All three keys are optional:

    {"sources": [["law.txt", "same-law-again.txt"]],
     "one_of": {"q12": [[0, 1]]},
     "also": {"q33": {"0": [{"source": "report.txt", "document": "…", "span": "…", "label": ""}]}}}

``sources`` lists files that hold the same document; ``one_of`` the gold entries of a question of
which one is enough; ``also`` further places that serve a gold entry (numbered from 0) as well.
After reading none of this shows: a question has needs, and each need has its alternatives.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.errors import reason_of
from corpus.text import nfc
from eval.errors import EvalError

DEV = Path(str(resources.files("eval") / "dev.jsonl"))
"""The set on the shipped documents, which comes with the product."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A place a right answer may rest on: the file, the words verbatim, and the clause's label
    (empty where the numbering is missing or broken, and the label is not judged)."""

    source: str
    span: str
    label: str


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question of a set.

    ``needs`` are what must be cited, each a tuple of alternatives of which one serves; ``facts``
    what the answer must say, each a tuple of wordings; ``forbidden`` what it must not say.
    """

    id: str
    question: str
    type: str
    variant: str
    history: tuple[str, ...]
    answerable: bool
    needs: tuple[tuple[Gold, ...], ...]
    facts: tuple[tuple[str, ...], ...]
    forbidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equivalents:
    """Where else the facts of a set stand, as the module's docstring draws it."""

    sources: tuple[tuple[str, ...], ...] = ()
    one_of: Mapping[str, Sequence[Sequence[int]]] | None = None
    also: Mapping[str, Mapping[str, Sequence[Mapping[str, str]]]] | None = None

    def needs(self, question_id: str, golds: Sequence[Gold]) -> tuple[tuple[Gold, ...], ...]:
        """The gold entries of a question as needs with all their alternatives."""
        also = (self.also or {}).get(question_id, {})
        served = [
            (gold, *(_gold(entry) for entry in also.get(str(position), ())))
            for position, gold in enumerate(golds)
        ]
        groups = [list(group) for group in (self.one_of or {}).get(question_id, ())]
        grouped = set(chain.from_iterable(groups))
        groups += [[position] for position in range(len(golds)) if position not in grouped]
        return tuple(
            tuple(chain.from_iterable(self._copies(gold) for p in group for gold in served[p]))
            for group in sorted(groups)
        )

    def _copies(self, gold: Gold) -> list[Gold]:
        """The gold entry itself, then itself in every other file that holds the same document."""
        twins = chain.from_iterable(same for same in self.sources if gold.source in same)
        return [gold] + [Gold(twin, gold.span, gold.label) for twin in twins if twin != gold.source]


def read_questions(path: Path, equivalents: Path | None = None) -> tuple[EvalQuestion, ...]:
    """The questions of a set, in its order. Without ``equivalents`` the file beside the set is
    taken where there is one. Raises EvalError, naming the line, when something is amiss."""
    beside = path.with_suffix(".equivalents.json")
    if equivalents is None and beside.is_file():
        equivalents = beside
    same = read_equivalents(equivalents) if equivalents else Equivalents()
    questions: list[EvalQuestion] = []
    for number, line in enumerate(_read(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            questions.append(_question(json.loads(line), same))
        except json.JSONDecodeError as error:
            raise _bad_line(path, number, f"không phải JSON ({error.msg})") from error
        except KeyError as error:
            raise _bad_line(path, number, f"thiếu trường {error.args[0]!r}") from error
        except (TypeError, ValueError, IndexError) as error:
            raise _bad_line(path, number, f"sai kiểu dữ liệu ({error})") from error
    if not questions:
        raise EvalError(
            f"Bộ câu hỏi {path} không có câu nào.",
            english=f"The question set {path} holds no question.",
            hint="Mỗi dòng là một câu hỏi dạng JSON, như trong bộ eval/dev.jsonl kèm theo.",
        )
    return tuple(questions)


def read_equivalents(path: Path) -> Equivalents:
    """The equivalents of a set. Raises EvalError when the file is not in the shape above."""
    try:
        raw = json.loads(_read(path))
        return Equivalents(
            sources=tuple(tuple(same) for same in raw.get("sources", ())),
            one_of=raw.get("one_of"),
            also=raw.get("also"),
        )
    except (json.JSONDecodeError, AttributeError, TypeError) as error:
        raise EvalError(
            f"Tệp tương đương {path} không đúng dạng: {error}.",
            english=f"The equivalents in {path} are malformed: {error}.",
            hint='Cần một đối tượng JSON có các khóa "sources", "one_of", "also".',
        ) from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(
            f"Không đọc được {path}: {reason_of(error)}.",
            english=f"{path} cannot be read: {error}.",
            hint="Hãy kiểm tra đường dẫn; tệp phải là UTF-8.",
        ) from error


def _question(raw: Mapping[str, Any], same: Equivalents) -> EvalQuestion:
    if not isinstance(raw["answerable"], bool):
        raise TypeError("answerable: cần true hoặc false")
    return EvalQuestion(
        id=_text(raw["id"]),
        question=_text(raw["question"]),
        type=_text(raw["type"]),
        variant=_text(raw["variant"]),
        history=tuple(_text(turn) for turn in raw["history"]),
        answerable=raw["answerable"],
        needs=same.needs(raw["id"], [_gold(gold) for gold in raw["gold"]]),
        facts=tuple(tuple(_text(wording) for wording in group) for group in raw["facts"]),
        forbidden=tuple(_text(wording) for wording in raw["forbidden"]),
    )


def _gold(raw: Mapping[str, str]) -> Gold:
    return Gold(source=_text(raw["source"]), span=_text(raw["span"]), label=_text(raw["label"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"cần chuỗi, gặp {value!r}")
    return nfc(value)


def _bad_line(path: Path, number: int, what: str) -> EvalError:
    return EvalError(
        f"{path}, dòng {number}: {what}.",
        english=f"{path}, line {number}: malformed question ({what}).",
        hint="Mỗi dòng cần id, question, type, variant, history, answerable, gold, facts, "
        "forbidden.",
    )
