import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from corpus.locking import LOCK
from index import model_folder as module
from index.encoder import SentenceTransformerEncoder
from index.model import Encoder
from index.model_card import CARD, read_card
from index.model_folder import (
    EXACT,
    QUANTISED,
    check_model,
    encoder_of,
    prepare_model,
    prepare_sentence_transformer,
)
from index.onnx_encoder import GRAPH, PIECES, POSITIONS, WORDS


def linked_copy(folder: Path, target: Path) -> Path:
    """The same model folder again, its weights linked instead of copied."""

    def link(source: str, destination: str) -> None:
        Path(destination).symlink_to(source)

    shutil.copytree(folder, target, copy_function=link)
    return target


def replace(path: Path, content: bytes) -> None:
    """Writes a linked file anew, so that the folder it is linked from keeps its own."""
    path.unlink()
    path.write_bytes(content)


def test_the_prepared_model_answers_as_the_reference_does(encoder: Encoder) -> None:
    check_model(encoder, QUANTISED)
    assert encoder.name == "multilingual-e5-small"
    assert encoder.max_tokens == 512


def test_the_card_holds_digest_and_size_of_every_file(model_folder: Path) -> None:
    card = read_card(model_folder)
    assert set(card.files) == {GRAPH, WORDS, POSITIONS, PIECES}
    for file, seal in card.files.items():
        assert seal.bytes == (model_folder / file).stat().st_size
        assert len(seal.sha256) == 64
    assert json.loads((model_folder / CARD).read_text("utf-8"))["digest"] == card.digest


def test_a_second_call_reuses_the_folder(model_folder: Path) -> None:
    heard: list[str] = []
    before = (model_folder / GRAPH).stat().st_mtime_ns
    again = prepare_model(model_folder.parent, lambda stage, *_: heard.append(stage))
    assert again == model_folder
    assert (model_folder / GRAPH).stat().st_mtime_ns == before
    assert heard == []


def test_a_model_of_an_earlier_version_is_kept_until_it_is_to_be_renewed(
    model_folder: Path, tmp_path: Path
) -> None:
    older = linked_copy(model_folder, tmp_path / "onnx")
    card = json.loads((older / CARD).read_text("utf-8"))
    replace(older / CARD, json.dumps({**card, "digest": "00" * 32}).encode())
    assert read_card(prepare_model(tmp_path)).digest == "00" * 32
    assert read_card(prepare_model(tmp_path, renew=True)).digest == card["digest"]
    assert {path.name for path in tmp_path.iterdir()} == {"onnx", LOCK}
    made = (older / GRAPH).stat().st_mtime_ns
    assert (prepare_model(tmp_path, renew=True) / GRAPH).stat().st_mtime_ns == made


def test_who_was_given_the_model_prepared_keeps_it(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked_copy(model_folder, tmp_path / "onnx")
    monkeypatch.setattr(module, "_WEIGHTS_SOURCE", ("no_such_package", "weights.bin"))
    assert prepare_model(tmp_path, renew=True) == tmp_path / "onnx"


def test_a_model_without_its_prompts_is_refused_with_both_values(
    home: Path, tmp_path: Path
) -> None:
    other = linked_copy(prepare_sentence_transformer(home / "model"), tmp_path / "model")
    replace(other / "config_sentence_transformers.json", b"{}")
    with pytest.raises(ModelError, match=r"cosin 0\.9\d+, cần ít nhất 0\.999"):
        check_model(SentenceTransformerEncoder(other), EXACT)


@pytest.mark.parametrize("name", [GRAPH, WORDS, POSITIONS, PIECES])
def test_a_bit_flipped_in_any_file_is_found_and_named(
    model_folder: Path, tmp_path: Path, name: str
) -> None:
    other = linked_copy(model_folder, tmp_path / "onnx")
    content = bytearray((other / name).read_bytes())
    content[len(content) // 2] ^= 1
    replace(other / name, bytes(content))
    with pytest.raises(ModelError, match=rf"{name} có SHA-256"):
        encoder_of(other)


def test_a_file_of_another_size_than_the_card_says_is_refused(
    model_folder: Path, tmp_path: Path
) -> None:
    other = linked_copy(model_folder, tmp_path / "onnx")
    expected = read_card(other).files[WORDS].bytes
    replace(other / WORDS, b"half way")
    with pytest.raises(ModelError, match=rf"có 8 byte, cần {expected}"):
        prepare_model(tmp_path)


def test_a_card_that_is_no_card_is_refused(model_folder: Path, tmp_path: Path) -> None:
    other = linked_copy(model_folder, tmp_path / "onnx")
    replace(other / CARD, b'{"name": "e5"}')
    with pytest.raises(ModelError, match=f"{CARD} không đọc được"):
        encoder_of(other)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "onnx").mkdir()
    with pytest.raises(ModelError, match="safetensors"):
        prepare_model(tmp_path)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_WEIGHTS_SOURCE", ("no_such_package", "weights.bin"))
    with pytest.raises(ModelError, match="no_such_package"):
        prepare_model(tmp_path / "model")


def test_an_interrupted_preparation_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare_model(tmp_path, stop)
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


def test_the_model_of_an_earlier_version_is_taken_away_and_nothing_else(
    model_folder: Path, tmp_path: Path
) -> None:
    linked_copy(model_folder, tmp_path / "onnx")
    (tmp_path / "1_Pooling").mkdir()
    for name in ("model.safetensors", "tokenizer.json", "1_Pooling/config.json", CARD):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    (tmp_path / "another-model").mkdir()
    (tmp_path / "another-model" / "model.safetensors").write_text("{}", encoding="utf-8")
    prepare_model(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"onnx", "another-model"}
    assert (tmp_path / "another-model" / "model.safetensors").exists()


def test_a_model_that_lies_there_without_our_card_stays(model_folder: Path, tmp_path: Path) -> None:
    linked_copy(model_folder, tmp_path / "onnx")
    (tmp_path / "model.safetensors").write_text("{}", encoding="utf-8")
    prepare_model(tmp_path)
    assert (tmp_path / "model.safetensors").exists()


def test_reference_vectors_are_unit_vectors_of_the_model_s_size() -> None:
    path = Path(module.__file__).parent / "data" / "reference_vectors.json"
    stored = json.loads(path.read_text("utf-8"))
    for kind in ("queries", "passages"):
        vectors = np.asarray(stored[kind])
        assert vectors.shape == (len(stored["sentences"]), 384)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
