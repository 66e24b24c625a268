"""Two things side by side, of which a question asks the same, are asked of one by one."""

from __future__ import annotations

import pytest

from answer.understand.side_by_side import side_by_side


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (
            "Đến năm 2031 và đến năm 2035 phải đạt bao nhiêu phần trăm?",
            [
                "Đến năm 2031 phải đạt bao nhiêu phần trăm?",
                "đến năm 2035 phải đạt bao nhiêu phần trăm?",
            ],
        ),
        (
            "How does the fee differ between the Silver card and the Gold card?",
            [
                "How does the fee differ between the Silver card?",
                "How does the fee differ between the Gold card?",
            ],
        ),
        (
            "Số trạm dùng chung phải đạt bao nhiêu đến 2031 và đến 2035?",
            [
                "Số trạm dùng chung phải đạt bao nhiêu đến 2031?",
                "Số trạm dùng chung phải đạt bao nhiêu đến 2035?",
            ],
        ),
        (
            "Hạn nộp hồ sơ của hộ nghèo và của hộ cận nghèo khác nhau thế nào?",
            [
                "Hạn nộp hồ sơ của hộ nghèo khác nhau thế nào?",
                "Hạn nộp hồ sơ của hộ cận nghèo khác nhau thế nào?",
            ],
        ),
        (
            "Tỷ lệ hộ nhỏ và vừa có mạng và tỷ lệ trường học có mạng là bao nhiêu?",
            [
                "Tỷ lệ hộ nhỏ và vừa có mạng là bao nhiêu?",
                "tỷ lệ trường học có mạng là bao nhiêu?",
            ],
        ),
        (
            "Người có thẻ xanh và người có thẻ đỏ được hỗ trợ khác nhau ra sao?",
            [
                "Người có thẻ xanh được hỗ trợ khác nhau ra sao?",
                "người có thẻ đỏ được hỗ trợ khác nhau ra sao?",
            ],
        ),
        (
            "Thẻ xanh hay thẻ đỏ được dùng lâu hơn?",
            ["Thẻ xanh được dùng lâu hơn?", "thẻ đỏ được dùng lâu hơn?"],
        ),
        (
            "So sánh mức phạt của cá nhân và tổ chức khi làm lộ dữ liệu.",
            [
                "So sánh mức phạt của cá nhân khi làm lộ dữ liệu.",
                "So sánh mức phạt của tổ chức khi làm lộ dữ liệu.",
            ],
        ),
        (
            "Tỷ lệ hộ có mạng của nông thôn và thành thị chênh nhau thế nào?",
            [
                "Tỷ lệ hộ có mạng của nông thôn chênh nhau thế nào?",
                "Tỷ lệ hộ có mạng của thành thị chênh nhau thế nào?",
            ],
        ),
        (
            "Hồ sơ cấp mới và hồ sơ gia hạn, phòng một cửa trả trong mấy ngày?",
            [
                "Hồ sơ cấp mới, phòng một cửa trả trong mấy ngày?",
                "hồ sơ gia hạn, phòng một cửa trả trong mấy ngày?",
            ],
        ),
        (
            "Giữa cấp tỉnh và cấp xã, cấp nào báo cáo trước?",
            ["Giữa cấp tỉnh, cấp nào báo cáo trước?", "Giữa cấp xã, cấp nào báo cáo trước?"],
        ),
        (
            "Lễ khai trương: bưu điện và nhà mạng mỗi bên lo gì?",
            [
                "Lễ khai trương: bưu điện mỗi bên lo gì?",
                "Lễ khai trương: nhà mạng mỗi bên lo gì?",
            ],
        ),
        (
            "Luật phân biệt mã nguồn với mã máy thế nào?",
            ["Luật phân biệt mã nguồn thế nào?", "Luật phân biệt mã máy thế nào?"],
        ),
        ("Thẻ xanh khác gì với thẻ đỏ?", ["Thẻ xanh?", "thẻ đỏ?"]),
        ("Chỉ tiêu năm 2031 cao hay thấp hơn năm 2030?", []),
        ("Kế hoạch 12/KH-UBND và Đề án 15, bên nào đặt mức cao hơn?", []),
        ("Hai thông tư của Bộ Khoa học và Công nghệ khác nhau thế nào?", []),
        ("Khái niệm trạm số trong Luật Bưu chính và Luật Viễn thông khác nhau thế nào?", []),
        ("QĐ 23 về chi phí và QĐ 16 sửa đổi nó: ai ký từng cái?", []),
        ("Cán bộ và công chức phải báo cáo ai?", []),
        ("Cơ quan thuế và cơ sở y tế phải làm gì?", []),
        ("Sở Y tế và Sở Nội vụ có nhiệm vụ gì?", []),
        ("Bên nào chủ trì và bên nào phối hợp?", []),
        ("Quy định đối với đối tượng nghèo thế nào?", []),
        ("Sở Nội vụ làm gì?", []),
    ],
)
def test_a_question_asked_of_two_things_is_two_questions(question: str, found: list[str]) -> None:
    assert side_by_side(question) == found
