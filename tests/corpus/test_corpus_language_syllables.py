import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.syllables import (
    adds_marks,
    canonical,
    is_plain,
    is_syllable,
    lacks_tone,
    split_tone,
)
from corpus.text import fold, nfc


@pytest.mark.parametrize(
    "word",
    "nghiêng quyển giếng gì gỡ khuỷu ngoài đắk lắk krông yêu ươm quốc hoặc xoong ý ạ thuở".split(),
)
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", "tn zalo ngệ kả cê truơng hoạchs bảnvăn plan ưng̣̉ qa".split())
def test_what_is_no_syllable_is_known(word: str) -> None:
    assert not is_syllable(nfc(word))


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("caó", "cáo"),
        ("vứơng", "vướng"),
        ("đọan", "đoạn"),
        ("naò", "nào"),
        ("qúy", "quý"),
        ("gía", "giá"),
        ("mùa", "mùa"),
        ("nghiã", "nghĩa"),
        ("hoán", "hoán"),
        ("khuỷu", "khuỷu"),
        ("Zalo", "zalo"),
    ],
)
def test_the_tone_is_put_where_it_belongs(typed: str, right: str) -> None:
    assert canonical(typed) == right


@given(st.text(alphabet="abcdeghiklmnopqrstuvxyăâđêôơư\u0300\u0301\u0303\u0309\u0323", max_size=8))
def test_canonical_keeps_letters_and_is_its_own_canonical_form(word: str) -> None:
    composed = nfc(word)
    right = canonical(composed)
    assert canonical(right) == right
    assert sorted(unicodedata.normalize("NFD", right)) == sorted(
        unicodedata.normalize("NFD", composed)
    )


def test_a_tone_is_split_off() -> None:
    assert split_tone("hoạch") == ("hoach", "\u0323")
    assert split_tone("đường") == ("đương", "\u0300")
    assert split_tone("zalo") == ("zalo", "")


def test_plain_syllables_are_told_from_foreign_words() -> None:
    assert [word for word in "nguoi quoc dti truong house lam gi".split() if is_plain(word)] == [
        "nguoi",
        "quoc",
        "truong",
        "lam",
        "gi",
    ]


def test_a_stop_without_a_tone_lost_it() -> None:
    assert [word for word in "kêt hop các học cach kê".split() if lacks_tone(word)] == [
        "kêt",
        "hop",
        "cach",
    ]


def test_marks_left_out_are_told_from_marks_mistaken() -> None:
    assert adds_marks("chê", "chế")
    assert adds_marks("chính", "chính") is False
    assert adds_marks("quãng", "quảng") is False
    assert adds_marks("dưởng", "dưỡng") is False


def test_folding_a_canonical_word_folds_the_word() -> None:
    assert fold(canonical("Hoạch")) == "hoach"
