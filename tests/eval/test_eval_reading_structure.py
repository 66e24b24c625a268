"""Scores of structure, on a tree small enough to score by hand."""

from __future__ import annotations

from corpus.structure import parse_clauses
from eval.reading.structure import count_levels, score_structure

TEXT = """\
I. MỤC TIÊU
1. Hoàn thành trong năm 2026.
a) Số hóa hồ sơ.
PHỤ LỤC
TT | Nhiệm vụ | Chủ trì
1 | Đào tạo | Sở Nội vụ"""


def test_labels_and_counts_and_rows_are_scored() -> None:
    clauses, _ = parse_clauses(TEXT)
    score = score_structure(
        TEXT,
        clauses,
        [
            {"label": "điểm a khoản 1 mục I", "starts": "Số hóa"},
            {"label": "khoản 1", "starts": "Hoàn thành trong"},
            {"label": "khoản 2 mục I", "starts": "Hoàn thành"},
            {"counts": {"dieu": 0, "muc": 1, "khoan": 2, "diem": None}},
            {"rows": 2, "sample": [{"task": "Đào tạo", "lead": "Sở Nội vụ", "time": None}]},
        ],
    )
    assert (score.right, score.total) == (2, 3)
    assert score.missed == ("khoản 2 mục I: Hoàn thành",)
    assert score.counts == {"dieu": (0, 0), "muc": (1, 1), "khoan": (2, 1)}
    assert score.counts_within == {"dieu": True, "muc": True, "khoan": False}
    assert score.rows == (2, 1)
    assert score.rows_missed == ()


def test_a_row_that_lost_a_cell_is_missed() -> None:
    clauses, _ = parse_clauses(TEXT)
    truth = {"rows": 1, "sample": [{"task": "Đào tạo", "lead": "Sở Y tế"}]}
    assert score_structure(TEXT, clauses, [truth]).rows_missed == ("Đào tạo",)


def test_annexes_are_not_counted_unless_they_are_all_there_is() -> None:
    annexed = "I. MỘT\n1. Hai.\nPHỤ LỤC I\n1. Ba.\n2. Bốn."
    assert count_levels(parse_clauses(annexed)[0])["khoan"] == 1
    assert count_levels(parse_clauses("PHỤ LỤC I\n1. Ba.\n2. Bốn.")[0])["khoan"] == 2
