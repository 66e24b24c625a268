"""Every fixed sentence the assistant speaks, in one place. Connecting words only: facts are quotes.

Refusals are templates: what could not be found, then what there is. Tests use these names.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

NO_DOCUMENT = "Kho văn bản chưa có {missing}."
NOT_STATED = "{document} có trong kho nhưng không nêu {asked}."
NOT_STATED_IN_CORPUS = "Các văn bản trong kho không nêu nội dung được hỏi."
NOT_STATED_TRUNCATED = "Bản hiện có của văn bản này chỉ là một phần (nguồn cắt ngang)."
NO_SUCH_CLAUSE = "{document} không có {clause}."
ASKED_DEFAULT = "nội dung được hỏi"
OUT_OF_SCOPE = (
    "Câu hỏi nằm ngoài phạm vi. Tôi chỉ trả lời về nội dung các văn bản chuyển đổi số trong kho."
)
GREETING = (
    "Xin chào! Hãy hỏi về nội dung các văn bản chuyển đổi số trong kho; tôi trả lời nguyên văn, "
    "kèm điều khoản."
)
REFUSED = (
    "Tôi không làm theo yêu cầu này. Tôi chỉ trích dẫn nguyên văn từ các văn bản trong kho, "
    "không tiết lộ hay thay đổi cấu hình và không bịa nội dung."
)
CLARIFY = "Có nhiều văn bản phù hợp. Bạn hỏi về văn bản nào?"
PARTIAL = "Chưa trả lời được phần về {missing}: kho văn bản không có thông tin này."
IN_CORPUS = "Trong kho hiện có: {documents}."
IN_CORPUS_MANY = "Trong kho hiện có {count} văn bản, của: {places}."
IN_CORPUS_COUNT = "Trong kho hiện có {count} văn bản."
RELATED = "Liên quan: {text}"

NOTE_BODY = "{name} nay {certainty} {now} (từ {since}{basis}{exception})."
NOTE_LEVEL_ENDED = "{what} (từ {since}{basis})."
NOTE_PROVINCE = "{name} nay thuộc {now} (từ {since}{basis})."
NOTE_REPLACED = "{document} {will}được thay thế{since}, theo {by}."
NOTE_REPEALED = "{document} {will}hết hiệu lực{since}, theo {by}."
NOTE_AMENDED = "{document} đã được sửa đổi, bổ sung bởi {by}."
NOTE_TO_BE_AMENDED = "{document} sẽ được sửa đổi, bổ sung bởi {by}."
NOTE_NOT_YET = "{document} có hiệu lực từ {day}, hiện chưa có hiệu lực."
NOTE_EXPIRED = "{document} chỉ có hiệu lực đến hết ngày {day}."
NOTE_SECONDARY = "Trích từ bài viết “{title}”, không phải văn bản gốc."

WANTED = {
    "signer": "người ký",
    "issued_on": "ngày ban hành",
    "effective_on": "ngày có hiệu lực",
    "number": "số hiệu văn bản được hỏi",
    "issuer": "cơ quan ban hành",
    "title": "tên văn bản",
    "date": "thời gian được hỏi",
    "money": "số tiền được hỏi",
    "percent": "tỷ lệ được hỏi",
    "rank": "thứ hạng được hỏi",
    "count": "con số được hỏi",
    "contact": "thông tin liên hệ",
    "person": "tên người được hỏi",
    "place": "phụ lục, biểu mẫu được hỏi",
    "lead": "cơ quan được hỏi",
    "cooperate": "cơ quan phối hợp được hỏi",
}
"""What a refusal calls the thing asked for, by want."""


def said(name: str, *, english: bool) -> str:
    """A fixed sentence by its name, in the language it was asked for in.

    >>> said("RELATED", english=True)
    'Related (Liên quan:) {text}'
    """
    sentence: str = _english()[name] if english else globals()[name]
    return sentence


def wanted(want: str | None, *, english: bool) -> str:
    """What a refusal calls the thing asked for."""
    names: dict[str, str] = _english()["WANTED"] if english else WANTED
    return names.get(want or "") or said("ASKED_DEFAULT", english=english)


@cache
def _english() -> dict[str, Any]:
    data = files("answer") / "data" / "phrases_en.toml"
    return tomllib.loads(data.read_text(encoding="utf-8"))
