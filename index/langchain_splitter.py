"""Long clauses cut at sentences, by langchain-text-splitters: the only module that uses it."""

from __future__ import annotations

from collections.abc import Callable

from langchain_text_splitters import RecursiveCharacterTextSplitter

# Where a text may be cut, best place first; each keeps its separator before the cut.
_PLACES = [
    r"\n",  # between paragraphs
    # after a sentence, with the quotes and brackets that close on it; the stop of "2.", "12." or
    # "Q." ends no sentence
    r"(?<!^\w)(?<!\s\w)(?<!^\d\d)(?<!\s\d\d)[.!?…]+[”\"’)\]]*\s",
    r";\s",  # between the items of a list written in one line
    r",\s",  # between parts of a sentence
    r"\s",  # between words
    "",  # anywhere: a "word" longer than a whole passage is a broken file's
]


def split_at_sentences(
    text: str, limit: int, length: Callable[[str], int] = len
) -> list[tuple[int, int]]:
    """The ``(start, end)`` of pieces that together are the text and each measure at most
    ``limit`` by ``length``, cut at the ends of paragraphs and sentences where possible.

    >>> split_at_sentences("Một câu. Hai câu. Ba câu.", 18)
    [(0, 18), (18, 25)]
    """
    splitter = RecursiveCharacterTextSplitter(
        separators=_PLACES,
        is_separator_regex=True,
        keep_separator="end",
        strip_whitespace=False,
        chunk_size=limit,
        chunk_overlap=0,
        length_function=length,
        add_start_index=True,
    )
    documents = splitter.create_documents([text])
    starts = [int(document.metadata["start_index"]) for document in documents]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))
