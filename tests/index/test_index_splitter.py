from hypothesis import given
from hypothesis import strategies as st

from index.langchain_splitter import split_at_sentences

TEXTS = st.text(st.sampled_from("ab ,;.?!…\n”)ạđ"), min_size=1, max_size=300)


def pieces(text: str, limit: int) -> list[str]:
    return [text[start:end] for start, end in split_at_sentences(text, limit)]


def test_sentences_stay_whole_while_they_fit() -> None:
    text = "Sở Nội vụ chủ trì. Sở Tài chính phối hợp. Công an tỉnh theo dõi."
    assert pieces(text, 45) == [
        "Sở Nội vụ chủ trì. Sở Tài chính phối hợp. ",
        "Công an tỉnh theo dõi.",
    ]


def test_paragraphs_are_cut_before_sentences() -> None:
    assert pieces("Một. Hai.\nBa. Bốn.", 12) == ["Một. Hai.\n", "Ba. Bốn."]


def test_closing_quotes_stay_with_their_sentence() -> None:
    assert pieces("“Một câu.” Câu sau.", 12) == ["“Một câu.” ", "Câu sau."]


def test_a_date_or_an_amount_is_not_cut_at_its_points() -> None:
    assert pieces("Chi 5.191.000.000 đồng, xong ngày 15.12.2025 nhé", 24) == [
        "Chi 5.191.000.000 đồng, ",
        "xong ngày 15.12.2025 nhé",
    ]


def test_a_word_longer_than_the_limit_is_cut_anyway() -> None:
    assert pieces("x" * 10, 4) == ["xxxx", "xxxx", "xx"]


@given(TEXTS, st.integers(1, 40))
def test_pieces_are_the_text_in_order_and_none_is_over_the_limit(text: str, limit: int) -> None:
    cut = pieces(text, limit)
    assert "".join(cut) == text
    assert max(map(len, cut)) <= limit
    assert all(cut)


@given(TEXTS, st.integers(2, 20))
def test_pieces_keep_to_another_measure_of_length(text: str, limit: int) -> None:
    def weight(piece: str) -> int:
        return 2 * len(piece)

    spans = split_at_sentences(text, limit, weight)
    assert all(weight(text[start:end]) <= limit for start, end in spans)
