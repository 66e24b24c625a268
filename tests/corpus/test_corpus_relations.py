"""What documents say they do to others: sentences, targets, whole documents, real texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import document_of, read_document
from corpus.model import Document, RelationKind
from corpus.relations import find_relations, read_valid_until
from corpus.relations.sentences import read_sentence, read_title
from corpus.relations.targets import find_targets

MORE = Path(__file__).resolve().parents[2] / ".." / "shared" / "more_documents"

Found = list[tuple[str, str]]


def said(text: str, *, orders: bool = False) -> Found:
    """Kind and number of all that a sentence does."""
    return [
        (act.kind_for(target).value, target.number or target.name)
        for act in read_sentence(text, orders=orders)
        for target in act.targets
    ]


def relations_of(document: Document) -> Found:
    return [(item.kind.value, item.number or item.name) for item in document.relations]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            (
                "Quyết định này có hiệu lực thi hành từ ngày 01/01/2017 và thay thế Quyết định số "
                "993/QĐ-BTTTT ngày 01/7/2011 của Bộ trưởng."
            ),
            [("replaces", "993/QĐ-BTTTT")],
        ),
        (
            (
                "Nghị quyết này thay thế Nghị quyết số 5/2020/NQ-HĐND; bãi bỏ khoản 2 Điều 4 Nghị "
                "quyết số 7/2021/NQ-HĐND."
            ),
            [("replaces", "5/2020/NQ-HĐND"), ("amends", "7/2021/NQ-HĐND")],
        ),
        (
            (
                "Luật A số 86/2015/QH13 đã được sửa đổi, bổ sung một số điều theo Luật số "
                "35/2018/QH14; Luật B số 24/2018/QH14 hết hiệu lực kể từ ngày Luật này có hiệu lực "
                "thi hành."
            ),
            [("repeals", "86/2015/QH13"), ("repeals", "24/2018/QH14")],
        ),
        (
            (
                "Kể từ ngày Nghị định này có hiệu lực, Nghị định số 94/2024/NĐ-CP của Chính phủ "
                "quy định chi tiết một số điều của Luật Kinh doanh bất động sản hết hiệu lực thi "
                "hành."
            ),
            [("repeals", "94/2024/NĐ-CP")],
        ),
        ("Điều 6 của Thông tư số 06/2019/TT-BGDĐT hết hiệu lực.", [("amends", "06/2019/TT-BGDĐT")]),
        (
            "Luật Giao dịch điện tử ngày 29 tháng 11 năm 2005 hết hiệu lực từ ngày 01/7/2024.",
            [("repeals", "Luật Giao dịch điện tử")],
        ),
    ],
)
def test_sentences_that_act_on_other_documents(sentence: str, expected: Found) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Trường hợp văn bản dẫn chiếu tại Nghị quyết này được sửa đổi, bổ sung hoặc thay thế "
            "bằng Nghị định số 5/2025/NĐ-CP thì áp dụng theo văn bản mới."
        ),
        (
            "Trong thời gian Nghị quyết này có hiệu lực, Điều 20 Luật Dân quân tự vệ số "
            "48/2019/QH14, được sửa đổi, bổ sung bởi Luật số 98/2025/QH15 thực hiện theo Nghị "
            "quyết này."
        ),
        "Xây dựng Nghị định thay thế Nghị định số 18/2014/NĐ-CP về chế độ nhuận bút.",
        "Chứng thư chữ ký điện tử hết hiệu lực sử dụng theo Thông tư số 28/2015/TT-NHNN.",
        "Thông tư này hết hiệu lực kể từ ngày 01/3/2027.",
        "Bãi bỏ Quyết định số 5/QĐ-UBND.",
    ],
)
def test_sentences_that_only_speak_of_other_documents(sentence: str) -> None:
    assert said(sentence) == []


def test_an_order_counts_where_it_is_the_documents_own() -> None:
    assert said("Bãi bỏ Điều 58 của Luật Công nghệ thông tin số 67/2006/QH11.", orders=True) == [
        ("amends", "67/2006/QH11")
    ]
    assert said("Bãi bỏ Quyết định số 5/QĐ-UBND.", orders=True) == [("repeals", "5/QĐ-UBND")]


def test_the_day_a_sentence_sets_is_kept() -> None:
    (act,) = read_sentence(
        "Nghị định số 35/2005/NĐ-CP hết hiệu lực kể từ ngày 01 tháng 7 năm 2026.", orders=False
    )
    assert act.since == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "VỀ VIỆC SỬA ĐỔI, BỔ SUNG QUYẾT ĐỊNH SỐ 2378/QĐ-BTTTT NGÀY 30 THÁNG 12 NĂM 2016",
            [("amends", "2378/QĐ-BTTTT")],
        ),
        (
            (
                "Luật sửa đổi, bổ sung một số điều của Luật Giá số 16/2023/QH15 đã được sửa đổi, "
                "bổ sung một số điều theo Luật số 44/2024/QH15"
            ),
            [("amends", "16/2023/QH15")],
        ),
        (
            "Ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết số 57-NQ/TW",
            [("implements", "57-NQ/TW")],
        ),
        ("Xin ý kiến dự thảo báo cáo thực hiện Nghị quyết số 57-NQ/TW", []),
        ("Quy định về hợp đồng lao động điện tử", []),
    ],
)
def test_titles(title: str, expected: Found) -> None:
    found = [(a.kind.value, target.number) for a in read_title(title) for target in a.targets]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "tại khoản 6 Điều 16 của Luật A số 37/2018/QH14 đã được sửa đổi theo Luật số "
                "21/2023/QH15 và Luật số 86/2025/QH15; tại khoản 1 Điều 66 của Luật B số "
                "85/2015/QH13"
            ),
            [("37/2018/QH14", True), ("85/2015/QH13", True)],
        ),
        (
            (
                "Thông tư số 28/2015/TT-NHNN quy định về chữ ký số và Thông tư số 16/2023/TT-NHNN "
                "sửa đổi, bổ sung một số điều của Thông tư số 20/2014/TT-NHNN và Thông tư số "
                "9/2012/TT-NHNN"
            ),
            [("28/2015/TT-NHNN", False), ("16/2023/TT-NHNN", False)],
        ),
        (
            (
                "Nghị định số 153/2007/NĐ-CP quy định chi tiết Luật Nhà ở và Nghị định số "
                "75/2010/NĐ-CP"
            ),
            [("153/2007/NĐ-CP", False), ("75/2010/NĐ-CP", False)],
        ),
        (
            "Thông tư số 3/2018/TT-BTC hướng dẫn Luật Phí và Nghị định số 75/2010/NĐ-CP",
            [("3/2018/TT-BTC", False)],
        ),
        (
            "Quy chế phối hợp thực hiện ban hành kèm theo Quyết định số 12/2019/QĐ-UBND",
            [("12/2019/QĐ-UBND", False)],
        ),
        (
            "Thông tư số 5/2020/TT-BTC, trừ Điều 3 Nghị định số 9/2019/NĐ-CP",
            [("5/2020/TT-BTC", False)],
        ),
        ("các Mẫu số 01-ĐĐN/SHTT, 05-TT/SHTT", []),
        ("biểu mẫu báo cáo số 06/KHCN/N của Phụ lục I", []),
        ("Nghị định sửa đổi Nghị định số 5/2018/NĐ-CP", []),
    ],
)
def test_targets_are_told_from_titles_and_earlier_amendments(
    text: str, expected: list[tuple[str, bool]]
) -> None:
    assert [(target.number, target.part) for target in find_targets(text)] == expected


def test_day_and_province_are_read_after_the_number() -> None:
    (target,) = find_targets(
        "Quyết định số 27/2023/QĐ-UBND ngày 08 tháng 6 năm 2023 của Ủy ban nhân dân tỉnh Hà Nam "
        "ban hành Quy chế phối hợp với tỉnh Ninh Bình"
    )
    assert (target.issued_on, target.province) == (date(2023, 6, 8), "Hà Nam")


DECISION = """QUYẾT ĐỊNH
Về công tác lưu trữ
Căn cứ Luật số 87/2025/QH15 sửa đổi, bổ sung Luật số 64/2025/QH15;
Điều 1. Nhiệm vụ
1. Sở Nội vụ:
a) Sửa đổi, bổ sung Nghị quyết số 3/2020/NQ-HĐND trong năm 2025.
2. Thay thế cụm từ “theo Nghị định số 1/2013/NĐ-CP” trong mẫu.
Điều 2. Hiệu lực thi hành
1. Quyết định này có hiệu lực từ ngày 10 tháng 12 năm 2025.
2. Các quyết định sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành:
a) Quyết định số 28/2020/QĐ-UBND ngày 16 tháng 10 năm 2020 về lưu trữ;
b) Điều 3 Quyết định số 27/2023/QĐ-UBND ngày 08 tháng 6 năm 2023.
3. Sửa đổi Điều 9 Quyết định số 44/2022/QĐ-UBND như sau:
“Điều 9. Hiệu lực
Quyết định này thay thế Quyết định số 1/2001/QĐ-UBND.”
"""


def test_a_document_acts_in_its_final_articles_not_in_bases_tasks_or_quotations() -> None:
    document = document_of(DECISION, source="qd.txt")
    assert relations_of(document) == [
        ("repeals", "28/2020/QĐ-UBND"),
        ("amends", "27/2023/QĐ-UBND"),
        ("amends", "44/2022/QĐ-UBND"),
    ]


def test_a_relation_keeps_the_sentence_that_says_so() -> None:
    document = document_of(DECISION, source="qd.txt")
    first = document.relations[0]
    assert document.text[first.start : first.end] == (
        "Quyết định số 28/2020/QĐ-UBND ngày 16 tháng 10 năm 2020 về lưu trữ;"
    )
    assert first.issued_on == date(2020, 10, 16)


def test_an_article_on_documents_does_nothing_to_them() -> None:
    article = document_of(
        "Chuyển đổi số ở địa phương\nQuyết định này thay thế Quyết định số 5/QĐ-UBND.",
        source="bao.txt",
    )
    assert article.secondary
    assert article.relations == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Điều 9. Nghị quyết này có hiệu lực kể từ ngày ký ban hành đến hết ngày 28 tháng "
                "02 năm 2027."
            ),
            date(2027, 2, 28),
        ),
        ("1. Thông tư này hết hiệu lực kể từ ngày 01/3/2027.", date(2027, 2, 28)),
        (
            (
                "2. Nghị quyết này có hiệu lực từ ngày 13/02/2026 và được thực hiện đến hết ngày "
                "31/12/2026."
            ),
            date(2026, 12, 31),
        ),
        (
            "Kể từ ngày Thông tư này có hiệu lực thi hành đến hết ngày 31/12/2027, mức thu là 5 %.",
            None,
        ),
        ("3. Giấy phép cấp theo Luật này có giá trị đến hết ngày 30/6/2027.", None),
    ],
)
def test_the_end_a_document_sets_itself(text: str, expected: date | None) -> None:
    assert read_valid_until(text) == expected


@given(st.lists(st.sampled_from(DECISION.split("\n")), max_size=30).map("\n".join))
def test_every_relation_stands_inside_the_text(text: str) -> None:
    if not any(char.isalnum() for char in text):
        return
    document = document_of(text, source="x.txt")
    for relation in find_relations(document):
        assert 0 <= relation.start < relation.end <= len(document.text)
        assert relation.kind in RelationKind
        assert relation.number is None or any(char.isdigit() for char in relation.number)


@pytest.mark.skipif(not MORE.is_dir(), reason="needs ../shared/more_documents")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("doc-quyet-dinh-1688-qd-btttt", [("amends", "2378/QĐ-BTTTT")]),
        ("doc-quyet-dinh-2378-qd-btttt", [("replaces", "993/QĐ-BTTTT")]),
        (
            "tvpl-162-2025-qd-ubnd-ninh-binh",
            [("repeals", "28/2020/QĐ-UBND"), ("repeals", "27/2023/QĐ-UBND")],
        ),
        (
            "vbpl-59-2025-tt-nhnn",
            [("repeals", "28/2015/TT-NHNN"), ("repeals", "16/2023/TT-NHNN")],
        ),
        (
            "vbpl-315-2025-nd-cp",
            [("repeals", "77/2006/QĐ-TTg"), ("amends", "45/2018/QĐ-TTg")],
        ),
        ("congbao-175-nq-cp", []),
        ("tvplhtml-luat-an-ninh-mang-2018-351416", []),
        ("doc-chi-thi-01-ct-btttt-2023", []),
    ],
)
def test_real_documents_do_what_they_say(name: str, expected: Found) -> None:
    assert relations_of(read_document(MORE / f"{name}.txt")) == expected
