import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index import model_folder as module
from index.encoder import SentenceTransformerEncoder
from index.model_card import CARD, WEIGHTS, read_card
from index.model_folder import check_model, prepare_model


def linked_copy(folder: Path, target: Path) -> Path:
    """The same model folder again, its half gigabyte of weights linked instead of copied."""

    def link(source: str, destination: str) -> None:
        Path(destination).symlink_to(source)

    shutil.copytree(folder, target, copy_function=link)
    return target


def replace(path: Path, text: str) -> None:
    """Writes a linked file anew, so that the folder it is linked from keeps its own."""
    path.unlink()
    path.write_text(text, encoding="utf-8")


def test_the_prepared_model_answers_as_the_reference_does(
    encoder: SentenceTransformerEncoder,
) -> None:
    check_model(encoder)
    assert encoder.name == "multilingual-e5-small"
    assert encoder.max_tokens == 512


def test_the_card_holds_the_digest_and_size_of_the_weights(model_folder: Path) -> None:
    card = read_card(model_folder)
    assert card.weights_bytes == (model_folder / WEIGHTS).stat().st_size
    assert len(card.digest) == 64
    assert json.loads((model_folder / CARD).read_text("utf-8"))["digest"] == card.digest


def test_a_second_call_reuses_the_folder(model_folder: Path) -> None:
    heard: list[str] = []
    before = (model_folder / WEIGHTS).stat().st_mtime_ns
    assert prepare_model(model_folder, lambda stage, *_: heard.append(stage)) == model_folder
    assert (model_folder / WEIGHTS).stat().st_mtime_ns == before
    assert heard == []


def test_a_model_without_its_prompts_is_refused_with_both_values(
    model_folder: Path, tmp_path: Path
) -> None:
    other = linked_copy(model_folder, tmp_path / "model")
    replace(other / "config_sentence_transformers.json", "{}")
    with pytest.raises(ModelError, match=r"cosin 0\.9\d+, cần ít nhất 0\.999"):
        check_model(SentenceTransformerEncoder(other))


def test_weights_of_another_size_than_the_card_says_are_refused(
    model_folder: Path, tmp_path: Path
) -> None:
    other = linked_copy(model_folder, tmp_path / "model")
    expected = read_card(other).weights_bytes
    replace(other / WEIGHTS, "nửa chừng")
    with pytest.raises(ModelError, match=rf"có \d+ byte, cần {expected}"):
        prepare_model(other)


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    with pytest.raises(ModelError, match="safetensors"):
        prepare_model(tmp_path / "model")


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_WEIGHTS_SOURCE", ("no_such_package", "weights.bin"))
    with pytest.raises(ModelError, match="no_such_package"):
        prepare_model(tmp_path / "model")


def test_an_interrupted_preparation_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare_model(tmp_path / "model", stop)
    assert list(tmp_path.iterdir()) == []


def test_reference_vectors_are_unit_vectors_of_the_model_s_size() -> None:
    path = Path(module.__file__).parent / "data" / "reference_vectors.json"
    stored = json.loads(path.read_text("utf-8"))
    for kind in ("queries", "passages"):
        vectors = np.asarray(stored[kind])
        assert vectors.shape == (len(stored["sentences"]), 384)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
