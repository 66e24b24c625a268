"""What a document, or a clause too long to be shown, consists of is told by the headings in it."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.find.units import Units
from answer.model import Question, Status
from answer.say.contents import asks_for_contents, contents, headed_as_asked
from answer.say.picking import Pick
from corpus.model import Document
from corpus.reading import document_of
from tests.answer.answer_samples import asked, law, plan

_TASK = "Rà soát từng trạm phát sóng trên địa bàn, lập danh mục và báo cáo hằng quý. " * 20


def shown(home: Units, picks: list[Pick]) -> list[str]:
    """The texts of some pieces."""
    return [home.document.text[piece.start : piece.end] for piece in picks]


@pytest.mark.parametrize(
    ("document", "headings"),
    [
        (plan(), ["I. MỤC TIÊU", "II. TỔ CHỨC THỰC HIỆN"]),
        (law(), ["Chương I\nQUY ĐỊNH CHUNG", "Chương II\nTRÁCH NHIỆM"]),
    ],
)
def test_a_document_consists_of_what_stands_right_under_it(
    document: Document, headings: list[str]
) -> None:
    home = Units(document)
    assert shown(home, contents(home)) == headings


def test_what_has_no_heading_is_told_by_its_first_sentence() -> None:
    home = Units(plan())
    assert shown(home, contents(home, home.outline.get("II.1"))) == [
        "a) Chủ trì cấp phép đào đường.",
        "b) Phối hợp với Sở Xây dựng chia sẻ dữ liệu.",
        "đ) Báo cáo hàng quý.",
    ]


def test_a_long_first_sentence_is_told_up_to_a_comma() -> None:
    long = "1. Rà soát trạm phát sóng, " + "báo cáo hằng quý về từng trạm " * 12 + "và đề xuất."
    home = Units(document_of(f"KẾ HOẠCH\nI. VIỆC\n{long}\n2. Báo cáo.\n", source="dai.txt"))
    assert shown(home, contents(home, home.outline.get("I"))) == [
        "1. Rà soát trạm phát sóng",
        "2. Báo cáo.",
    ]


def test_a_clause_without_clauses_in_it_consists_of_nothing() -> None:
    home = Units(plan())
    assert contents(home, home.outline.get("II.1.a")) == []


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Tóm tắt kế hoạch 15 của Hà Giang", True),
        ("Bố cục kế hoạch 15 thế nào?", True),
        ("kế hoạch 15 gồm mấy phần?", True),
        ("Kế hoạch 15 có những nội dung chính gì?", True),
        ("Kế hoạch 15 có những nội dung gì về trạm phát sóng?", False),
        ("Tóm tắt nhiệm vụ của Sở Xây dựng", False),
        ("Kế hoạch 15 gồm những thành phần nào?", False),
    ],
)
def test_only_who_asks_for_nothing_in_it_asks_what_it_consists_of(
    question: str, *, asks: bool
) -> None:
    assert asks_for_contents(asked(question), Units(plan())) is asks


@pytest.mark.parametrize(
    ("question", "headed"),
    [
        ("Kế hoạch có những nhiệm vụ, giải pháp chủ yếu nào?", True),
        ("kế hoạch có mấy nhiệm vụ giải pháp chủ yếu?", True),
        ("Kế hoạch có những nhiệm vụ nào về trạm phát sóng?", False),
        ("Giải pháp chủ yếu tốn bao nhiêu tiền?", False),
        ("Có những nhiệm vụ nào?", False),
    ],
)
def test_a_long_clause_is_asked_for_by_the_words_of_its_heading(
    question: str, *, headed: bool
) -> None:
    text = (
        "KẾ HOẠCH\nPhát triển hạ tầng\nI. MỤC TIÊU\nPhủ sóng.\nII. NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU\n"
        f"1. Phát triển hạ tầng\n{_TASK}\n2. Phát triển nhân lực\n{_TASK}\n"
    )
    home = Units(document_of(text, source="ke-hoach.txt"))
    clause = headed_as_asked(asked(question), home)
    assert (clause is not None) is headed
    if clause is not None:
        assert shown(home, contents(home, clause)) == [
            "1. Phát triển hạ tầng",
            "2. Phát triển nhân lực",
        ]


def test_a_clause_too_long_to_be_shown_is_told_by_its_headings(assistant: Assistant) -> None:
    answer = assistant.ask(Question("mục III kế hoạch 87"))
    assert answer.status is Status.ANSWERED
    assert [citation.label for citation in answer.citations] == [
        f"khoản {number} mục III" for number in range(1, 7)
    ]
    assert answer.answer.startswith("1. Kiện toàn tổ chức bộ máy")


def test_an_article_headed_as_asked_comes_before_the_section_that_is() -> None:
    text = "\n".join(
        (
            "LUẬT",
            "Chương I\nTRẠM PHÁT SÓNG",
            f"Điều 1. Trạm phát sóng\n1. {_TASK}",
            f"Điều 2. Đường truyền\n1. {_TASK}",
        )
    )
    question = asked("Luật kể ra những trạm phát sóng nào?")
    assert headed_as_asked(question, Units(document_of(text, source="luat.txt"))) is None
    other = text.replace("Điều 1. Trạm phát sóng", "Điều 1. Cột ăng-ten")
    headed = headed_as_asked(question, Units(document_of(other, source="luat.txt")))
    assert headed is not None
    assert headed.label == "Chương I"


def test_an_article_on_the_structure_of_something_is_asked_for_as_such() -> None:
    text = (
        "BỘ THỬ NGHIỆM\nSố: 9/2031/TT-BTN\nTHÔNG TƯ\nQuy định sổ neo thuyền\n"
        "Điều 1. Cấu trúc của sổ neo thuyền\nHai cột.\nĐiều 2. Lưu sổ\nMột năm."
    )
    home = Units(document_of(text, source="so.txt"))
    assert not asks_for_contents(asked("Cấu trúc của sổ neo thuyền?"), home)
    assert asks_for_contents(asked("Thông tư 9/2031/TT-BTN có cấu trúc thế nào?"), home)
