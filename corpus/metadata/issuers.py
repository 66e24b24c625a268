"""Who issued a document: names in a letterhead, in a number's symbol or in a sentence, made short
(``UBND tỉnh Quảng Ngãi``, ``HĐND thành phố Hà Nội``, ``Bộ Khoa học và Công nghệ``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from corpus.bodies import body_of_code, canonical_body
from corpus.datafiles import read_data
from corpus.metadata.printed import as_prose
from corpus.places import find_provinces, province
from corpus.text import fold

# In folded text: the state's or the Party's name, and the motto, which stand beside the issuer.
_MOTTO = re.compile(
    r"(?:\bnuoc\s+)?(?:\bco)?n?g?\s*hoa\s+xa\s+hoi\s+chu\b.*|dang\s+cong\s+san(?:\s+viet\s+nam)?.*|"
    r"doc\s+lap\s*[-–—,.]*\s*tu\s+do.*",
    re.DOTALL,
)

# In folded text: how the name of a body begins in a letterhead.
_HEAD = re.compile(
    r"(?:uy ban|ubnd|hoi dong|hdnd|bo|chinh phu|thu tuong|quoc hoi|van phong|ngan hang|so|ban|"
    r"tinh uy|thanh uy|huyen uy|dang uy|dang bo|dang doan|toa an|vien|kiem toan|thanh tra|cuc|"
    r"tong cuc|chi cuc|vu|chu tich nuoc|cong an|truong|hoc vien|dai hoc|doan|hoi|lien doan|"
    r"bao hiem|kho bac|trung tam|tong cong ty|tap doan|cong ty|bcd|ubmttq|mat tran|phong|dai|"
    r"bao|tap chi|lien minh|hiep hoi|thue)\b"
)

# In folded text: bodies that issue under the name of the place they govern.
_COUNCILS = (
    (re.compile(r"(?:uy ban nhan dan|ubnd)\b"), "UBND"),
    (re.compile(r"(?:hoi dong nhan dan|hdnd)\b"), "HĐND"),
)

# A place below the province, in folded text, and how its level is written.
_LEVELS: Mapping[str, str] = {
    "tinh": "tỉnh",
    "thanh pho": "thành phố",
    "tp": "thành phố",
    "huyen": "huyện",
    "quan": "quận",
    "thi xa": "thị xã",
    "xa": "xã",
    "phuong": "phường",
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
}
_LEVEL = re.compile(rf"(?:{'|'.join(sorted(_LEVELS, key=len, reverse=True))})\b\.?\s*")

# Bodies of a province whose names do not say which: they take the place of the body above.
_OF_PLACE = re.compile(r"(?:so|ban|thanh tra|truong|trung tam|van phong|cong an|chi cuc|dai|bao)\b")

# A National Assembly's term in a symbol: "QH15".
_TERM = re.compile(r"qhk?\d{1,2}")


def letterhead_issuer(lines: Sequence[str], text: str) -> str | None:
    """The issuer that the capitals of a letterhead name, or None. ``lines`` are in text order;
    ``text`` is the document, for its own way to write names that are not listed."""
    names = _segments(lines)
    if not names:
        return None
    issuer = short_name(names[-1], text)
    if len(names) == 1:
        return issuer
    above = short_name(names[-2], text)
    if fold(issuer) == "van phong":
        return f"{issuer} {above}"
    place = place_of(above)
    if place and not find_provinces(issuer) and _OF_PLACE.match(fold(issuer)):
        return f"{issuer} {place}"
    return issuer


def without_motto(line: str) -> str:
    """A line of a letterhead without the motto that a scan may have put beside the issuer."""
    match = _MOTTO.search(fold(line))
    return line[: match.start()].strip(" |-–—_") if match else line


def short_name(name: str, text: str = "") -> str:
    """A body's name made short, from capitals or running text.

    >>> short_name("ỦY BAN NHÂN DÂN TỈNH-QUẢNG NAM")
    'UBND tỉnh Quảng Nam'
    """
    name = " ".join(name.replace("–", "-").split()).strip(" -,.;:|")
    joint = name.split(" - ")
    if len(joint) > 1 and all(_HEAD.match(fold(one)) for one in joint):
        return " - ".join(short_name(one, text) for one in joint)
    folded = fold(name)
    for pattern, short in _COUNCILS:
        if match := pattern.match(folded):
            return f"{short} {_place(name[match.end() :])}".strip()
    if (office := re.match(r"(?:van phong|vp)\s+(?=uy ban nhan dan|ubnd)", folded)) is not None:
        return f"Văn phòng {short_name(name[office.end() :], text)}"
    base, place = _split_place(name)
    listed = canonical_body(name) or canonical_body(base)
    if listed is not None:
        if listed.endswith(("tỉnh", "thành phố")):
            place = place.removeprefix("tỉnh ").removeprefix("thành phố ")
        return f"{listed} {place}".strip()
    return as_prose(name, text) if name.isupper() else name


def issuer_of_symbol(symbol: str | None, place: str | None) -> str | None:
    """The issuer that a number's symbol tells; ``place`` (``tỉnh Quảng Ngãi``) is where it was
    issued, without which "UBND" tells no one."""
    parts = [part for part in re.split(r"[/-]", symbol or "") if part]
    for part in parts:
        if _TERM.fullmatch(fold(part)):
            return "Quốc hội"
    for part in parts[1:]:
        name = _symbol_names().get(fold(part)) or body_of_code(part)
        if name is None:
            continue
        if "{place}" in name:
            return name.format(place=place) if place else None
        return f"{name} {place}" if name.startswith("Sở ") and place else name
    return None


def place_of(issuer: str) -> str | None:
    """The place in an issuer's name with its level: ``tỉnh Quảng Ngãi``; None when unnamed."""
    return _split_place(issuer)[1] or None


