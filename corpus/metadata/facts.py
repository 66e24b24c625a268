"""The block of facts that a portal sets beside a document: "Số hiệu 4660/KH-UBND, Ngày ban hành
24/06/2024, Người ký …"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.metadata.letters import UPPER
from corpus.metadata.printed import Cell, Found
from corpus.model import Span

# A portal's names of facts. The value may be glued to them ("Số hiệu04/VBHN-BNV").
_LABELS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"(?i:{label})(?=[\s:]|[\d{UPPER}-]|$)\s*[:\-]?\s*")
    for name, label in {
        "number": r"số hiệu|số\s*/\s*ký hiệu|số,? ký hiệu",
        "issued_on": r"ngày ban hành|ngày ký(?: xác thực)?",
        "effective_on": r"ngày có hiệu lực|ngày hiệu lực|hiệu lực từ",
        "kind": r"loại văn bản|hình thức văn bản|thể loại",
        "issuer": r"cơ quan ban hành|nơi ban hành|đơn vị ban hành",
        "signer": r"người ký",
        "title": r"trích yếu(?: nội dung)?",
    }.items()
}

_FEWEST = 3


def read_facts(head: Sequence[Cell]) -> Mapping[str, Found[str]]:
    """The facts by name, a label and its value in one cell or in two. Fewer than three are no
    block: their words stand in ordinary sentences too."""
    facts: dict[str, Found[str]] = {}
    for index, cell in enumerate(head):
        name, value = _labelled(cell)
        if not name or name in facts:
            continue
        end = cell.end
        if not value and index + 1 < len(head) and not _labelled(head[index + 1])[0]:
            value, end = head[index + 1].text, head[index + 1].end
        if any(char.isalnum() for char in value):
            facts[name] = Found(value, Span(cell.start, end))
    return facts if len(facts) >= _FEWEST else {}


def _labelled(cell: Cell) -> tuple[str, str]:
    """The fact that a cell names and the value in the cell; "" for none."""
    for name, label in _LABELS.items():
        if match := label.match(cell.text):
            return name, cell.text[match.end() :].strip()
    return "", ""
