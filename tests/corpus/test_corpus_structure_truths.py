"""The tree of clauses against truths of thirty documents that people wrote by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus.clean import canonicalise
from corpus.model import Level
from corpus.structure import parse_clauses
from eval.reading.corpus import OWN_TRUTHS, read_truths
from eval.reading.structure import StructureScore, score_structure
from tests.corpus.clause_reading import read

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
needs_shared = pytest.mark.skipif(
    not (SHARED / "eval" / "structure.jsonl").exists(),
    reason="the structure truths lie beside the checkout, in ../shared, and are absent here",
)


@cache
def scores() -> dict[str, StructureScore]:
    """The scores of both sets: the twenty documents', and the ten of other kinds."""
    found = {}
    for slug, wanted in (
        *read_truths(SHARED / "eval" / "structure.jsonl").items(),
        *read_truths(OWN_TRUTHS).items(),
    ):
        raw = (SHARED / "more_documents" / f"{slug}.txt").read_text(encoding="utf-8")
        text = canonicalise(raw).text
        found[slug] = score_structure(text, parse_clauses(text)[0], wanted)
    return found


@needs_shared
def test_labels_of_thirty_documents_agree_with_truths_written_by_hand() -> None:
    missed = {slug: score.missed for slug, score in scores().items() if score.missed}
    total = sum(score.total for score in scores().values())
    assert sum(map(len, missed.values())) <= 0.02 * total, missed


@needs_shared
def test_counts_by_level_are_within_two_per_cent_where_the_text_is_no_scan() -> None:
    wrong = {
        (slug, level): score.counts[level]
        for slug, score in scores().items()
        for level, right in score.counts_within.items()
        if not right and not slug.startswith("ocr-")
    }
    assert wrong == {}


@needs_shared
def test_task_tables_keep_every_row_and_cell() -> None:
    tables = {slug: score.rows for slug, score in scores().items() if score.rows}
    assert tables == {slug: (expected, expected) for slug, (expected, _) in tables.items()}
    assert [score.rows_missed for score in scores().values() if score.rows_missed] == []


@needs_shared
@pytest.mark.parametrize(
    ("name", "articles", "chapters"),
    [
        ("doc-20-2023-qh15-513347", 53, 8),
        ("tvplhtml-luat-giao-dich-dien-tu-2023-20-2023-qh15-513347", 53, 8),
        ("tvplhtml-luat-cong-nghe-thong-tin-2006-67-2006-qh11-12987", 79, 6),
        ("tvplhtml-luat-an-ninh-mang-2018-351416", 43, 7),
        ("tvplhtml-luat-tiep-can-thong-tin-2016-280116", 37, 5),
        ("tvpl-60-2024-qh15-quoc-hoi", 46, 5),
        ("vbpl-116-2025-qh15", 45, 8),
    ],
)
def test_laws_have_their_articles_in_sequence_without_a_gap(
    name: str, articles: int, chapters: int
) -> None:
    clauses = read((SHARED / "more_documents" / f"{name}.txt").read_text(encoding="utf-8"))[1]
    found = [a for a, clause in clauses.items() if clause.level is Level.ARTICLE]
    assert found == [f"Đ{n}" for n in range(1, articles + 1)]
    found = [a for a, clause in clauses.items() if clause.level is Level.CHAPTER]
    assert found == [f"C{n}" for n in range(1, chapters + 1)]
