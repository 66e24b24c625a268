"""Numerals that the recogniser misread, put right where they cannot be anything else: "HI." for
"III.", "Quý H/2022" for "Quý II/2022", "tháng 1] năm" for "tháng 11 năm".
"""

from __future__ import annotations

import re

# A numeral with an "H" that is two strokes beside a third: "HI.", "XHI", "XIH"; not "VH", "XH".
_STROKES = re.compile(r"(?<![\w&./-])[XV]*(?:HI|IH)(?![\w&-])")
# "H" or strokes taken for digits where the second section or quarter is named.
_SECOND = re.compile(
    r"^H(?=\. )|(?<=[Qq]uý )(?:H|11|1I|I1|l1|1l|ll|Il|lI)(?=[/ ])|"
    r"(?<=[Pp]hần )H\b|(?<=PHẦN )H\b|(?<=[Cc]hương )H\b|(?<=CHƯƠNG )H\b",
    re.MULTILINE,
)
# The mark of a section stuck to its title: "I.MỤC ĐÍCH".
_STUCK = re.compile(r"^([IVX]+\.)(?=[^\W\d_]{2})", re.MULTILINE)
# The day and the month of a date, with a digit at least.
_DAY = re.compile(
    r"(?<=ngày )(?=\S*\d)[\dlI|\]O]{2}(?= tháng )|(?<=tháng )(?=\S*\d)[\dlI|\]O]{2}(?= năm )"
)
_DIGITS = str.maketrans("lI|]O", "11110")


def with_numerals_mended(text: str) -> str:
    """The text with Roman numerals, days and months as they were printed.

    >>> with_numerals_mended("HI. CÁC NHIỆM VỤ lần thứ XHI, Quý H/2022; HIV; xã H. Bình")
    'III. CÁC NHIỆM VỤ lần thứ XIII, Quý II/2022; HIV; xã H. Bình'
    """
    text = _DAY.sub(lambda match: match[0].translate(_DIGITS), _SECOND.sub("II", text))
    return _STUCK.sub(r"\1 ", _STROKES.sub(lambda match: match[0].replace("H", "II"), text))
