"""The encoder over ONNX Runtime: what serves, without torch.

The folder it reads is made by ``index.model_folder``. The embeddings of words, the bulk of the
model, stay outside the graph: packed rows in a file that is mapped, so that all processes of a
machine share one copy, and unpacked for the tokens of a text alone.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import sentencepiece

from corpus.errors import ModelError
from corpus.npy import ONE_AT_A_TIME
from index.model import Vectors
from index.model_card import read_card, verify_card
from index.q4 import unpack_q4

# Read when the library is loaded. Without it, it keeps a number for this machine in the user's home
# and sends events to its makers.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

GRAPH = "encoder.onnx"
WORDS = "words.npy"
POSITIONS = "positions.npy"
PIECES = "sentencepiece.model"

QUERY_PROMPT, PASSAGE_PROMPT = "query: ", "passage: "
"""What the model was trained to read before a question and before a text."""

_ERRORS_ONLY = 3

_WAITING = {"intra_op.spin_duration_us": "60", "force_spinning_stop": "1"}
"""How threads wait for their share of a step: awake from one step to the next, for to wake up takes
as long as a step does; no longer, and not between two texts, for cores are there for others too."""


class OnnxEncoder:
    """An ``index.model.Encoder`` over a prepared folder. Thread-safe.

    ``threads`` is how many it computes on, by default all cores this process may use. Raises
    ModelError when the folder is absent, damaged or cannot be used.

    >>> encoder = OnnxEncoder(home / "model" / "onnx")             # doctest: +SKIP
    >>> encoder.encode_queries(["hạn hoàn thành?"]).shape         # doctest: +SKIP
    (1, 384)
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        card = read_card(folder)
        verify_card(folder, card)
        self.name, self.digest = card.name, card.digest
        self._threads = threads or len(os.sched_getaffinity(0))
        self._sharing = threading.Lock()
        self._crowded = False
        try:
            self._pieces = sentencepiece.SentencePieceProcessor(
                model_file=str(folder / PIECES), add_bos=True, add_eos=True
            )
            with ONE_AT_A_TIME:
                self._words = np.load(folder / WORDS, mmap_mode="r", allow_pickle=False)
                self._positions = np.load(folder / POSITIONS, allow_pickle=False)
            self._single = _session(folder / GRAPH, 1)
            self._shared = self._single
            if self._threads > 1:
                self._shared = _session(folder / GRAPH, self._threads)
        except (OSError, ValueError, RuntimeError) as error:
            raise ModelError(
                f"Không nạp được mô hình ở {folder}: {error}.",
                english=f"The model in {folder} cannot be loaded: {error}.",
                hint="Hãy xóa thư mục này rồi chạy: trolyso model prepare.",
            ) from error

    @property
    def max_tokens(self) -> int:
        return len(self._positions)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode([QUERY_PROMPT + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode([PASSAGE_PROMPT + text for text in texts])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(self._pieces.encode(PASSAGE_PROMPT + text)) for text in texts]

    def _encode(self, prompted: Sequence[str]) -> Vectors:
        if len(prompted) == 1:
            return self._lone(prompted[0])
        with ThreadPoolExecutor(self._threads) as pool:
            vectors = list(pool.map(lambda text: self._vector(text, self._single), prompted))
        empty = np.empty((0, self._positions.shape[1]), np.float32)
        return np.concatenate([empty, *vectors])

    def _lone(self, text: str) -> Vectors:
        """The vector of a text that comes by itself: on all cores while no other is computed, which
        is soonest done, else on one, which wastes nothing; so too the first after that, since where
        two came at once others are about to."""
        if not self._sharing.acquire(blocking=False):
            self._crowded = True
            return self._vector(text, self._single)
        try:
            crowded, self._crowded = self._crowded, False
            return self._vector(text, self._single if crowded else self._shared)
        finally:
            self._sharing.release()

    def _vector(self, text: str, session: onnxruntime.InferenceSession) -> Vectors:
        """The vector of one text, shape (1, dimensions)."""
        ids = self._pieces.encode(text)
        if len(ids) > self.max_tokens:
            ids = [*ids[: self.max_tokens - 1], ids[-1]]
        embeddings = unpack_q4(self._words[ids]) + self._positions[: len(ids)]
        # The name is that in index.onnx_graph, which is not imported: a server needs no onnx.
        (mean,) = session.run(None, {"embeddings": embeddings[None]})
        vector: Vectors = mean / np.linalg.norm(mean)
        return vector


def _session(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = _ERRORS_ONLY
    # The graph says itself what is computed together.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    for key, value in _WAITING.items():
        options.add_session_config_entry(f"session.{key}", value)
    # An arena keeps the memory of the largest batch for ever.
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
