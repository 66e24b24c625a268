"""Bytes of text files in the encodings Vietnamese was and is written in."""

from __future__ import annotations

import codecs
import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError
from corpus.formats import legacy
from corpus.formats.encodings import decode
from corpus.formats.syllables import is_syllable, vietnamese_share
from corpus.text import nfc

TEXT = (
    "Ủy ban nhân dân tỉnh ban hành Kế hoạch triển khai thực hiện Đề án chuyển đổi số\n"
    "1. Mục đích: nâng cao năng lực quản lý nhà nước của các cơ quan, đơn vị."
)
TCVN3 = "TriÓn khai thùc hiÖn §Ò ¸n vÒ chuyÓn ®æi sè cña tØnh, cña c¸c c¬ quan."
VNI = "Trieån khai thöïc hieän Ñeà aùn veà chuyeån ñoåi soá cuûa tænh, cuûa caùc cô quan."
PLAIN = "Triển khai thực hiện Đề án về chuyển đổi số của tỉnh, của các cơ quan."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode().decode("latin-1").encode(), "utf-8 (mã hóa hai lần)"),
    ],
)
def test_unicode_is_read_in_all_its_forms(data: bytes, encoding: str) -> None:
    assert decode(data, "a.txt") == (TEXT, encoding)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TCVN3.encode("cp1252"), "tcvn3"),
        (VNI.encode("cp1252"), "vni"),
        (TCVN3.encode(), "tcvn3"),
        (VNI.encode(), "vni"),
    ],
)
def test_text_from_before_unicode_is_recognised_as_bytes_and_as_letters(
    data: bytes, encoding: str
) -> None:
    assert decode(data, "a.txt") == (PLAIN, encoding)


def test_windows_1258_is_recognised() -> None:
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    apart = "".join(
        char if char in {"Đ", "đ"} else _tones_apart(char, tones) for char in nfc(PLAIN)
    )
    assert decode(apart.encode("cp1258"), "a.txt") == (PLAIN, "windows-1258")


def _tones_apart(char: str, tones: set[str]) -> str:
    parts = unicodedata.normalize("NFD", char)
    base = "".join(part for part in parts if part not in tones)
    return unicodedata.normalize("NFC", base) + "".join(part for part in parts if part in tones)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"  \n", "không có chữ nào"),
        (bytes(range(256)) * 8, "nhị phân|bảng mã"),
        (b"\x89\x00\x01\x02" * 100, "nhị phân|bảng mã"),
        (codecs.BOM_UTF8 + b"abc\xff", "sai ở byte"),
        (hashlib.shake_128(b"").digest(3_000), "không phải tệp Word"),
        ("мы говорим по-русски".encode("cp1251"), "bảng mã"),
    ],
)
def test_what_is_no_vietnamese_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        decode(data, "a.txt")


def test_english_stays_as_it_is() -> None:
    assert decode(b"Plain English, naive as it is.", "a.txt")[1] == "utf-8"


@pytest.mark.parametrize(
    ("small", "capital"),
    [
        ("CHUYểN ĐổI Số", "CHUYỂN ĐỔI SỐ"),
        ("ủY BAN NHÂN DÂN TỉNH", "ỦY BAN NHÂN DÂN TỈNH"),
        ("Sở TTTT và UBND tỉnh", "Sở TTTT và UBND tỉnh"),
        ("Số: 87/KH-UBND", "Số: 87/KH-UBND"),
        ("Độc lập - Tự do", "Độc lập - Tự do"),
    ],
)
def test_titles_that_lost_their_marked_capitals_get_them_back(small: str, capital: str) -> None:
    assert legacy.with_capitals(small) == capital


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        ("ABCDEF+.VnArialH", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("VPS Times", "vps", False),
        ("Times New Roman", None, False),
        ("Vntime Sans", None, False),
    ],
)
def test_a_fonts_name_tells_its_encoding(font: str, encoding: str | None, capitals: bool) -> None:
    assert (legacy.encoding_of_font(font), legacy.draws_capitals(font)) == (encoding, capitals)


@pytest.mark.parametrize("word", ["nghiêng", "Quỳnh", "ĐƯỜNG", "giữa", "ý", "khuỷu"])
def test_syllables_are_recognised(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["chuyÓn", "tØnh", "über", "garçon", "coâng"])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_the_share_of_vietnamese_counts_only_words_with_marks() -> None:
    assert vietnamese_share("plain words và chữ ©Ó") == (2 / 3, 3)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_unicode_text_with_a_vietnamese_letter_comes_back_as_it_was(text: str) -> None:
    whole = f"Điều {text}"
    assert decode(whole.encode(), "a.txt")[0] == nfc(whole)


@given(st.lists(st.sampled_from([" ", "\t", "\n", "®Ó", "vÒ", "tØnh"]), max_size=30))
def test_converting_keeps_every_space(pieces: list[str]) -> None:
    text = "".join(pieces)
    converted = legacy.to_unicode(text, "tcvn3")
    assert [char for char in converted if char.isspace()] == [c for c in text if c.isspace()]
