from pathlib import Path

from answer.spelling.build_counts import build, expanded, main, read_texts, spoken
from corpus.language.counts import BITS, Counts


def seen(counts: Counts, first: str, second: str) -> int:
    """How often a pair of words was counted."""
    key = counts.words.index(first) << BITS | counts.words.index(second)
    return int(counts.pair_counts[counts.pair_keys.tolist().index(key)])


def test_choices_of_a_phrase_are_written_out() -> None:
    assert expanded("[sở|bộ] nào [vậy|ạ]") == ["sở nào vậy", "sở nào ạ", "bộ nào vậy", "bộ nào ạ"]


def test_ways_of_speech_of_several_words_are_counted() -> None:
    phrases = list(spoken())
    assert ["nghỉ", "ngang"] in phrases
    assert all(len(phrase) > 1 for phrase in phrases)


def test_texts_are_read_from_folders_and_lines_and_left_out_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Một", encoding="utf-8")
    (tmp_path / "ocr-b.txt").write_text("Hai", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"text": "Ba"}\n', encoding="utf-8")
    (tmp_path / "d.json").write_text("{}", encoding="utf-8")
    assert list(read_texts(tmp_path, ("ocr-",))) == ["Một", "Ba"]


def test_the_builder_writes_what_the_speller_reads(tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    source.write_text("Kế hoạch chuyển đổi số của tỉnh.\n" * 3, encoding="utf-8")
    main([str(source), "-o", str(tmp_path / "counts.npz")])
    counts = Counts.load(tmp_path / "counts.npz")
    assert seen(counts, "chuyển", "đổi") >= 3
    assert seen(counts, "quảng", "ngãi") >= 1
    assert counts.words == build(read_texts(source)).words
