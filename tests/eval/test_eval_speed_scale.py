import json
import lzma
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from eval.speed.facts import Facts
from eval.speed.growing import (
    contents_of,
    fields_of,
    grow,
    questions_about,
    read_real,
)
from eval.speed.scale import Curves, Point, measure_sizes
from eval.speed.scale_page import scale_section
from index.search import Index
from index.snapshot import load_snapshot, write_snapshot
from trolyso.encoding import ready_model
from trolyso.settings import Settings

MACHINE = Facts(datetime(2026, 11, 28, 8, 0, tzinfo=UTC), "Một CPU", 2, 23.5, 0.1, "Linux", ())


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A packed file of three small laws, one of them without a word."""
    file = tmp_path / "texts.jsonl.xz"
    records = [
        {"id": "a", "text": "THÔNG TƯ\nĐiều 1. Đào tạo\nSở Nội vụ đào tạo cán bộ hằng năm."},
        {"id": "b", "text": "***"},
        {"id": "c", "text": "THÔNG TƯ\nĐiều 1. Kinh phí\nSở Tài chính bố trí kinh phí."},
    ]
    with lzma.open(file, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return file


def test_a_grown_corpus_repeats_the_real_texts_under_new_numbers(
    texts: Path, shipped_index: Index
) -> None:
    real = read_real(texts, shipped_index.encoder, 100)
    assert [document.source for document in real.documents] == ["a", "c"]
    grown = grow(real, 5 * len(real.passages))
    assert len(grown.passages) == len(grown.vectors) == 5 * len(real.passages)
    ids = [document.id for document in grown.documents]
    assert ids == sorted(set(ids))
    assert len({document.number for document in grown.documents}) > len(real.documents)
    assert np.allclose(np.linalg.norm(grown.vectors, axis=1), 1, atol=1e-5)
    cosines = grown.vectors @ real.vectors.T
    assert 0.9 < cosines.max(axis=1).min() < 0.99


def test_a_grown_corpus_is_a_snapshot_like_any_other(
    texts: Path, shipped_index: Index, tmp_path: Path
) -> None:
    encoder = shipped_index.encoder
    real = read_real(texts, encoder, 100)
    grown = grow(real, 20)
    contents = contents_of(grown, fields_of(real), encoder)
    index = load_snapshot(write_snapshot(tmp_path / "s", contents), encoder)
    assert len(index.passages) == len(grown.passages)
    (hit,) = index.search("đào tạo cán bộ", 1)
    assert "Đào tạo" in index.documents[hit.passage.document_id].text


def test_every_other_question_names_a_number(texts: Path, shipped_index: Index) -> None:
    grown = grow(read_real(texts, shipped_index.encoder, 100), 40)
    asked = questions_about(grown, 6)
    assert len(asked) == 6
    assert not any("/QĐ-BAN" in question for question in asked[::2])
    assert any("/QĐ-BAN" in question for question in asked[1::2])


def test_a_corpus_is_grown_built_and_asked(texts: Path, shipped_index: Index, home: Path) -> None:
    told: list[str] = []
    real = read_real(texts, shipped_index.encoder, 100)
    curves = measure_sizes(
        real,
        [20, 40],
        shipped_index.encoder,
        Path(ready_model(Settings(home=home))),
        lambda stage, done, total: told.append(stage),
        turns=1,
    )
    assert [point.passages for point in curves.points] == [20, 40]
    (ratio,) = curves.growth
    assert ratio > 0
    point = curves.points[0]
    assert point.recall == 1.0
    assert 0 < point.own < point.memory
    assert point.ask_p50 <= point.ask_p95
    assert "Hỏi trên 20 đoạn" in told


def test_the_section_tells_the_law_through_all_points() -> None:
    small = Point(1_000, 10, 1.0, 1.0, 50.0, 10.0, 20.0, 1.0, 1.0, 100.0, 80.0, 10.0)
    large = Point(100_000, 1_000, 100.0, 9.0, 60.0, 12.0, 30.0, 3.0, 0.991, 1_000.0, 80.0, 1_000.0)
    huge = replace(large, passages=1_000_000, built=1_000.0, ask_p95=36.7)
    text = scale_section(Curves(1_000, 2.0, [small, large, huge], large, [1.4, 1.9, 1.3]), MACHINE)
    assert (
        "| 100000 | 1000 | 100.0 | 9.0 | 60 | 12.0 | 30.0 | 3.0 | 0.991 | 1000 | 80 | 1000 |"
        in text
    )
    assert "dựng ~ n^1.00" in text
    assert "hỏi p95 ~ n^0.09" in text
    assert "gấp 1.40 lần ở 1000 đoạn (mục tiêu ≤ 1.5: đạt): trung vị của 3 lượt" in text
    assert "từ 1.30 đến 1.90" in text
    assert "| 1000000 | 1000 | 1000.0 |" in text