def place_named(name: str) -> str | None:
    """The province of that name with its level, for a place of issue: ``Quảng Ngãi``."""
    found = province(name)
    return found.full_name if found else None


def _segments(lines: Sequence[str]) -> list[str]:
    """The names of bodies in a letterhead, outermost first: a line that does not begin a name
    goes on with the one before."""
    names: list[str] = []
    for line in lines:
        words = without_motto(line).strip()
        if not any(char.isalpha() for char in words):
            continue
        if _HEAD.match(fold(words)) and not (names and _goes_on(names[-1], words)):
            names.append(words)
        elif names:
            names[-1] = f"{names[-1]} {words}"
    return list(dict.fromkeys(" ".join(name.split()) for name in names))


def _goes_on(name: str, words: str) -> bool:
    """True when ``words`` belong to the name above: its line was broken after "VÀ" or a comma, or
    the two together are a body that is known ("ỦY BAN THƯỜNG VỤ" + "QUỐC HỘI")."""
    return fold(name).endswith((" va", ",", " -")) or canonical_body(f"{name} {words}") is not None


def _split_place(name: str) -> tuple[str, str]:
    """A name and the province it ends in, with its level where that is written."""
    mentions = find_provinces(name)
    if not mentions or mentions[-1].end < len(name.rstrip(" .")):
        return name, ""
    base = name[: mentions[-1].start].rstrip(" -,")
    level = re.search(r"\s*\b(tinh|thanh pho|tp\.?)$", fold(base))
    if level is None:
        return base, mentions[-1].name
    return base[: level.start()], f"{_LEVELS[level.group(1).rstrip('.')]} {mentions[-1].name}"


def _place(words: str) -> str:
    """``TỈNH QUẢNG NAM`` as ``tỉnh Quảng Nam``; names below the province in title case."""
    words = words.strip(" -,.")
    level = _LEVEL.match(fold(words))
    if level is None:
        found = province(words) if words else None
        return found.full_name if found else words
    kind = _LEVELS[level.group().strip(" .")]
    rest = words[level.end() :].strip(" -,.")
    mentions = find_provinces(rest)
    if mentions and mentions[0].start == 0:
        return f"{kind} {mentions[0].name}"
    return f"{kind} {rest.title() if rest.isupper() else rest}".strip()


@cache
def _symbol_names() -> Mapping[str, str]:
    return {fold(code): name for code, name in read_data("kinds")["issuer_names"].items()}
