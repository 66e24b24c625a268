"""Texts read into their clauses, for tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corpus.clean import canonicalise
from corpus.model import Clause
from corpus.structure import parse_clauses

ROOT = Path(__file__).resolve().parents[2]


@cache
def shipped(prefix: str) -> tuple[str, dict[str, Clause], tuple[str, ...]]:
    """A shipped document as ``read`` gives it, by how its file's name begins."""
    raw = next((ROOT / "corpus" / "documents").glob(f"{prefix}_*.txt")).read_text(encoding="utf-8")
    return read(raw)


def read(raw: str) -> tuple[str, dict[str, Clause], tuple[str, ...]]:
    """The canonical text, its clauses by address, and what was remarked."""
    text = canonicalise(raw).text
    clauses, remarks = parse_clauses(text)
    return text, {clause.address: clause for clause in clauses}, remarks


def children(clauses: dict[str, Clause], parent: str) -> list[str]:
    """The addresses of the clauses right below one."""
    return [clause.address for clause in clauses.values() if clause.parent == parent]
