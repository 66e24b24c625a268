"""A worker: the product's own retrieval in a process of its own.

``python -m eval.speed.retrieval MODEL SNAPSHOTS QUESTIONS``: a folder of the model, one of
snapshots, a JSON file with a list of questions.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from eval.speed.workers import READY, resident_megabytes
from index.model_folder import encoder_of
from index.passages import passage_text
from index.snapshot import current_snapshot, load_snapshot

HITS = 4
"""Passages asked for: LangChain's own default."""


def main(model: str, snapshots: str, questions: str) -> None:
    """Loads, searches, embeds, and prints what it took."""
    encoder = encoder_of(Path(model))
    folder = current_snapshot(Path(snapshots))
    if folder is None:
        raise SystemExit(f"{snapshots}: no snapshot")
    index = load_snapshot(folder, encoder)
    asked: list[str] = json.loads(Path(questions).read_text(encoding="utf-8"))
    index.search(asked[0], HITS)
    print(READY, flush=True)
    taken = []
    for question in asked:
        began = time.perf_counter()
        index.search(question, HITS)
        taken.append((time.perf_counter() - began) * 1000)
    memory = resident_megabytes()
    texts = [passage_text(index.documents[p.document_id], p) for p in index.passages]
    began = time.perf_counter()
    encoder.encode_passages(texts)
    rate = len(texts) / (time.perf_counter() - began)
    print(json.dumps({"milliseconds": taken, "megabytes": memory, "passages_per_second": rate}))


if __name__ == "__main__":
    main(*sys.argv[1:])
