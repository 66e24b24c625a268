from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console, RenderableType

from answer.model import Answer, Note, Status
from answer.protocol import ClauseHit
from corpus.model import Dropped, Reading, Report
from tests.making import cite, make_document
from trolyso.views import answer_view, document_view, hits_view

TEXT = "I. MỤC TIÊU\n1. Sở Nội vụ chủ trì [x]."
DOCUMENT = make_document(
    "quang-ngai-87-kh-ubnd-2024",
    TEXT,
    number="87/KH-UBND",
    kind="Kế hoạch",
    title="Chuyển đổi số",
    issuer="UBND tỉnh Quảng Ngãi",
    province="Quảng Ngãi",
    issued_on=date(2024, 4, 5),
    signer="Nguyễn Văn A",
    legal_bases=("Luật Giao dịch điện tử",),
    source="002.txt",
    report=Report((Dropped(3, "Lượt xem: 322", "lượt xem"),), ("thiếu điểm b",)),
)
CITATION = cite(DOCUMENT, "I.1")


def _lines(view: RenderableType, width: int = 100) -> list[str]:
    console = Console(width=width)
    with console.capture() as shown:
        console.print(view)
    return [line.rstrip() for line in shown.get().rstrip().split("\n")]


def test_an_answer_is_shown_with_what_belongs_to_it() -> None:
    answer = Answer(
        Status.ANSWERED,
        "Sở Nội vụ chủ trì [1].",
        (CITATION,),
        interpreted_as="Ai chủ trì?",
        notes=(Note("successor", "Nay là Sở khác."),),
        suggestions=("Khi nào xong?",),
    )
    assert _lines(answer_view(answer)) == [
        "Hiểu là: Ai chủ trì?",
        "",
        "Sở Nội vụ chủ trì [1].",
        "",
        "Nguồn",
        f"[1] {CITATION.full_citation}",
        "    “1. Sở Nội vụ chủ trì [x].”",
        "",
        "Lưu ý",
        "- Nay là Sở khác.",
        "",
        "Gợi ý",
        "- Khi nào xong?",
    ]


def test_a_quote_the_answer_already_says_is_not_said_twice() -> None:
    answer = Answer(Status.ANSWERED, f"{CITATION.quote} [1]", (CITATION,))
    assert _lines(answer_view(answer))[-1] == f"[1] {CITATION.full_citation}"


def test_a_refusal_is_its_words_alone() -> None:
    assert _lines(answer_view(Answer(Status.OUT_OF_SCOPE, "Ngoài phạm vi."))) == ["Ngoài phạm vi."]


def test_hits_are_ranked_with_citation_score_and_words() -> None:
    hit = ClauseHit(DOCUMENT, DOCUMENT.clauses[1], 0.875, 12, len(TEXT))
    assert _lines(hits_view([hit])) == [
        "1. khoản 1 mục I Kế hoạch số 87/KH-UBND ngày 05/4/2024 của UBND tỉnh Quảng Ngãi  (0.88)",
        "   1. Sở Nội vụ chủ trì [x].",
    ]
    assert _lines(hits_view([])) == ["Không tìm thấy điều khoản nào."]


def test_a_document_is_shown_as_it_was_read() -> None:
    reading = Reading("scan", "tesseract", True, 0.91, (0.91,))
    scanned = replace(
        DOCUMENT, unconfirmed=("number",), report=replace(DOCUMENT.report, reading=reading)
    )
    assert _lines(document_view(scanned)) == [
        "002.txt",
        "Mã                quang-ngai-87-kh-ubnd-2024",
        "Loại              Kế hoạch",
        "Số                87/KH-UBND (đọc bằng OCR, chưa xác nhận)",
        "Tên               Chuyển đổi số",
        "Cơ quan ban hành  UBND tỉnh Quảng Ngãi",
        "Tỉnh, thành phố   Quảng Ngãi",
        "Ngày ban hành     05/4/2024",
        "Ngày hiệu lực     –",
        "Người ký          Nguyễn Văn A",
        "Cách đọc          scan (tesseract, chắc 91%)",
        "Căn cứ            1 văn bản",
        "2 điều khoản",
        "└── I  I. MỤC TIÊU",
        "    └── I.1  1. Sở Nội vụ chủ trì [x].",
        "",
        "Ghi nhận khi đọc",
        "- thiếu điểm b",
        "",
        "Dòng đã bỏ",
        "- dòng 3: Lượt xem: 322 (lượt xem)",
    ]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_marks_in_square_brackets_are_text_at_every_width(width: int) -> None:
    answer = Answer(Status.ANSWERED, "Sở [bold]Nội vụ[/bold] [1].", (CITATION,))
    assert "Sở [bold]Nội vụ[/bold] [1]." in "\n".join(_lines(answer_view(answer), width))
