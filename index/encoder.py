"""The encoder over sentence-transformers: any model of that library, from this machine, offline.

torch and sentence-transformers are imported when an encoder is made, not before: they take seconds,
and who serves the model that ships (``index.onnx_encoder``) need not have them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import ModelError
from index.model import Vectors
from index.model_card import read_card

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

UNLIMITED = 8_192
"""Tokens allowed to a model that names no limit of its own."""

BATCH = 32
"""Texts encoded at once; sentence-transformers sorts them by length first."""

_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}


class SentenceTransformerEncoder:
    """An ``index.model.Encoder`` over a sentence-transformers model. Thread-safe.

    ``model`` is a folder, or the name of a model in this machine's Hugging Face cache; nothing is
    ever downloaded. Raises ModelError when there is none, or it cannot be used.

    >>> encoder = SentenceTransformerEncoder(home / "model")      # doctest: +SKIP
    >>> encoder.encode_queries(["hạn hoàn thành?"]).shape         # doctest: +SKIP
    (1, 384)
    """

    def __init__(self, model: Path | str) -> None:
        os.environ.update(_OFFLINE)
        folder = _local_folder(model)
        card = read_card(folder)
        self.name = card.name if Path(model).is_dir() else str(model)
        self.digest = card.digest
        self._model = _load(folder)
        prompts = self._model.prompts
        self._query_prompt = prompts.get("query") or ""
        # The library adds an empty "document" to a model that only knows "passage".
        self._passage_prompt = prompts.get("document") or prompts.get("passage") or ""
        # A fast tokenizer keeps its padding as state, so two threads may not use it at once.
        self._lock = threading.Lock()

    @property
    def max_tokens(self) -> int:
        return self._model.max_seq_length or UNLIMITED

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._passage_prompt)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        if not texts:
            return []
        prompted = [self._passage_prompt + text for text in texts]
        with self._lock:
            encoded = self._model.tokenizer(
                prompted, truncation=False, padding=False, verbose=False
            )
        return [len(ids) for ids in encoded["input_ids"]]

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        with self._lock:
            vectors = self._model.encode(
                list(texts),
                prompt=prompt,
                batch_size=BATCH,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return np.asarray(vectors, dtype=np.float32)


def _load(folder: Path) -> SentenceTransformer:
    # Imported here for what it costs (see the module's header) and for the offline switches,
    # which these libraries read once, when they are imported.
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging
    except ImportError as error:
        raise ModelError(
            f"Mô hình ở {folder} cần sentence-transformers, chưa được cài.",
            english=f"The model in {folder} needs sentence-transformers, which is not installed.",
            hint="Hãy cài trolyso[models].",
        ) from error

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise ModelError(
            f"Không nạp được mô hình ở {folder}: {error}.",
            english=f"The model in {folder} cannot be loaded: {error}.",
            hint="Với mô hình mặc định, hãy xóa thư mục này rồi chạy: trolyso model prepare.",
        ) from error


def _local_folder(model: Path | str) -> Path:
    if Path(model).is_dir():
        return Path(model)
    # Imported here for the offline switches, as above.
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(str(model), local_files_only=True))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"Không có mô hình {model} trên máy này.",
            english=f"There is no model {model} on this machine.",
            hint="Hãy chạy: trolyso model prepare, hoặc chỉ đến một thư mục sentence-transformers.",
        ) from error
