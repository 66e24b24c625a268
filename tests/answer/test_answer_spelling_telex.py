import pytest

from answer.spelling.telex import from_telex


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("chuyeern", "chuyển"),
        ("ddooir", "đổi"),
        ("dduwowcj", "được"),
        ("dduongwf", "đường"),
        ("truwowngf", "trường"),
        ("quyeets", "quyết"),
        ("hoaf", "hòa"),
        ("nghieejp", "nghiệp"),
        ("plan", None),
        ("lam", None),
        ("xyz", None),
        ("w", "ư"),
    ],
)
def test_raw_telex_is_read(keys: str, word: str | None) -> None:
    assert from_telex(keys) == word
