from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalField, folded_terms, terms

TEXTS = [
    "Sở Nội vụ tham mưu kiện toàn tổ chức bộ máy",
    "Kế hoạch 87/KH-UBND về chuyển đổi số",
    "Chuyển dịch đổi mới các số liệu",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chuyển đổi số", ["chuyển", "đổi", "số", "chuyển_đổi", "đổi_số"]),
        ("57-NQ/TW", ["57-nq/tw", "57", "nq", "tw"]),
        ("1.500 tỷ", ["1.500", "1", "500", "tỷ", "1.500_tỷ"]),
        ("Hoà", ["hòa"]),
        ("***", []),
    ],
)
def test_terms_are_words_parts_of_numbers_and_pairs(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_folded_terms_have_no_diacritics() -> None:
    assert folded_terms("Chuyển đổi") == ["chuyen", "doi", "chuyen_doi"]


def test_the_text_with_the_words_of_a_query_scores_best() -> None:
    scores = LexicalField.of(TEXTS, terms).scores("kiện toàn bộ máy")
    assert scores.argmax() == 0
    assert scores[1] == 0


def test_words_in_a_row_score_over_the_same_words_scattered() -> None:
    scores = LexicalField.of(TEXTS, terms).scores("chuyển đổi số")
    assert scores[1] > scores[2] > 0


def test_a_document_number_is_found_by_its_leading_number() -> None:
    scores = LexicalField.of(TEXTS, terms).scores("kh 87")
    assert scores.argmax() == 1


def test_a_query_without_diacritics_finds_only_in_the_folded_field() -> None:
    query = "kien toan bo may"
    assert LexicalField.of(TEXTS, terms).scores(query).tolist() == [0, 0, 0]
    assert LexicalField.of(TEXTS, folded_terms).scores(query).argmax() == 0


def test_a_query_without_known_words_scores_zero_everywhere() -> None:
    field = LexicalField.of(TEXTS, terms)
    assert field.scores("zzz").tolist() == [0, 0, 0]
    assert field.scores("").tolist() == [0, 0, 0]


def test_texts_without_words_can_be_held() -> None:
    assert LexicalField.of(["***", "…"], terms).scores("số").tolist() == [0, 0]


def test_a_saved_field_scores_as_before_and_holds_no_pickle(tmp_path: Path) -> None:
    field = LexicalField.of(TEXTS, terms)
    field.save(tmp_path / "accented")
    loaded = LexicalField.load(tmp_path / "accented", terms)
    assert len(loaded) == 3
    assert loaded.scores("chuyển đổi số").tolist() == field.scores("chuyển đổi số").tolist()
    kinds = {path.suffix for path in (tmp_path / "accented").iterdir()}
    assert kinds == {".npy"}


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        LexicalField.of(TEXTS, terms).save(tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@given(st.text(max_size=80))
def test_a_text_is_found_by_itself_exactly_when_it_has_words(text: str) -> None:
    scores = LexicalField.of([text, "khác"], terms).scores(text)
    assert (scores[0] > 0) == bool(terms(text))


def test_texts_taken_again_score_as_if_they_were_read_again() -> None:
    taken = LexicalField.of(TEXTS, terms).taken(np.array([2, 0, 2, 2, 1], np.int32))
    read = LexicalField.of([TEXTS[row] for row in (2, 0, 2, 2, 1)], terms)
    for query in ("chuyển đổi số", "Kế hoạch 87", "sở nội vụ"):
        assert np.allclose(taken.scores(query), read.scores(query), rtol=1e-6)
