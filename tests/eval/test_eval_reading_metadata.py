"""Scores of metadata, computed by hand."""

from __future__ import annotations

from eval.reading.metadata import agree, score_metadata


def test_case_spaces_and_quotes_do_not_matter() -> None:
    assert agree("issuer", "UBND Thành phố Hồ Chí Minh", "UBND thành phố  Hồ Chí Minh")
    assert agree("title", "Phê duyệt “Đề án A”", 'PHÊ DUYỆT "ĐỀ ÁN A"')
    assert not agree("number", "87/KH-UBND", "87/QĐ-UBND")


def test_a_title_may_be_cut_on_either_side() -> None:
    assert agree("title", "QUYẾT ĐỊNH CÔNG BỐ ĐỊNH MỨC", "Công bố định mức")
    assert agree("title", "Công bố định", "Công bố định mức")
    assert not agree("title", "Công bố định mức", None)
    assert not agree("title", "Công bố định mức", "Bãi bỏ")


def test_fields_without_a_truth_are_not_judged() -> None:
    rows: list[tuple[str, dict[str, str | None], dict[str, str | None]]] = [
        ("a", {"number": "1/KH", "signer": None}, {"number": "1/KH", "signer": "X"}),
        ("b", {"number": "2/KH"}, {"number": None}),
        ("c", {"number": ""}, {"number": "3/KH"}),
    ]
    scores = score_metadata(rows)
    assert (scores["number"].right, scores["number"].total) == (1, 2)
    assert scores["number"].share == 0.5
    assert scores["number"].wrong == (("b", "2/KH", None),)
    assert (scores["signer"].total, scores["signer"].share) == (0, 1.0)
