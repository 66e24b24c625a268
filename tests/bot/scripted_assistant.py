"""The document and the answers of the transcript: made up, so that it stays the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from answer.model import Answer, Note, Question, Status
from corpus.model import Clause, Level
from tests.bot.small_assistant import SmallAssistant
from tests.making import cite, make_document

TEXT = """KẾ HOẠCH
Chuyển đổi số tỉnh Mẫu năm 2024
IV. TỔ CHỨC THỰC HIỆN
2. Sở Thông tin và Truyền thông
a) Chủ trì, phối hợp với các cơ quan liên quan triển khai Kế hoạch này.
c) Tham mưu UBND tỉnh thiết lập Mạng lưới chuyển đổi số; hoàn thành trong tháng 5/2024.
5. Sở Nội vụ: Phối hợp tổ chức đào tạo, bồi dưỡng cán bộ <CNTT> & chuyển đổi số."""


def _clause(
    address: str, label: str, level: Level, head: str, end: str, heading: str = ""
) -> Clause:
    start = TEXT.index(head)
    stop = TEXT.index(end, start) + len(end)
    marker = head.partition(" ")[0]
    parent = address.rpartition(".")[0] or None
    return Clause(address, label, level, marker, heading, parent, start, stop)


DOCUMENT = make_document(
    "mau-87-kh-ubnd-2024",
    TEXT,
    number="87/KH-UBND",
    kind="Kế hoạch",
    title="Chuyển đổi số tỉnh Mẫu năm 2024",
    issuer="UBND tỉnh Mẫu",
    province="Mẫu",
    issued_on=date(2024, 4, 5),
    clauses=(
        _clause("IV", "mục IV", Level.SECTION, "IV. ", "chuyển đổi số.", "TỔ CHỨC THỰC HIỆN"),
        _clause(
            "IV.2",
            "khoản 2 mục IV",
            Level.KHOAN,
            "2. Sở",
            "tháng 5/2024.",
            "Sở Thông tin và Truyền thông",
        ),
        _clause("IV.2.a", "điểm a khoản 2 mục IV", Level.DIEM, "a) ", "Kế hoạch này."),
        _clause("IV.2.c", "điểm c khoản 2 mục IV", Level.DIEM, "c) ", "tháng 5/2024."),
        _clause("IV.5", "khoản 5 mục IV", Level.KHOAN, "5. Sở", "chuyển đổi số.", "Sở Nội vụ"),
    ),
)


ANSWERS = {
    "mang luoi chuyen doi so cua tinh xong khi nao": Answer(
        Status.ANSWERED,
        "Sở Thông tin và Truyền thông: Tham mưu UBND tỉnh thiết lập Mạng lưới chuyển đổi số; hoàn "
        "thành trong tháng 5/2024 [1].",
        (cite(DOCUMENT, "IV.2.c"),),
        interpreted_as="mạng lưới chuyển đổi số của tỉnh xong khi nào",
        notes=(Note("successor", "Sở Thông tin và Truyền thông nay là Sở Khoa học và Công nghệ."),),
        suggestions=("Sở Nội vụ có nhiệm vụ gì?", "Ai chủ trì triển khai Kế hoạch 87?"),
    ),
    "Còn Sở Nội vụ?": Answer(
        Status.ANSWERED,
        "Phối hợp tổ chức đào tạo, bồi dưỡng cán bộ <CNTT> & chuyển đổi số [1]. Sở Thông tin và "
        "Truyền thông chủ trì [2].",
        (cite(DOCUMENT, "IV.5"), cite(DOCUMENT, "IV.2.a", 2)),
        interpreted_as="Còn Sở Nội vụ? (tiếp câu: mạng lưới chuyển đổi số của tỉnh xong khi nào)",
    ),
    "Kế hoạch 99 của tỉnh Mẫu nói gì?": Answer(
        Status.NO_DOCUMENT,
        "Tôi chưa có văn bản số 99 của tỉnh Mẫu. Của tỉnh Mẫu hiện có: Kế hoạch 87/KH-UBND ngày "
        "05/4/2024.",
    ),
    "Kế hoạch 87 giao những việc gì?": Answer(
        Status.CLARIFY,
        "Kế hoạch 87/KH-UBND giao việc cho nhiều cơ quan.",
        suggestions=("Kế hoạch 87 giao Sở Nội vụ việc gì?", "Kế hoạch 87 giao cấp xã việc gì?"),
    ),
}


class Scripted(SmallAssistant):
    """The small assistant with the script's document and answers."""

    def __init__(self) -> None:
        super().__init__(DOCUMENT, ("IV.2.c", "IV.5"))
        self.answers = dict(ANSWERS)

    def ask(self, question: Question) -> Answer:
        """The script's answer, else that to the first question."""
        known = question.text if question.text in ANSWERS else next(iter(ANSWERS))
        answer = super().ask(replace(question, text=known))
        return replace(answer, interpreted_as=None) if known != question.text else answer
