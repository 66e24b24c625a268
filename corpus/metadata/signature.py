"""The signature block: who signed a document, under which role."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.metadata.letters import LOWER, UPPER
from corpus.metadata.printed import Cell, Found
from corpus.model import Span
from corpus.text import fold

# In folded capitals at a cell's start or end: for whom one signs ("TM. ỦY BAN NHÂN DÂN") and the
# roles people sign under.
_ROLE = re.compile(
    r"(?:\b(?:tm|kt|tl|tuq|t/m|k/t|t/l|q)\s?\.\s?|"
    r"\b(?:pho |quyen |thu |uy vien |tong |chanh |pho tong |pho chanh )*"
    r"(?:chu tich|bo truong|thu truong|thu tuong|giam doc|tong giam doc|van phong|bi thu|"
    r"truong ban|chu nhiem|thong doc|tong thu ky|thu ky|vien truong|chanh an|tong kiem toan|"
    r"chanh thanh tra|cuc truong|vu truong|tong cuc truong|hieu truong|vien truong|"
    r"tu lenh|truong doan|truong phong|tong bien tap|chinh uy|kiem toan nha nuoc)\b)"
)

# "(Đã ký)", "[daky]", and what scans leave of stamps: lines between a role and a name.
_SIGNED = re.compile(r"\W*(?:đã k[ýí]|da ky|ký tên|signed|daky)\b.*", re.IGNORECASE)

# A person's name: two to five capitalised words, an academic title perhaps before them.
_NAME = re.compile(
    r"(?:(?:TS|ThS|PGS|GS|BS|KS|TSKH|Thượng tướng|Đại tướng|Trung tướng|Thiếu tướng|Đại tá)\.?\s?)*"
    rf"(?P<name>[{UPPER}][{LOWER}]*(?:\s[{UPPER}][{LOWER}]*){{1,4}})"
)

# Family names of one letter, as in the Central Highlands: "Y Thông".
_ONE_LETTER_FAMILIES = ("Y", "H")

# How many cells may stand between a role and the name below it.
_REACH = 6


def read_signer(cells: Sequence[Cell], begin: int) -> Found[str] | None:
    """The first person who signs after offset ``begin``, with the block from the role to the name,
    or None. A text whose signature was left out has none."""
    for index, cell in enumerate(cells):
        if cell.start < begin or (role := _role_start(cell)) is None:
            continue
        if (found := _name_after(cells, index)) is not None:
            name, end = found
            return Found(name, Span(role, end))
    return None


def _role_start(cell: Cell) -> int | None:
    """Where the capitals of a role begin in a cell, or None; recipients may stand before them
    ("- Lưu: VT. BỘ TRƯỞNG")."""
    for match in _ROLE.finditer(fold(cell.text)):
        written = cell.text[match.start() :]
        capitals = re.match(rf"[^{LOWER}]*", written)
        if capitals and len(capitals.group()) >= len(match.group()):
            return cell.start + match.start()
    return None


def _name_after(cells: Sequence[Cell], index: int) -> tuple[str, int] | None:
    """The name that follows the role of cell ``index``, and where it ends."""
    same = re.search(rf"[{UPPER}]{{3,}}[.,]?\s+{_NAME.pattern}$", cells[index].text)
    if same and _is_name(same["name"]):
        return same["name"], cells[index].end
    for cell in cells[index + 1 : index + 1 + _REACH]:
        if _SIGNED.fullmatch(cell.text) or cell.is_capitals:
            continue
        match = _NAME.fullmatch(cell.text.strip(" ./*"))
        if match and _is_name(match["name"]):
            return " ".join(match["name"].split()), cell.end
        return None
    return None


def _is_name(name: str) -> bool:
    words = name.split()
    return sum(word[1:].islower() for word in words) >= 2 or words[0] in _ONE_LETTER_FAMILIES
