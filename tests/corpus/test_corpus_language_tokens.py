import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.tokens import Kind, tokenize
from corpus.text import nfc


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ai ký 87/KH-UBND?", "word word number break"),
        ("xã/phường", "word word"),
        ("Sở TT&TT", "word other"),
        ("p/h với ai", "other word word"),
        ("gửi a@b.vn, nhé", "word other break word"),
        ("mục IV", "word number"),
        ("DANH MỤC CỦA ĐƠN VI", "word word word word word"),
        ("đề án “.vn” (mới)", "word word break other break break word break"),
        ("xong rồi.còn gì", "word word word word"),
        ("Hà Nội\nngày", "word word break word"),
    ],
)
def test_text_falls_into_tokens(text: str, kinds: str) -> None:
    assert [token.kind.value for token in tokenize(text)] == kinds.split()


@given(st.text(max_size=80))
def test_tokens_are_the_text_in_order(text: str) -> None:
    composed = nfc(text)
    end = 0
    for token in tokenize(composed):
        assert token.start >= end
        assert composed[token.start : token.end] == token.text
        assert token.kind is not Kind.WORD or token.text.isalpha()
        end = token.end
