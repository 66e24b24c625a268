"""Figures of the reader, from readings small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import document_of
from eval.errors import EvalError
from eval.reading.__main__ import main
from eval.reading.corpus import (
    LAWS,
    OWN_TRUTHS,
    figures,
    is_legible,
    law_figure,
    metadata_figures,
    read_truths,
    structure_figures,
)
from eval.reading.figure import Figure, merged
from eval.reading.metadata import FieldScore
from eval.reading.structure import StructureScore

LAW = document_of(
    "Luật số: 5/2025/QH15\nLUẬT\nTHỬ NGHIỆM\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nA.\n"
    "Điều 2. Đối tượng\nB.\nChương II\nTHI HÀNH\nĐiều 3. Hiệu lực\nC.",
    source="luật.txt",
)


def test_a_figure_is_a_share_and_its_goal() -> None:
    assert Figure("Nhãn", 49, 50, 0.98).reached
    assert not Figure("Nhãn", 48, 50, 0.98).reached
    assert Figure("Không có gì", 0, 0, 1.0).share == 1.0
    assert Figure("Không cần", 0, 3).reached


def test_figures_are_put_together_and_the_poor_ones_named() -> None:
    whole = merged("Chữ", [Figure("a.docx", 100, 100), Figure("b.pdf", 90, 100)], 0.95)
    assert (whole.right, whole.total, whole.reached) == (190, 200, True)
    assert whole.wrong == ("b.pdf: 90/100",)


def test_structure_is_counted_over_documents_with_scans_apart() -> None:
    good = StructureScore(4, 4, (), {"dieu": (10, 10)}, (3, 3), ())
    poor = StructureScore(3, 4, ("khoản 2: Đào tạo",), {"dieu": (10, 9)}, (3, 2), ("Đào tạo",))
    labels, counts, scanned, rows = structure_figures({"a": good, "ocr-b": poor})
    assert (labels.right, labels.total, labels.wrong) == (7, 8, ("ocr-b: khoản 2: Đào tạo",))
    assert (counts.right, counts.total) == (1, 1)
    assert (scanned.right, scanned.total, scanned.goal) == (0, 1, None)
    assert (rows.right, rows.total) == (1, 2)
    assert rows.wrong == ("ocr-b: 1 dòng mất, (3, 2)",)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (LAW.text, 1, ()),
        (LAW.text.replace("Điều 2.", "Điều 4."), 0, ("luật: (None, 2), cần (3, 2)",)),
        (LAW.text.replace("\nĐiều 3. Hiệu lực\nC.", ""), 0, ("luật: (2, 2), cần (3, 2)",)),
    ],
)
def test_a_law_is_right_when_nothing_is_missing_in_its_sequence(
    text: str, right: int, wrong: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eval.reading.corpus.LAWS", {"5/2025/QH15": (3, 2)})
    law = replace(document_of(text, source="luật.txt"), number="5/2025/QH15")
    other = replace(law, number="6/2025/QH15")
    figure = law_figure([("luật", law), ("khác", other)])
    assert (figure.right, figure.total, figure.wrong) == (right, 1, wrong)


@pytest.mark.parametrize(
    ("number", "text", "legible"),
    [
        ("87/KH-UBND", "Số: 87/KH-UBND", True),
        ("87/KH-UBND", "Số: 87 / KH-UBND", True),
        ("402-CV/VPĐU", "Số 402-CV/VPĐU", True),
        ("20/2023/QH15", "Luật số: 20/2023/QH15", True),
        ("03/NQ-CP", "Nghị quyết số     /NQ-CP; đến năm 2030", False),
        ("87/KH-UBND", "Số: 187/KH-UBND", False),
        ("87/KH-UBND", " " * 4000 + "87/KH-UBND", False),
    ],
)
def test_a_number_is_legible_where_its_letterhead_holds_it(
    number: str, text: str, legible: bool
) -> None:
    assert is_legible(number, text) is legible


def test_only_fields_that_were_judged_are_shown() -> None:
    scores = {
        "number": FieldScore(1, 2, (("a", "1/KH", None),)),
        "issuer": FieldScore(0, 0, ()),
        "title": FieldScore(1, 1, ()),
    }
    (figure,) = metadata_figures(scores, "Thông tin", 0.97)
    assert (figure.name, figure.right, figure.total) == ("Thông tin: số", 1, 2)
    assert figure.wrong == ("a: None, cần 1/KH",)


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match="more_documents"):
        next(figures(tmp_path))


def test_wrong_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "python -m eval.reading" in capsys.readouterr().err


def test_the_laws_that_are_asked_for_are_six() -> None:
    assert LAWS["67/2006/QH11"] == (79, 6)
    assert len(LAWS) == 6


def test_the_own_truths_are_of_ten_documents_and_complete() -> None:
    truths = read_truths(OWN_TRUTHS)
    assert len(truths) == 10
    for slug, lines in truths.items():
        assert sum("starts" in line for line in lines) >= 8, slug
        assert [set(line) - {"slug", "note"} for line in lines[-2:]] == [{"counts"}, {"meta"}], slug


def test_a_set_without_task_tables_has_no_figure_of_them() -> None:
    score = StructureScore(2, 2, (), {"dieu": (1, 1)}, None, ())
    figures = structure_figures({"a": score}, ", loại khác")
    assert [figure.name for figure in figures] == [
        "Nhãn điều khoản, loại khác",
        "Số điều, mục, khoản, điểm (sai lệch ≤ 2 %), loại khác",
    ]
