"""Does a question ask which tasks somebody has, or who has them?"""

from __future__ import annotations

import re

from corpus.text import match_key

# A question that asks which tasks: "nhiệm vụ nào", "những việc gì", "chỉ tiêu nào".
_WHICH_TASKS = re.compile(
    r"\b(?:nhiệm vụ|công việc|phần việc|việc|chỉ tiêu|nội dung|đề án|dự án|hoạt động|giải pháp)"
    r"(?: \w+){0,2} (?:nào|gì)\b"
)

# One that asks who, of tasks that it tells.
_WHO = re.compile(
    r"\b(?:ai|(?:cơ quan|đơn vị|sở|(?<!nội )(?<!cán )bộ|bên|cục|(?<!nhiệm )vụ|phòng|ngành|ban)"
    r" nào)\b"
)


def asks_which_tasks(text: str) -> bool:
    """True for a question that asks which tasks there are.

    >>> asks_which_tasks("Giao Công an tỉnh chủ trì những nhóm nhiệm vụ nào?")
    True
    """
    return _WHICH_TASKS.search(match_key(text)) is not None


def asks_who(text: str) -> bool:
    """True for a question that asks who has a task.

    >>> asks_who("Sở nào chủ trì?"), asks_who("Sở Nội vụ chủ trì nhiệm vụ nào?")
    (True, False)
    """
    return _WHO.search(match_key(text)) is not None
