"""Every fixed sentence has an English twin with the same blanks."""

from __future__ import annotations

import re

import pytest

from answer.say import phrases

SENTENCES = [
    name
    for name, value in vars(phrases).items()
    if name.isupper() and isinstance(value, str) and not name.startswith("NOTE_")
]
BLANK = re.compile(r"\{\w+\}")


@pytest.mark.parametrize("name", SENTENCES)
def test_a_fixed_sentence_has_an_english_twin(name: str) -> None:
    own, twin = (phrases.said(name, english=english) for english in (False, True))
    assert own != twin
    assert sorted(BLANK.findall(own)) == sorted(BLANK.findall(twin))


@pytest.mark.parametrize("want", phrases.WANTED)
def test_what_a_refusal_calls_a_want_has_an_english_twin(want: str) -> None:
    assert phrases.wanted(want, english=True) not in {
        phrases.WANTED[want],
        phrases.said("ASKED_DEFAULT", english=True),
    }


@pytest.mark.parametrize("english", [False, True])
def test_a_nearest_clause_stands_behind_the_words_that_programmes_look_for(
    *, english: bool
) -> None:
    assert "Liên quan:" in phrases.said("RELATED", english=english).partition("{text}")[0]
