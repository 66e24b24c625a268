"""Passages as JSON, field by field: what a snapshot holds runs no code. Documents have
``corpus.records``."""

from __future__ import annotations

from sys import intern

from corpus.records import Record
from index.model import Passage


def passage_record(passage: Passage) -> Record:
    """A passage as plain JSON values."""
    return {
        "document_id": passage.document_id,
        "clauses": list(passage.clauses),
        "start": passage.start,
        "end": passage.end,
        "head": passage.head,
    }


def passage_of(record: Record) -> Passage:
    """The passage that ``passage_record`` wrote; other keys of the record are left alone. What
    neighbours have in common is kept in memory once."""
    return Passage(
        document_id=intern(record["document_id"]),
        clauses=tuple(map(intern, record["clauses"])),
        start=record["start"],
        end=record["end"],
        head=intern(record["head"]),
    )
