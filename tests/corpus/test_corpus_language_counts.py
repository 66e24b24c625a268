from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from corpus.language.counts import SPECIAL, Counts, sequence, vietnamese_runs
from corpus.language.lattice import Choice, likeliest
from corpus.language.lexicon import Lexicon


def learned(*lines: str) -> Counts:
    return Counts.learn((line.split(), 1) for line in lines)


def pairs(counts: Counts) -> dict[tuple[str, str], int]:
    return {
        (counts.words[key >> 16], counts.words[key & 0xFFFF]): count
        for key, count in zip(counts.pair_keys.tolist(), counts.pair_counts.tolist(), strict=True)
    }


def test_pairs_are_counted_within_a_line_only() -> None:
    counts = learned("kế hoạch số", "kế hoạch")
    assert pairs(counts) == {("kế", "hoạch"): 2, ("hoạch", "số"): 1}
    assert counts.singles[counts.words.index("kế")] == 2


def test_a_sequence_counts_as_often_as_it_is_said_to() -> None:
    counts = Counts.learn([(["sở", "nào"], 5)])
    assert pairs(counts) == {("sở", "nào"): 5}


def test_rare_words_are_unknown() -> None:
    counts = Counts.learn([("sở nào sở nọ".split(), 1)], least=2)
    assert counts.words == (*SPECIAL, "sở")
    assert counts.singles.tolist() == [2, 0, 0, 2]


def test_counts_add_up() -> None:
    first = learned("kế hoạch số")
    second = Counts.learn([("kế hoạch mới".split(), 1)], known=first.words)
    both = first.plus(second)
    assert pairs(both) == {("kế", "hoạch"): 2, ("hoạch", "số"): 1, ("hoạch", "mới"): 1}
    assert both.singles.sum() == first.singles.sum() + second.singles.sum()


def test_counts_of_other_words_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="cannot be added"):
        learned("kế hoạch").plus(learned("hoạch kế"))


def test_a_pair_that_is_commoner_with_other_marks_is_a_slip() -> None:
    base = Counts.learn([("chuyển đổi".split(), 50), ("kế hoạch".split(), 3)])
    scan = Counts.learn([("chuyên đôi".split(), 9), ("kê hoạch".split(), 1)], known=base.words)
    assert pairs(scan.without_slips(base, 10)) == {("kê", "hoạch"): 1}


def test_counts_come_back_from_their_file(tmp_path: Path) -> None:
    counts = learned("kế hoạch số một", "kế hoạch số hai", "số hai", "kế hoạch mới").pruned(1, 2)
    counts.save(tmp_path / "counts.npz")
    read = Counts.load(tmp_path / "counts.npz")
    assert read.words == counts.words
    assert pairs(read) == pairs(counts)
    assert read.triple_keys.tolist() == counts.triple_keys.tolist()
    assert read.triple_counts.tolist() == [2]


def test_a_file_that_is_no_count_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "counts.npz"
    path.write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(ModelError, match=r"counts\.npz"):
        Counts.load(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kế hoạch 87/KH-UBND", "<|> kế hoạch <0> <|>"),
        ("ban, ngành; mục IV", "<|> ban <|> ngành <|> mục <0> <|>"),
        ("hoà bình (zalo)", "<|> hòa bình <|> <?> <|> <|>"),
        ("kêt quả", "<|> <?> quả <|>"),
    ],
)
def test_text_is_counted_as_canonical_syllables(text: str, words: str) -> None:
    assert sequence(text) == words.split()


def test_hard_wrapped_lines_are_joined_and_translations_left_out() -> None:
    text = "Tổ chức thực\nhiện kế hoạch\nThe plan shall be carried out by the ministry\nĐiều 1"
    assert list(vietnamese_runs(text)) == ["Tổ chức thực hiện kế hoạch", "Điều 1"]


def lexicon() -> Lexicon:
    return Lexicon(learned("a b c", "a b d", "a c", "b a", "c d c", "d a b c"))


def test_probabilities_after_a_word_sum_to_one() -> None:
    model = lexicon()
    everything = np.arange(len(model.words))
    for word in "abcd":
        after, _ = model.pair(np.full_like(everything, model.ids[word]), everything)
        assert after.sum() == pytest.approx(1.0)


def test_probabilities_after_two_words_sum_to_one() -> None:
    model = lexicon()
    size = len(model.words)
    ids = np.zeros((3, size), dtype=np.int64)
    ids[0, 0], ids[1, 0], ids[2] = model.ids["a"], model.ids["b"], np.arange(size)
    real = np.zeros((3, size), dtype=np.bool_)
    real[0, 0] = real[1, 0] = True
    real[2] = True
    _, triple = model.along(ids, real)
    assert triple[0, 0, 0].sum() == pytest.approx(1.0)


def test_the_lattice_finds_what_trying_every_way_finds() -> None:
    model = lexicon()
    ids = [model.ids[word] for word in "abcd"]
    rng = np.random.default_rng(7)
    for _ in range(20):
        row = [
            Choice(np.array(rng.permutation(ids)[:size]), rng.normal(size=size))
            for size in rng.integers(1, 4, size=5)
        ]
        best = max(_every_way(row), key=lambda way: _score(way, row, model))
        found = tuple(likeliest(row, model))
        assert _score(found, row, model) == pytest.approx(_score(best, row, model))


def _every_way(row: list[Choice]) -> list[tuple[int, ...]]:
    ways: list[tuple[int, ...]] = [()]
    for choice in row:
        ways = [(*way, index) for way in ways for index in range(len(choice.ids))]
    return ways


def _score(way: tuple[int, ...], row: list[Choice], model: Lexicon) -> float:
    chosen = [int(choice.ids[index]) for choice, index in zip(row, way, strict=True)]
    ids = np.array([[1], *([number] for number in chosen), [1]], dtype=np.int64)
    pair, triple = model.along(ids, np.ones_like(ids, dtype=np.bool_))
    costs = sum(float(choice.costs[index]) for choice, index in zip(row, way, strict=True))
    return float(np.log(pair[0]).sum() + np.log(triple).sum()) + costs
