"""A public benchmark, read from a folder: ``corpus.jsonl`` and ``queries.jsonl``.

A line of the corpus is ``{"id", "title", "text"}``, a line of the queries ``{"id", "question",
"relevant": [ids]}``, with ``"is_impossible": true`` where the corpus does not answer (``relevant``
then names the text that the question was written about). Other fields are left alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import reason_of
from corpus.model import Document
from corpus.reading import document_of
from corpus.text import nfc
from eval.errors import EvalError


@dataclass(frozen=True, slots=True)
class Query:
    """A question of a benchmark with the ids of the texts that answer it."""

    id: str
    text: str
    relevant: frozenset[str]
    answerable: bool = True


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark: its texts as documents, in the order of their ids, and its questions."""

    name: str
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]


def read_benchmark(folder: Path) -> Benchmark:
    """The benchmark in a folder. Raises EvalError, naming file and line, when something is
    amiss."""
    documents = sorted(map(_document, _lines(folder / "corpus.jsonl")), key=lambda item: item.id)
    queries = tuple(map(_query, _lines(folder / "queries.jsonl")))
    unknown = {key for query in queries for key in query.relevant} - {d.id for d in documents}
    if unknown:
        raise EvalError(
            f"{folder}: câu hỏi chỉ tới {len(unknown)} mã không có trong corpus.jsonl, "
            f"như {min(unknown)!r}.",
            english=f"{folder}: {len(unknown)} relevant ids are not in corpus.jsonl.",
            hint="Hãy kiểm tra hai tệp có cùng một bộ không.",
        )
    return Benchmark(folder.name, tuple(documents), queries)


def document_of_entry(key: str, title: str, text: str) -> Document:
    """A text of a benchmark as the product reads any text, but by its given id and title: what a
    benchmark's text says of numbers and places is no metadata of its own."""
    return replace(
        document_of(text, source=key),
        id=key,
        title=nfc(title).replace("_", " "),
        number=None,
        kind=None,
        issuer=None,
        province=None,
    )


def _document(line: Mapping[str, Any]) -> Document:
    return document_of_entry(line["id"], line["title"], line["text"])


def _query(line: Mapping[str, Any]) -> Query:
    return Query(
        id=line["id"],
        text=nfc(line["question"]),
        relevant=frozenset(line["relevant"]),
        answerable=not line.get("is_impossible", False),
    )


class _Line(dict[str, Any]):
    """A line's object that says where a field is missing."""

    def __init__(self, fields: Mapping[str, Any], place: str) -> None:
        super().__init__(fields)
        self._place = place

    def __missing__(self, key: str) -> Any:
        raise _malformed(self._place, f"thiếu trường {key!r}")


def _lines(path: Path) -> Iterator[_Line]:
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                place = f"{path}, dòng {number}"
                try:
                    fields = json.loads(line)
                except json.JSONDecodeError as error:
                    raise _malformed(place, f"không phải JSON ({error.msg})") from error
                if not isinstance(fields, dict):
                    raise _malformed(place, "không phải một đối tượng JSON")
                yield _Line(fields, place)
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(
            f"Không đọc được {path}: {reason_of(error)}.",
            english=f"{path} cannot be read: {error}.",
            hint="Một bộ đo là thư mục có corpus.jsonl và queries.jsonl, mã UTF-8.",
        ) from error


def _malformed(place: str, what: str) -> EvalError:
    return EvalError(
        f"{place}: {what}.",
        english=f"{place}: malformed line ({what}).",
        hint="Mỗi dòng của corpus.jsonl cần id, title, text; của queries.jsonl cần id, question, "
        "relevant.",
    )
