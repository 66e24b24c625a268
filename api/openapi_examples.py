"""What the OpenAPI document shows beside the schemas: one answer, whole and as a stream."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

EXAMPLE_ANSWER: Mapping[str, Any] = {
    "status": "answered",
    "answer": "c) Tham mưu UBND tỉnh chỉ đạo thiết lập Mạng lưới Chuyển đổi số của tỉnh; "
    "hoàn thành trong tháng 5/2024. [1]",
    "citations": [
        {
            "id": 1,
            "document_id": "quang-ngai-87-kh-ubnd-2024",
            "document_number": "87/KH-UBND",
            "document_title": "Triển khai thực hiện Đề án …",
            "issuer": "UBND tỉnh Quảng Ngãi",
            "issued_on": "2024-04-05",
            "clause": "IV.2.c",
            "label": "điểm c khoản 2 mục IV",
            "full_citation": "điểm c khoản 2 mục IV Kế hoạch số 87/KH-UBND ngày 05/4/2024 "
            "của UBND tỉnh Quảng Ngãi",
            "quote": "c) Tham mưu UBND tỉnh chỉ đạo thiết lập Mạng lưới Chuyển đổi số của tỉnh; "
            "hoàn thành trong tháng 5/2024.",
            "start": 11959,
            "end": 12063,
            "url": "/documents/quang-ngai-87-kh-ubnd-2024#IV.2.c",
        }
    ],
    "interpreted_as": "Bao giờ hoàn thành Mạng lưới Chuyển đổi số của tỉnh Quảng Ngãi?",
    "notes": [],
    "suggestions": [],
    "generator": "extractive",
    "confidence": 0.93,
    "timings_ms": {"total": 12.3},
    "id": "0f3c9a1d5b7e4c2f8a6d1e9b3c5f7a20",
    "language": "vi",
}

EXAMPLE_STREAM = """event: status
data: {"status": "answered"}

event: citations
data: [{"id": 1, "clause": "IV.2.c", "label": "điểm c khoản 2 mục IV", …}]

event: text
data: {"text": "hoàn "}

event: text
data: {"text": "thành "}

event: answer
data: {"status": "answered", "answer": "… hoàn thành trong tháng 5/2024. [1]", …}
"""
